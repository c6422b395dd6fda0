// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/// Sets of assignments to variables with finitely many values each, as multi-valued decision diagrams. Equal sets are
/// the same node, so that a set is empty, or two are equal, is seen at once.
///
/// Variables are asked in the order of their numbers. Nodes are counted where they are made, inside the recursion.
final class Diagrams {

    static final int NONE = 0;
    static final int ALL = 1;

    /// No variable: both terminals are below all of them.
    private static final int BELOW = Integer.MAX_VALUE;

    private final int[] sizes;
    private final int budget;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> both = new HashMap<>();
    private final Map<Integer, Integer> complements = new HashMap<>();

    private record Node(int variable, int[] children) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Node(int v, int[] c) && v == variable && Arrays.equals(c, children);
        }

        @Override
        public int hashCode() {
            return 31 * variable + Arrays.hashCode(children);
        }
    }

    /// @param sizes how many values each variable has
    /// @param budget the most children of all nodes together
    Diagrams(int[] sizes, int budget) {
        this.sizes = sizes.clone();
        this.budget = budget;
        nodes.add(new Node(BELOW, new int[0]));
        nodes.add(new Node(BELOW, new int[] {0}));
    }

    private int spent;

    /// All assignments in which the variable has one of these values.
    int where(int variable, IntPredicate values) throws OverBudget {
        int[] children = new int[sizes[variable]];
        for (int value = 0; value < children.length; value++) {
            children[value] = values.test(value) ? ALL : NONE;
        }
        return node(variable, children);
    }

    private int node(int variable, int[] children) throws OverBudget {
        int first = children[0];
        boolean same = true;
        for (int child : children) {
            same &= child == first;
        }
        if (same) {
            return first;
        }
        var node = new Node(variable, children);
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        spent += children.length;
        if (spent > budget) {
            throw new OverBudget("the diagram grew over " + budget + " branches");
        }
        nodes.add(node);
        numbers.put(node, nodes.size() - 1);
        return nodes.size() - 1;
    }

    int and(int one, int other) throws OverBudget {
        if (one == NONE || other == NONE) {
            return NONE;
        }
        if (one == ALL || one == other) {
            return other;
        }
        if (other == ALL) {
            return one;
        }
        long key = (long) Math.min(one, other) << Integer.SIZE | Math.max(one, other);
        Integer known = both.get(key);
        if (known != null) {
            return known;
        }
        Node left = nodes.get(one);
        Node right = nodes.get(other);
        int variable = Math.min(left.variable, right.variable);
        int[] children = new int[sizes[variable]];
        for (int value = 0; value < children.length; value++) {
            children[value] = and(
                    left.variable == variable ? left.children[value] : one,
                    right.variable == variable ? right.children[value] : other);
        }
        int result = node(variable, children);
        both.put(key, result);
        return result;
    }

    int not(int set) throws OverBudget {
        if (set == NONE || set == ALL) {
            return ALL - set;
        }
        Integer known = complements.get(set);
        if (known != null) {
            return known;
        }
        Node node = nodes.get(set);
        int[] children = new int[node.children.length];
        for (int value = 0; value < children.length; value++) {
            children[value] = not(node.children[value]);
        }
        int result = node(node.variable, children);
        complements.put(set, result);
        complements.put(result, set);
        return result;
    }

    int or(int one, int other) throws OverBudget {
        return not(and(not(one), not(other)));
    }

    int without(int set, int other) throws OverBudget {
        return and(set, not(other));
    }

    /// Whether an assignment is in a set.
    boolean holds(int set, int[] values) {
        int at = set;
        while (at != NONE && at != ALL) {
            Node node = nodes.get(at);
            at = node.children[values[node.variable]];
        }
        return at == ALL;
    }

    /// The variables on which it depends whether an assignment is in a set.
    BitSet support(int set) {
        var support = new BitSet();
        var seen = new BitSet();
        var open = new ArrayDeque<Integer>();
        open.push(set);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (at != NONE && at != ALL && !seen.get(at)) {
                seen.set(at);
                support.set(nodes.get(at).variable);
                Arrays.stream(nodes.get(at).children).forEach(open::push);
            }
        }
        return support;
    }

    private record Step(int node, long cost, long least, int[] values) {}

    /// The cheapest assignments of a set, the cheapest first. A variable that does not matter has its cheapest
    /// value.
    ///
    /// @param costs what each value of each variable costs; each variable has one that costs nothing
    /// @param most how many to find at most
    List<int[]> cheapest(int set, long[][] costs, int most) {
        var least = new HashMap<Integer, Long>();
        var open = new PriorityQueue<Step>((one, other) -> Long.compare(one.least, other.least));
        int[] plain = new int[sizes.length];
        for (int variable = 0; variable < plain.length; variable++) {
            for (int value = 0; value < sizes[variable]; value++) {
                plain[variable] = costs[variable][value] == 0 ? value : plain[variable];
            }
        }
        if (set != NONE) {
            open.add(new Step(set, 0, least(set, costs, least), plain));
        }
        var found = new ArrayList<int[]>();
        while (!open.isEmpty() && found.size() < most) {
            Step step = open.poll();
            if (step.node == ALL) {
                found.add(step.values);
                continue;
            }
            Node node = nodes.get(step.node);
            for (int value = 0; value < node.children.length; value++) {
                int child = node.children[value];
                if (child != NONE) {
                    int[] values = step.values.clone();
                    values[node.variable] = value;
                    long cost = step.cost + costs[node.variable][value];
                    open.add(new Step(child, cost, cost + least(child, costs, least), values));
                }
            }
        }
        return found;
    }

    private long least(int set, long[][] costs, Map<Integer, Long> known) {
        if (set == ALL) {
            return 0;
        }
        Long cost = known.get(set);
        if (cost != null) {
            return cost;
        }
        Node node = nodes.get(set);
        long best = Long.MAX_VALUE;
        for (int value = 0; value < node.children.length; value++) {
            if (node.children[value] != NONE) {
                best = Math.min(best, costs[node.variable][value] + least(node.children[value], costs, known));
            }
        }
        known.put(set, best);
        return best;
    }
}
