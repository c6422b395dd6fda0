// SPDX-License-Identifier: Apache-2.0
package policy.cli.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Wording;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.compiler.type.TypedRule;

/// A node of a decision tree as it is drawn.
///
/// @param answer what the question above must answer to come here; empty where there was none
/// @param number of the node, as paths and traces give it
/// @param question what it asks; empty for a leaf, and where all below is visited
/// @param rules what is tested here
/// @param below in the order of the tree
/// @param onPath whether the request that was asked about came here
public record Twig(String answer, int number, String question, List<RuleLine> rules, List<Twig> below, boolean onPath) {

    public Twig {
        rules = List.copyOf(rules);
        below = List.copyOf(below);
    }

    /// A rule that is tested, with what is left to test of its condition.
    ///
    /// @param effect the word of the language, `observe` before it where it is only watched
    /// @param condition empty if nothing is left
    /// @param found whether it took effect for the request that was asked about
    public record RuleLine(String effect, String id, String condition, boolean found) {

        String text() {
            return effect + " " + id + (condition.isEmpty() ? "" : " if " + condition);
        }
    }

    /// @param path numbers of the nodes a request came by
    /// @param found ids of the rules that took effect for it
    public static Twig of(DecisionTree tree, Set<Integer> path, Set<String> found) {
        return new Drawing(tree, path, found).of("", tree.root());
    }

    private record Drawing(DecisionTree tree, Set<Integer> path, Set<String> found) {

        Twig of(String answer, Node node) {
            var below = new ArrayList<Twig>();
            var rules = new ArrayList<RuleLine>();
            String question = switch (node) {
                case Node.Leaf leaf -> {
                    leaf.candidates().forEach(candidate -> rules.add(line(candidate)));
                    yield "";
                }
                case Node.Each each -> {
                    each.children().forEach(child -> below.add(of("", child)));
                    yield "";
                }
                case Node.Ask ask -> {
                    ask.whenTrue().ifPresent(child -> below.add(of("yes", child)));
                    ask.whenFalse().ifPresent(child -> below.add(of("no", child)));
                    yield Wording.of(ask.atom()) + "?";
                }
                case Node.Switch choice -> {
                    choice.branches().forEach(branch -> below.add(of(branch.shown(), branch.node())));
                    yield choice.term().shown() + "?";
                }
            };
            return new Twig(answer, node.number(), question, rules, below, path.contains(node.number()));
        }

        private RuleLine line(Candidate candidate) {
            TypedRule rule = tree.rules().get(candidate.rule());
            boolean rest = !candidate.condition().equals(Condition.ALWAYS);
            return new RuleLine(
                    (rule.observe() ? "observe " : "") + rule.rule().effect().word(),
                    rule.rule().id(),
                    rest ? Wording.of(candidate.condition()) : "",
                    found.contains(rule.rule().id()));
        }
    }

    /// How many rules are tested here and below.
    int ruleCount() {
        return rules.size() + below.stream().mapToInt(Twig::ruleCount).sum();
    }

    /// What it says: its question, or what it does with all that is below.
    String title() {
        return question.isEmpty() ? below.isEmpty() ? "" : "all of these" : question;
    }
}
