// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Wording;
import policy.compiler.tree.Node.Candidate;
import policy.runtime.decision.Rule;

/// A decision tree as text, for people and golden files.
public final class Listing {

    private static final String INDENT = "  ";

    private final DecisionTree tree;
    private final StringBuilder out = new StringBuilder();

    private Listing(DecisionTree tree) {
        this.tree = tree;
    }

    public static String of(DecisionTree tree) {
        var listing = new Listing(tree);
        listing.line(0, tree.schema().protocol());
        listing.node(tree.root(), 1);
        return listing.out.toString();
    }

    private void node(Node node, int depth) {
        switch (node) {
            case Node.Leaf(int number, List<Candidate> candidates) -> {
                line(depth, "#" + number + (candidates.isEmpty() ? " nothing" : ""));
                candidates.forEach(candidate -> line(depth + 1, shown(candidate)));
            }
            case Node.Each(int number, List<Node> children) -> {
                line(depth, "#" + number + " each");
                children.forEach(child -> node(child, depth + 1));
            }
            case Node.Ask ask -> {
                line(depth, "#" + ask.number() + " " + Wording.of(ask.atom()) + "?");
                ask.whenTrue().ifPresent(child -> branch("true", child, depth + 1));
                ask.whenFalse().ifPresent(child -> branch("false", child, depth + 1));
                fallback("undetermined", ask.undetermined(), depth + 1);
            }
            case Node.Switch choice -> {
                line(depth, "#" + choice.number() + " " + choice.term().shown() + "?");
                choice.branches().forEach(branch -> branch(branch.shown(), branch.node(), depth + 1));
                if (!choice.absent().equals(choice.undetermined())) {
                    fallback("absent", choice.absent(), depth + 1);
                }
                fallback("undetermined", choice.undetermined(), depth + 1);
            }
        }
    }

    private void branch(String label, Node child, int depth) {
        line(depth, label);
        node(child, depth + 1);
    }

    private void fallback(String label, List<Candidate> candidates, int depth) {
        if (!candidates.isEmpty()) {
            List<String> names =
                    candidates.stream().map(candidate -> rule(candidate).id()).toList();
            line(depth, label + ": in full " + String.join(", ", names));
        }
    }

    private String shown(Candidate candidate) {
        Rule rule = rule(candidate);
        String when = candidate.condition().equals(Condition.ALWAYS) ? "" : " if " + Wording.of(candidate.condition());
        String observed = tree.rules().get(candidate.rule()).observe() ? "observe " : "";
        return observed + rule.effect().word() + " " + rule.id() + when;
    }

    private Rule rule(Candidate candidate) {
        return tree.rules().get(candidate.rule()).rule();
    }

    private void line(int depth, String text) {
        out.append(INDENT.repeat(depth)).append(text).append('\n');
    }
}
