// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import policy.compiler.condition.Network;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Finds the branches of a [Node.Switch] whose keys fit a value, without looking at the others.
public final class KeyIndex {

    private final Type type;
    /// Texts and words, the items of a list, `true` and `false`.
    private final Map<String, int[]> exact;
    private final @Nullable Affixes prefixes;
    private final @Nullable Affixes suffixes;
    private final @Nullable Parts parts;
    private final Ranges ranges;
    private final @Nullable NetworkTrie networks;
    /// Whether one value can fit several keys of one branch, so that a branch may be found twice.
    private final boolean overlapping;

    private KeyIndex(Type type, Map<Key.Kind, Map<Key, int[]>> keys, boolean overlapping) {
        this.type = type;
        this.exact = texts(keys, type instanceof Type.ListOf ? Key.Kind.HOLDS : Key.Kind.IS);
        this.prefixes = unlessEmpty(texts(keys, Key.Kind.STARTS), Affixes::ofPrefixes);
        this.suffixes = unlessEmpty(texts(keys, Key.Kind.ENDS), Affixes::ofSuffixes);
        this.parts = unlessEmpty(texts(keys, Key.Kind.HAS), Parts::of);
        this.ranges = Ranges.of(of(keys, Key.Kind.RANGE, key -> (Key.Range) key));
        this.networks = NetworkTrie.of(of(keys, Key.Kind.WITHIN, key -> ((Key.Within) key).network()));
        this.overlapping = overlapping;
    }

    private static Map<String, int[]> texts(Map<Key.Kind, Map<Key, int[]>> keys, Key.Kind kind) {
        return of(keys, kind, key -> ((Key.Text) key).text());
    }

    private static <K> Map<K, int[]> of(Map<Key.Kind, Map<Key, int[]>> keys, Key.Kind kind, Function<Key, K> read) {
        var some = new HashMap<K, int[]>();
        keys.getOrDefault(kind, Map.of()).forEach((key, branches) -> some.put(read.apply(key), branches));
        return some;
    }

    private static <T> @Nullable T unlessEmpty(Map<String, int[]> keys, Function<Map<String, int[]>, T> index) {
        return keys.isEmpty() ? null : index.apply(keys);
    }

    /// @param branches for each branch its keys; a branch is found by its index
    static KeyIndex of(Type type, List<SortedSet<Key>> branches) {
        var lists = new EnumMap<Key.Kind, Map<Key, List<Integer>>>(Key.Kind.class);
        for (int branch = 0; branch < branches.size(); branch++) {
            for (Key key : branches.get(branch)) {
                lists.computeIfAbsent(key.kind(), _ -> new HashMap<>())
                        .computeIfAbsent(key, _ -> new ArrayList<>())
                        .add(branch);
            }
        }
        var byKind = new EnumMap<Key.Kind, Map<Key, int[]>>(Key.Kind.class);
        lists.forEach((kind, keys) -> keys.forEach((key, found) -> byKind.computeIfAbsent(kind, _ -> new HashMap<>())
                .put(key, found.stream().mapToInt(Integer::intValue).toArray())));
        return new KeyIndex(type, byKind, branches.stream().anyMatch(KeyIndex::overlap));
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
            case Value.Bool(boolean truth) -> type instanceof Type.Bool && findExact(Boolean.toString(truth), found);
            case Value.Many(List<Value> items) -> type instanceof Type.ListOf && findItems(items, found);
            case Value.Int(long number) -> isNumber() && findNumber(number, found);
            case Value.Address address -> type instanceof Type.Address && findAddress(address, found);
            case Value.Fields _, Value.Absent _, Value.Undetermined _ -> false;
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

    private boolean isNumber() {
        return switch (type) {
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> true;
            case Type.Text _, Type.Bool _, Type.Choice _, Type.ListOf _, Type.Address _, Type.Open _ -> false;
        };
    }

    private boolean findText(String text, Numbers found) {
        if (prefixes != null) {
            prefixes.find(text, found);
        }
        if (suffixes != null) {
            suffixes.find(text, found);
        }
        if (parts != null) {
            parts.find(text, found);
        }
        return findExact(text, found);
    }

    private boolean findExact(String text, Numbers found) {
        int[] branches = exact.get(text);
        if (branches != null) {
            found.addAll(branches);
        }
        return true;
    }

    private boolean findNumber(long number, Numbers found) {
        ranges.find(number, found);
        return true;
    }

    private boolean findAddress(Value.Address value, Numbers found) {
        if (networks != null) {
            networks.find(Network.of(value.address()), found);
        }
        return true;
    }

    private boolean findItems(List<Value> items, Numbers found) {
        int before = found.size();
        int fitting = 0;
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Value.Text(String text))) {
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
