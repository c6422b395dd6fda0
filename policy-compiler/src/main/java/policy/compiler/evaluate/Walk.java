// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.condition.Wording;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.compiler.tree.Numbers;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;
import policy.runtime.trace.Explanation.Step;

/// One request's way through a decision tree: the nodes it visits, the rules it finds.
final class Walk {

    private final DecisionTree tree;
    private final AccessRequest request;
    private final Numbers path = new Numbers();
    private final Numbers applied = new Numbers();
    private final Numbers undetermined = new Numbers();
    private final Numbers observed = new Numbers();
    /// Branches found and not yet visited, those of outer nodes first.
    private final Numbers branches = new Numbers();
    /// Null unless somebody wants to know why.
    private final @Nullable List<Step> steps;

    private Walk(DecisionTree tree, AccessRequest request, @Nullable List<Step> steps) {
        this.tree = tree;
        this.request = request;
        this.steps = steps;
    }

    static Walk through(DecisionTree tree, AccessRequest request) {
        var walk = new Walk(tree, request, null);
        walk.visit(tree.root());
        walk.sort();
        return walk;
    }

    static Walk explaining(DecisionTree tree, AccessRequest request) {
        var walk = new Walk(tree, request, new ArrayList<>());
        walk.visit(tree.root());
        walk.sort();
        return walk;
    }

    List<Integer> path() {
        return path.toList();
    }

    /// Rules that apply, in the order of their ids.
    Numbers applied() {
        return applied;
    }

    /// Rules that deny because nobody can tell whether they apply, in the order of their ids.
    Numbers undetermined() {
        return undetermined;
    }

    /// Rules that are only watched and would apply, in the order of their ids.
    Numbers observed() {
        return observed;
    }

    List<Step> steps() {
        return steps == null ? List.of() : steps;
    }

    private void sort() {
        applied.sort();
        undetermined.sort();
        observed.sort();
    }

    private void visit(Node node) {
        path.add(node.number());
        switch (node) {
            case Node.Leaf leaf -> judge(node, leaf.candidates());
            case Node.Each each -> {
                List<Node> children = each.children();
                for (int i = 0; i < children.size(); i++) {
                    visit(children.get(i));
                }
            }
            case Node.Ask ask -> ask(ask);
            case Node.Switch choice -> choose(choice);
        }
    }

    private void ask(Node.Ask ask) {
        Truth answer = ask.atom().in(request);
        if (steps != null) {
            steps.add(new Step(ask.number(), Wording.of(ask.atom()), answer.word()));
        }
        switch (answer) {
            case TRUE -> ask.whenTrue().ifPresent(this::visit);
            case FALSE -> ask.whenFalse().ifPresent(this::visit);
            case UNDETERMINED -> judge(ask, ask.undetermined());
        }
    }

    private void choose(Node.Switch choice) {
        Value value = choice.term().in(request);
        int first = branches.size();
        if (choice.index().find(value, branches)) {
            int end = branches.size();
            tell(choice, first, end);
            for (int i = first; i < end; i++) {
                visit(choice.branches().get(branches.get(i)).node());
            }
            branches.truncate(first);
        } else {
            boolean absent = value instanceof Value.Absent;
            if (steps != null) {
                steps.add(new Step(choice.number(), choice.term().shown(), absent ? "absent" : "undetermined"));
            }
            judge(choice, absent ? choice.absent() : choice.undetermined());
        }
    }

    private void tell(Node.Switch choice, int first, int end) {
        if (steps == null) {
            return;
        }
        var answers = new ArrayList<String>();
        for (int i = first; i < end; i++) {
            answers.add(choice.branches().get(branches.get(i)).shown());
        }
        String answer =
                answers.isEmpty() ? "none of " + choice.branches().size() + " branches" : String.join("; ", answers);
        steps.add(new Step(choice.number(), choice.term().shown(), answer));
    }

    private void judge(Node node, List<Candidate> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            Truth truth = Kleene.truth(candidate.condition(), request);
            if (steps != null) {
                steps.add(new Step(node.number(), shown(candidate), truth.word()));
            }
            switch (truth) {
                case TRUE -> holds(candidate.rule());
                case UNDETERMINED -> undetermined(candidate.rule());
                case FALSE -> {}
            }
        }
    }

    private void holds(int rule) {
        if (tree.rules().get(rule).observe()) {
            observed.add(rule);
        } else {
            applied.add(rule);
        }
    }

    private void undetermined(int rule) {
        if (tree.rules().get(rule).mustHold()) {
            return;
        }
        switch (tree.rules().get(rule).rule().effect()) {
            case ALLOW -> {}
            // Better to hide, bound or keep what need not be.
            case MASK, LIMIT, RECORD -> applied.add(rule);
            case DENY, APPROVE -> undetermined.add(rule);
        }
    }

    private String shown(Candidate candidate) {
        Rule rule = tree.rules().get(candidate.rule()).rule();
        String condition =
                candidate.condition().equals(Condition.ALWAYS) ? "" : ": " + Wording.of(candidate.condition());
        String observed = tree.rules().get(candidate.rule()).observe() ? "observe " : "";
        return observed + rule.effect().word() + " " + rule.id() + condition;
    }
}
