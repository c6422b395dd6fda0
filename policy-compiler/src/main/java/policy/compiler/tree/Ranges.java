// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Map;
import java.util.TreeMap;

/// Finds all ranges a number is in, among many: an interval tree, laid out in arrays, with the middle of each stretch
/// as
/// its root. It is as large as there are ranges, and looks at few more of them than it finds.
final class Ranges {

    private final long[] lows;
    private final long[] highs;
    /// By the middle of each stretch, the highest end of a range in it.
    private final long[] highest;
    private final int[][] branches;

    private Ranges(Map<Key.Range, int[]> keys) {
        var sorted = new TreeMap<Key.Range, int[]>(keys);
        this.lows = sorted.keySet().stream().mapToLong(Key.Range::low).toArray();
        this.highs = sorted.keySet().stream().mapToLong(Key.Range::high).toArray();
        this.highest = new long[lows.length];
        this.branches = sorted.values().toArray(int[][]::new);
        fillHighest(0, lows.length);
    }

    /// @param keys for each range the numbers to find
    static Ranges of(Map<Key.Range, int[]> keys) {
        return new Ranges(keys);
    }

    private long fillHighest(int from, int to) {
        if (from == to) {
            return Long.MIN_VALUE;
        }
        int middle = middle(from, to);
        long below = Math.max(fillHighest(from, middle), fillHighest(middle + 1, to));
        highest[middle] = Math.max(below, highs[middle]);
        return highest[middle];
    }

    private static int middle(int from, int to) {
        return (from + to) >>> 1;
    }

    void find(long number, Numbers found) {
        find(number, 0, lows.length, found);
    }

    private void find(long number, int from, int to, Numbers found) {
        if (from == to) {
            return;
        }
        int middle = middle(from, to);
        if (highest[middle] < number) {
            return;
        }
        find(number, from, middle, found);
        if (lows[middle] <= number) {
            if (number <= highs[middle]) {
                found.addAll(branches[middle]);
            }
            find(number, middle + 1, to, found);
        }
    }
}
