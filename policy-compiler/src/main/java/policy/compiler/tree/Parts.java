// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds all parts a text has, among many, in one pass over it (Aho and Corasick 1975: Efficient string matching).
///
/// A state is what has just been read, as far as a part begins with it. Where a state has no edge for the next
/// character, reading goes on from the longest end of it that is a state too.
final class Parts {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int CHARACTER_BITS = 16;
    /// Spreads keys over the table; 2^64 divided by the golden ratio.
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /// By place in the table, state and character of an edge, and one more, so that 0 is an empty place.
    private final long[] edges;
    private final int[] targets;
    /// By state, where to go on without an edge.
    private final int[] fallbacks;
    /// By state, the nearest on the way of fallbacks, itself included, that ends a part.
    private final int[] ends;
    /// By state, the numbers to find.
    private final List<int[]> here;

    private Parts(Map<Long, Integer> edges, int[] fallbacks, int[] ends, List<int[]> here) {
        this.edges = new long[tableSize(edges.size())];
        this.targets = new int[this.edges.length];
        edges.forEach((edge, target) -> {
            int at = place(edge);
            while (this.edges[at] != 0) {
                at = next(at);
            }
            this.edges[at] = edge + 1;
            targets[at] = target;
        });
        this.fallbacks = fallbacks;
        this.ends = ends;
        this.here = here;
    }

    /// At most half full.
    private static int tableSize(int edges) {
        return Integer.highestOneBit(Math.max(1, 2 * edges)) << 1;
    }

    /// @param keys for each part, none of them empty, the numbers to find
    static Parts of(Map<String, int[]> keys) {
        var edges = new HashMap<Long, Integer>();
        var here = new ArrayList<int[]>();
        here.add(new int[0]);
        new TreeMap<>(keys).forEach((part, numbers) -> {
            int state = ROOT;
            for (int i = 0; i < part.length(); i++) {
                int from = state;
                state = edges.computeIfAbsent(edge(from, part.charAt(i)), _ -> {
                    here.add(new int[0]);
                    return here.size() - 1;
                });
            }
            here.set(state, numbers);
        });
        return linked(edges, here);
    }

    /// Finds out the fallbacks, those of short states first.
    private static Parts linked(Map<Long, Integer> edges, List<int[]> here) {
        var below = new HashMap<Integer, List<Long>>();
        edges.keySet()
                .forEach(edge -> below.computeIfAbsent((int) (edge >>> CHARACTER_BITS), _ -> new ArrayList<>())
                        .add(edge));
        var fallbacks = new int[here.size()];
        var ends = new int[here.size()];
        ends[ROOT] = NONE;
        var open = new ArrayDeque<>(List.of(ROOT));
        while (!open.isEmpty()) {
            int state = open.remove();
            for (long edge : below.getOrDefault(state, List.of())) {
                int target = edges.getOrDefault(edge, NONE);
                int fallback = state == ROOT ? ROOT : step(edges, fallbacks, fallbacks[state], (char) edge);
                fallbacks[target] = fallback;
                ends[target] = here.get(target).length > 0 ? target : ends[fallback];
                open.add(target);
            }
        }
        return new Parts(edges, fallbacks, ends, here);
    }

    private static int step(Map<Long, Integer> edges, int[] fallbacks, int from, char character) {
        int state = from;
        while (true) {
            int target = edges.getOrDefault(edge(state, character), NONE);
            if (target != NONE) {
                return target;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fallbacks[state];
        }
    }

    private static long edge(int state, char character) {
        return ((long) state << CHARACTER_BITS) | character;
    }

    private int place(long edge) {
        return (int) ((edge * SPREAD) >>> Integer.SIZE) & (edges.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (edges.length - 1);
    }

    void find(String text, Numbers found) {
        BitSet seen = null;
        int state = ROOT;
        for (int i = 0; i < text.length(); i++) {
            state = after(state, text.charAt(i));
            int end = ends[state];
            if (end != NONE) {
                seen = seen == null ? new BitSet() : seen;
                // What ends here has been seen with all that ends with it, or with none.
                while (end != NONE && !seen.get(end)) {
                    seen.set(end);
                    found.addAll(here.get(end));
                    end = ends[fallbacks[end]];
                }
            }
        }
    }

    private int after(int from, char character) {
        int state = from;
        while (true) {
            int target = target(edge(state, character));
            if (target != NONE) {
                return target;
            }
            if (state == ROOT) {
                return ROOT;
            }
            state = fallbacks[state];
        }
    }

    private int target(long edge) {
        int at = place(edge);
        while (edges[at] != 0) {
            if (edges[at] == edge + 1) {
                return targets[at];
            }
            at = next(at);
        }
        return NONE;
    }
}
