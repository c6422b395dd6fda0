// SPDX-License-Identifier: Apache-2.0
package policy.compiler.walk;

import java.util.List;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.tree.KeyIndex;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.compiler.tree.Numbers;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// What one request's way through a decision tree has come upon: the nodes it visited, the rules it found. Whether code
/// or a [Walk] takes the way, this is what it leaves.
///
/// Used again and again by one thread, so that deciding needs no memory of its own.
public final class Found {

    private static final int TRUE = Truth.TRUE.number();
    private static final int UNDETERMINED = Truth.UNDETERMINED.number();
    private static final int TRUTH_BITS = 2;
    private static final int TRUTHS = (1 << TRUTH_BITS) - 1;

    private Roles roles = Roles.of(List.of());
    private final Numbers path = new Numbers();
    private final Numbers applied = new Numbers();
    private final Numbers undetermined = new Numbers();
    private final Numbers observed = new Numbers();
    /// Branches found and not yet visited, those of outer nodes first.
    private final Numbers branches = new Numbers();
    /// What shared atoms answered, in the turn they were asked, see [#shared].
    private long[] answers = new long[0];
    private long turn;

    /// Forgets the request before.
    ///
    /// @param sharedAtoms how many atoms are asked through [#shared]
    /// @return this
    public Found begin(Roles ofRules, int sharedAtoms) {
        roles = ofRules;
        path.truncate(0);
        applied.truncate(0);
        undetermined.truncate(0);
        observed.truncate(0);
        branches.truncate(0);
        turn++;
        if (answers.length < sharedAtoms) {
            answers = new long[sharedAtoms];
        }
        return this;
    }

    /// Puts the rules in the order of their ids.
    public Found end() {
        applied.sort();
        undetermined.sort();
        observed.sort();
        return this;
    }

    public Numbers path() {
        return path;
    }

    /// Rules that apply.
    public Numbers applied() {
        return applied;
    }

    /// Rules that deny because nobody can tell whether they apply.
    public Numbers undetermined() {
        return undetermined;
    }

    /// Rules that are only watched and would apply.
    public Numbers observed() {
        return observed;
    }

    public void visit(int node) {
        path.add(node);
    }

    /// @return where the branches that fit begin in [#branch]; they end at [#branches]. Negative if the value tells
    ///     nothing.
    public int find(KeyIndex index, Value value) {
        int first = branches.size();
        return index.find(value, branches) ? first : -1;
    }

    public int branches() {
        return branches.size();
    }

    public int branch(int at) {
        return branches.get(at);
    }

    /// @param first what [#find] returned
    public void leave(int first) {
        branches.truncate(first);
    }

    /// Tests all rules that could still matter where the value asked for tells nothing.
    public void untold(Node.Switch choice, Value value, AccessRequest request) {
        judge(choice.untold(value), request);
    }

    public void judge(List<Candidate> candidates, AccessRequest request) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            judged(
                    candidate.rule(),
                    Kleene.truth(candidate.condition(), request).number());
        }
    }

    /// @param truth the number of what a rule's condition came to
    public void judged(int rule, int truth) {
        if (truth == TRUE) {
            (roles.isObserved(rule) ? observed : applied).add(rule);
        } else if (truth == UNDETERMINED && roles.isRestriction(rule)) {
            undetermined.add(rule);
        } else if (truth == UNDETERMINED && roles.isObligation(rule)) {
            // Better to hide, bound or keep what need not be.
            applied.add(rule);
        }
    }

    /// What an atom answers that stands in several places; it is asked once a request.
    ///
    /// @return the number of the truth
    public int shared(SharedAtom atom, AccessRequest request) {
        long before = answers[atom.number()];
        if (before >>> TRUTH_BITS == turn) {
            return (int) before & TRUTHS;
        }
        int truth = atom.atom().in(request).number();
        answers[atom.number()] = (turn << TRUTH_BITS) | truth;
        return truth;
    }
}
