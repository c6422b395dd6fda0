// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.util.HashMap;
import java.util.Map;
import policy.compiler.tree.Node;

/// How many nodes and candidates a part holds, itself included.
final class Weights {

    private final Map<Integer, Integer> byNode = new HashMap<>();

    int of(Part part) {
        return switch (part) {
            case Part.Whole(Node node) -> of(node);
            case Part.Branches(Node.Switch choice, int from, int to) ->
                choice.branches().subList(from, to).stream()
                        .mapToInt(branch -> of(branch.node()))
                        .sum();
            case Part.Children(Node.Each each, int from, int to) ->
                each.children().subList(from, to).stream().mapToInt(this::of).sum();
            case Part.Candidates(var _, int from, int to) -> to - from;
        };
    }

    private int of(Node node) {
        Integer known = byNode.get(node.number());
        if (known != null) {
            return known;
        }
        int weight = 1
                + switch (node) {
                    case Node.Leaf leaf -> leaf.candidates().size();
                    case Node.Each each ->
                        each.children().stream().mapToInt(this::of).sum();
                    case Node.Ask ask ->
                        ask.whenTrue().map(this::of).orElse(0)
                                + ask.whenFalse().map(this::of).orElse(0);
                    case Node.Switch choice ->
                        choice.branches().stream()
                                .mapToInt(branch -> of(branch.node()))
                                .sum();
                };
        byNode.put(node.number(), weight);
        return weight;
    }
}
