// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;

/// A rule on its way down the tree that is being built.
///
/// @param conjuncts what must hold and has not been settled by the questions above
record OpenRule(int rule, List<Conjunct> conjuncts) {

    OpenRule {
        conjuncts = List.copyOf(conjuncts);
    }

    /// @param demands by what they are demanded of; those that a question above has used are gone
    record Conjunct(Condition condition, Map<Term, Constraint> demands) {}

    static OpenRule of(int rule, Condition condition) {
        return new OpenRule(
                rule,
                Condition.conjuncts(condition).stream()
                        .map(conjunct -> new Conjunct(conjunct, Constraint.of(conjunct)))
                        .toList());
    }

    Node.Candidate candidate() {
        return new Node.Candidate(
                rule,
                Condition.allOf(conjuncts.stream().map(Conjunct::condition).toList()));
    }

    /// The tightest demand on an attribute or member.
    Optional<Constraint> demandOn(Term term) {
        return conjuncts.stream()
                .flatMap(conjunct -> Optional.ofNullable(conjunct.demands().get(term)).stream())
                .reduce(Constraint::tighter);
    }

    /// What is open once this demand is known to be met, and with it that the attribute is there.
    OpenRule after(Constraint met) {
        var left = new ArrayList<Conjunct>();
        for (Conjunct conjunct : conjuncts) {
            if (met.equals(conjunct.demands().get(met.atom().term()))) {
                if (!met.exact()) {
                    var others = new HashMap<>(conjunct.demands());
                    others.remove(met.atom().term());
                    left.add(new Conjunct(conjunct.condition(), others));
                }
            } else if (!asksPresence(conjunct.condition(), met.atom().term())) {
                left.add(conjunct);
            }
        }
        return new OpenRule(rule, left);
    }

    private static boolean asksPresence(Condition condition, Term term) {
        return condition instanceof Condition.Holds(Atom atom, var _)
                && atom.term().equals(term)
                && atom.test() instanceof Test.Present;
    }

    /// What is open once this conjunct is known to hold.
    OpenRule without(Condition settled) {
        return new OpenRule(
                rule,
                conjuncts.stream()
                        .filter(conjunct -> !conjunct.condition().equals(settled))
                        .toList());
    }
}
