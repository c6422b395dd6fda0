// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds all prefixes of a text, or all suffixes, among many, in time bounded by the text's length.
///
/// Edges carry as much text as they can, so there are at most two nodes for each key.
final class Trie {

    private final String edge;
    private final int[] here;
    private final char[] firsts;
    private final Trie[] children;

    private Trie(String edge, int[] here, char[] firsts, Trie[] children) {
        this.edge = edge;
        this.here = here;
        this.firsts = firsts;
        this.children = children;
    }

    /// @param keys for each prefix the numbers to find
    static Trie ofPrefixes(Map<String, int[]> keys) {
        return of("", new TreeMap<>(keys), 0);
    }

    /// @param keys for each suffix the numbers to find
    static Trie ofSuffixes(Map<String, int[]> keys) {
        var reversed = new TreeMap<String, int[]>();
        keys.forEach((key, numbers) -> reversed.put(mirrored(key), numbers));
        return of("", reversed, 0);
    }

    /// UTF-16 units in reverse order; surrogate pairs come out swapped, as they are read from the end.
    private static String mirrored(String text) {
        var mirrored = new char[text.length()];
        for (int i = 0; i < mirrored.length; i++) {
            mirrored[i] = text.charAt(mirrored.length - 1 - i);
        }
        return new String(mirrored);
    }

    /// The node for keys that all agree up to `depth`, at which its edge ends.
    private static Trie of(String edge, SortedMap<String, int[]> keys, int depth) {
        int[] here = {};
        var byFirst = new TreeMap<Character, SortedMap<String, int[]>>();
        for (var key : keys.entrySet()) {
            if (key.getKey().length() == depth) {
                here = key.getValue();
            } else {
                byFirst.computeIfAbsent(key.getKey().charAt(depth), _ -> new TreeMap<>())
                        .put(key.getKey(), key.getValue());
            }
        }
        var firsts = new char[byFirst.size()];
        var children = new Trie[byFirst.size()];
        int i = 0;
        for (var group : byFirst.entrySet()) {
            // Sorted, so what the first and the last key share is what all of them share.
            String first = group.getValue().firstKey();
            int shared = shared(first, group.getValue().lastKey());
            firsts[i] = group.getKey();
            children[i] = of(first.substring(depth, shared), group.getValue(), shared);
            i++;
        }
        return new Trie(edge, here, firsts, children);
    }

    private static int shared(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int at = 0;
        while (at < most && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    void findPrefixes(String text, Numbers found) {
        find(text, false, found);
    }

    void findSuffixes(String text, Numbers found) {
        find(text, true, found);
    }

    private void find(String text, boolean fromEnd, Numbers found) {
        Trie node = this;
        int at = 0;
        while (true) {
            found.addAll(node.here);
            int child = at < text.length() ? Arrays.binarySearch(node.firsts, at(text, at, fromEnd)) : -1;
            if (child < 0 || !node.children[child].fits(text, at, fromEnd)) {
                return;
            }
            node = node.children[child];
            at += node.edge.length();
        }
    }

    private boolean fits(String text, int from, boolean fromEnd) {
        if (text.length() - from < edge.length()) {
            return false;
        }
        for (int i = 0; i < edge.length(); i++) {
            if (edge.charAt(i) != at(text, from + i, fromEnd)) {
                return false;
            }
        }
        return true;
    }

    private static char at(String text, int index, boolean fromEnd) {
        return text.charAt(fromEnd ? text.length() - 1 - index : index);
    }

    int nodes() {
        return 1 + List.of(children).stream().mapToInt(Trie::nodes).sum();
    }
}
