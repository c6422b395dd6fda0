// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a list has gained and lost.
public record Entries(List<String> added, List<String> removed) {

    static final Entries NONE = new Entries(List.of(), List.of());

    public Entries {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static Entries between(Collection<String> before, Collection<String> after) {
        return new Entries(without(after, before), without(before, after));
    }

    private static List<String> without(Collection<String> all, Collection<String> others) {
        Set<String> left = new LinkedHashSet<>(all);
        left.removeAll(Set.copyOf(others));
        return List.copyOf(left);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    Direction direction() {
        return Direction.of(!added.isEmpty(), !removed.isEmpty());
    }
}
