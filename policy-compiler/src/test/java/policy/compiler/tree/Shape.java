// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import policy.compiler.condition.Condition;
import policy.compiler.type.TypedRule;

/// Counts a tree and holds it against what [DecisionTree] promises.
public final class Shape {

    private final List<Integer> numbers = new ArrayList<>();
    private final List<Integer> inLeaves = new ArrayList<>();
    private int fallbacks;

    private Shape() {}

    public static void check(DecisionTree tree) {
        var shape = new Shape();
        shape.count(tree.root());
        List<TypedRule> rules = tree.rules().stream()
                .filter(rule -> rule.appliesTo(tree.schema().protocol()))
                .filter(rule -> !rule.condition().equals(Condition.NEVER))
                .toList();
        long atoms = rules.stream()
                .flatMap(rule -> Condition.atoms(rule.condition()))
                .count();
        long parts = atoms + rules.size();
        assertThat(shape.numbers).as("numbered from the top").isSorted().doesNotHaveDuplicates();
        assertThat(tree.nodes()).isEqualTo(shape.numbers.size());
        assertThat((long) tree.nodes())
                .as("nodes")
                .isLessThanOrEqualTo(Math.max(1, DecisionTree.NODES_PER_PART * parts));
        assertThat(shape.inLeaves)
                .as("each rule in one leaf")
                .doesNotHaveDuplicates()
                .hasSize(rules.size());
        assertThat((long) shape.fallbacks).as("rules to fall back to").isLessThanOrEqualTo(2 * parts);
    }

    private void count(Node node) {
        numbers.add(node.number());
        switch (node) {
            case Node.Leaf leaf -> leaf.candidates().forEach(candidate -> inLeaves.add(candidate.rule()));
            case Node.Each each -> each.children().forEach(this::count);
            case Node.Ask ask -> {
                fallbacks += ask.undetermined().size();
                ask.whenTrue().ifPresent(this::count);
                ask.whenFalse().ifPresent(this::count);
            }
            case Node.Switch choice -> {
                fallbacks += choice.undetermined().size() + choice.absent().size();
                choice.branches().forEach(branch -> count(branch.node()));
            }
        }
    }
}
