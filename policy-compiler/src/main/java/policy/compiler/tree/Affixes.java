// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Map;

/// Finds all prefixes of a text, or all suffixes, among many: for each length that a key has, one look into a hash
/// table. The hash of a longer prefix follows from that of a shorter one, so the text is read once.
///
/// A tree of characters would need as many looks as there are branchings on the way, each at another place of the
/// memory.
final class Affixes {

    private static final int HASH_FACTOR = 31;
    private static final int EMPTY = 0;

    private final boolean fromEnd;
    /// Ascending, each once.
    private final int[] lengths;
    /// By place in the table: the hash with a bit that tells it from an empty place.
    private final long[] hashes;
    private final String[] keys;
    private final int[][] branches;

    private Affixes(Map<String, int[]> byKey, boolean fromEnd) {
        this.fromEnd = fromEnd;
        this.lengths = byKey.keySet().stream()
                .mapToInt(String::length)
                .distinct()
                .sorted()
                .toArray();
        int size = Integer.highestOneBit(Math.max(1, 2 * byKey.size())) << 1;
        this.hashes = new long[size];
        this.keys = new String[size];
        this.branches = new int[size][];
        byKey.forEach(this::put);
    }

    /// @param keys for each prefix the numbers to find
    static Affixes ofPrefixes(Map<String, int[]> keys) {
        return new Affixes(keys, false);
    }

    /// @param keys for each suffix the numbers to find
    static Affixes ofSuffixes(Map<String, int[]> keys) {
        return new Affixes(keys, true);
    }

    private void put(String key, int[] found) {
        int hash = 0;
        for (int i = 0; i < key.length(); i++) {
            hash = HASH_FACTOR * hash + at(key, i);
        }
        int place = place(hash);
        while (hashes[place] != EMPTY) {
            place = next(place);
        }
        hashes[place] = filled(hash);
        keys[place] = key;
        branches[place] = found;
    }

    private char at(String text, int index) {
        return text.charAt(fromEnd ? text.length() - 1 - index : index);
    }

    private static long filled(int hash) {
        return (1L << Integer.SIZE) | Integer.toUnsignedLong(hash);
    }

    private int place(int hash) {
        return (hash ^ (hash >>> Short.SIZE)) & (hashes.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (hashes.length - 1);
    }

    void find(String text, Numbers found) {
        int hash = 0;
        int at = 0;
        for (int length : lengths) {
            if (length > text.length()) {
                return;
            }
            while (at < length) {
                hash = HASH_FACTOR * hash + at(text, at);
                at++;
            }
            look(hash, length, text, found);
        }
    }

    private void look(int hash, int length, String text, Numbers found) {
        for (int place = place(hash); hashes[place] != EMPTY; place = next(place)) {
            if (hashes[place] == filled(hash) && isKey(keys[place], length, text)) {
                found.addAll(branches[place]);
                return;
            }
        }
    }

    private boolean isKey(String key, int length, String text) {
        return key.length() == length && (fromEnd ? text.endsWith(key) : text.startsWith(key));
    }
}
