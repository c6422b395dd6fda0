// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Finds the branches of a [Node.Switch] whose keys fit a value, without looking at the others.
public final class KeyIndex {

    private final Type type;
    private final Map<String, int[]> exact;
    private final Trie prefixes;
    private final Trie suffixes;
    /// Whether one value can fit several keys of one branch, so that a branch may be found twice.
    private final boolean overlapping;

    private KeyIndex(Type type, Map<Key.Kind, Map<String, int[]>> byKind, boolean overlapping) {
        this.type = type;
        this.exact = type instanceof Type.ListOf ? of(byKind, Key.Kind.HOLDS) : of(byKind, Key.Kind.IS);
        this.prefixes = Trie.ofPrefixes(of(byKind, Key.Kind.STARTS));
        this.suffixes = Trie.ofSuffixes(of(byKind, Key.Kind.ENDS));
        this.overlapping = overlapping;
    }

    private static Map<String, int[]> of(Map<Key.Kind, Map<String, int[]>> byKind, Key.Kind kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    /// @param branches for each branch its keys; a branch is found by its index
    static KeyIndex of(Type type, List<SortedSet<Key>> branches) {
        var byKind = new EnumMap<Key.Kind, Map<String, int[]>>(Key.Kind.class);
        for (int branch = 0; branch < branches.size(); branch++) {
            for (Key key : branches.get(branch)) {
                int number = branch;
                byKind.computeIfAbsent(key.kind(), _ -> new HashMap<>())
                        .merge(key.text(), new int[] {number}, KeyIndex::joined);
            }
        }
        return new KeyIndex(type, byKind, branches.stream().anyMatch(KeyIndex::overlap));
    }

    private static int[] joined(int[] some, int[] more) {
        int[] both = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, both, some.length, more.length);
        return both;
    }

    private static boolean overlap(Collection<Key> keys) {
        return keys.size() > 1 && keys.stream().anyMatch(key -> key.kind() != Key.Kind.IS);
    }

    /// Adds the branches that fit, each once.
    ///
    /// @return false if the value is not of the attribute's type, or is none: then nothing can be told by it
    public boolean find(Value value, Numbers found) {
        int before = found.size();
        boolean told = switch (value) {
            case Value.Text(String text) -> isText() && findText(text, found);
            case Value.Bool(boolean truth) -> type instanceof Type.Bool && findExact("" + truth, found);
            case Value.Many(List<Value> items) -> type instanceof Type.ListOf && findItems(items, found);
            case Value.Int _, Value.Address _, Value.Fields _, Value.Absent _, Value.Undetermined _ -> false;
        };
        if (!told) {
            found.truncate(before);
        } else if (overlapping && found.size() - before > 1) {
            found.distinctFrom(before);
        }
        return told;
    }

    private boolean isText() {
        return type instanceof Type.Text || type instanceof Type.Choice;
    }

    private boolean findText(String text, Numbers found) {
        prefixes.findPrefixes(text, found);
        suffixes.findSuffixes(text, found);
        return findExact(text, found);
    }

    private boolean findExact(String text, Numbers found) {
        int[] branches = exact.get(text);
        if (branches != null) {
            found.addAll(branches);
        }
        return true;
    }

    private boolean findItems(List<Value> items, Numbers found) {
        int before = found.size();
        int fitting = 0;
        for (Value item : items) {
            if (!(item instanceof Value.Text(String text))) {
                return false;
            }
            int size = found.size();
            findExact(text, found);
            fitting += found.size() > size ? 1 : 0;
        }
        if (fitting > 1) {
            // Several items, or one item several times, may lead to the same branch.
            found.distinctFrom(before);
        }
        return true;
    }
}
