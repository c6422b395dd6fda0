// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.HashSet;
import java.util.Set;
import policy.runtime.request.Attribute;

/// What is known about the request at a place in a condition.
///
/// @param present optional attributes that are there
/// @param unsure a guard before this place is itself wrong, so nobody can tell what is there; nothing is said then
record Facts(Set<Attribute> present, boolean unsure) {

    static final Facts NONE = new Facts(Set.of(), false);

    Facts {
        present = Set.copyOf(present);
    }

    Facts with(Attribute attribute) {
        return new Facts(union(present, Set.of(attribute)), unsure);
    }

    Facts butUnsure() {
        return new Facts(present, true);
    }

    /// What is known when one or the other holds.
    Facts or(Facts other) {
        if (equals(other)) {
            return this;
        }
        var common = new HashSet<>(present);
        common.retainAll(other.present);
        return new Facts(common, unsure || other.unsure);
    }

    boolean allowReading(Attribute attribute) {
        return attribute.presence() == Attribute.Presence.ALWAYS || unsure || present.contains(attribute);
    }

    private static Set<Attribute> union(Set<Attribute> some, Set<Attribute> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
