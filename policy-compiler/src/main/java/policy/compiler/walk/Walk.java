// SPDX-License-Identifier: Apache-2.0
package policy.compiler.walk;

import java.util.ArrayList;
import java.util.List;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.condition.Wording;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;
import policy.runtime.trace.Explanation.Step;

/// Takes a request's way through a decision tree and tells of each step. Decisions are made by code compiled from the
/// same tree, which says nothing on its way and leaves the same behind.
public final class Walk {

    private final DecisionTree tree;
    private final AccessRequest request;
    private final Found found;
    private final List<Step> steps = new ArrayList<>();

    private Walk(DecisionTree tree, AccessRequest request) {
        this.tree = tree;
        this.request = request;
        this.found = new Found().begin(Roles.of(tree.rules()), 0);
    }

    public static Walk through(DecisionTree tree, AccessRequest request) {
        var walk = new Walk(tree, request);
        walk.visit(tree.root());
        walk.found.end();
        return walk;
    }

    public Found found() {
        return found;
    }

    public List<Step> steps() {
        return steps;
    }

    private void visit(Node node) {
        found.visit(node.number());
        switch (node) {
            case Node.Leaf leaf -> judge(node, leaf.candidates());
            case Node.Each each -> each.children().forEach(this::visit);
            case Node.Ask ask -> ask(ask);
            case Node.Switch choice -> choose(choice);
        }
    }

    private void ask(Node.Ask ask) {
        Truth answer = ask.atom().in(request);
        tell(ask, Wording.of(ask.atom()), answer.word());
        switch (answer) {
            case TRUE -> ask.whenTrue().ifPresent(this::visit);
            case FALSE -> ask.whenFalse().ifPresent(this::visit);
            case UNDETERMINED -> judge(ask, ask.undetermined());
        }
    }

    private void choose(Node.Switch choice) {
        Value value = choice.term().in(request);
        int first = found.find(choice.index(), value);
        if (first < 0) {
            tell(choice, choice.term().shown(), value instanceof Value.Absent ? "absent" : "undetermined");
            judge(choice, choice.untold(value));
            return;
        }
        int end = found.branches();
        var answers = new ArrayList<String>();
        for (int i = first; i < end; i++) {
            answers.add(choice.branches().get(found.branch(i)).shown());
        }
        tell(
                choice,
                choice.term().shown(),
                answers.isEmpty() ? "none of " + choice.branches().size() + " branches" : String.join("; ", answers));
        for (int i = first; i < end; i++) {
            visit(choice.branches().get(found.branch(i)).node());
        }
        found.leave(first);
    }

    private void judge(Node node, List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            Truth truth = Kleene.truth(candidate.condition(), request);
            tell(node, shown(candidate), truth.word());
            found.judged(candidate.rule(), truth.number());
        }
    }

    private void tell(Node node, String asked, String answer) {
        steps.add(new Step(node.number(), asked, answer));
    }

    private String shown(Candidate candidate) {
        Rule rule = tree.rules().get(candidate.rule()).rule();
        String condition =
                candidate.condition().equals(Condition.ALWAYS) ? "" : ": " + Wording.of(candidate.condition());
        String observed = tree.rules().get(candidate.rule()).observe() ? "observe " : "";
        return observed + rule.effect().word() + " " + rule.id() + condition;
    }
}
