// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import policy.compiler.tree.Node;

/// How many questions a part asks: what of it becomes code.
final class Weights {

    private final Map<Integer, Integer> byNode = new HashMap<>();

    int of(Part part) {
        return switch (part) {
            case Part.Whole(Node node) -> of(node);
            case Part.Branches(List<Node> branches, int from, int to) -> of(branches.subList(from, to));
            case Part.Children(Node.Each each, int from, int to) ->
                of(each.children().subList(from, to));
        };
    }

    private int of(Collection<Node> nodes) {
        return nodes.stream().mapToInt(this::of).sum();
    }

    private int of(Node node) {
        Integer known = byNode.get(node.number());
        if (known != null) {
            return known;
        }
        int weight = switch (node) {
            case Node.Leaf _ -> 0;
            case Node.Each each -> 1 + of(each.children());
            case Node.Ask ask ->
                1
                        + of(ask.whenTrue().stream().toList())
                        + of(ask.whenFalse().stream().toList());
            case Node.Switch choice ->
                1 + of(choice.branches().stream().map(Node.Branch::node).toList());
        };
        byNode.put(node.number(), weight);
        return weight;
    }
}
