// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.Collection;
import java.util.EnumSet;

/// What became of a condition, or of a list that a condition asks about.
enum Direction {
    /// It holds for more; the list is longer.
    WEAKER,
    /// It holds for less; the list is shorter.
    STRONGER,
    UNCLEAR,
    SAME;

    Direction reversed() {
        return switch (this) {
            case WEAKER -> STRONGER;
            case STRONGER -> WEAKER;
            case UNCLEAR, SAME -> this;
        };
    }

    /// Several changes to what is joined with the same word.
    static Direction together(Collection<Direction> all) {
        var found = EnumSet.noneOf(Direction.class);
        found.addAll(all);
        found.remove(SAME);
        return found.isEmpty() ? SAME : found.size() == 1 ? found.iterator().next() : UNCLEAR;
    }

    static Direction of(boolean more, boolean less) {
        return more ? less ? UNCLEAR : WEAKER : less ? STRONGER : SAME;
    }
}
