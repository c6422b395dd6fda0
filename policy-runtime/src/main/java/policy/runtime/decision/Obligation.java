// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.SortedSet;
import java.util.TreeSet;

/// What must be done with a request that goes through. One that cannot be carried out denies.
public sealed interface Obligation {

    Rule rule();

    /// Hide every occurrence of these entities in what comes back.
    ///
    /// @param entities names, see [policy.runtime.request.Entity]
    record Mask(Rule rule, SortedSet<String> entities, Transform transform) implements Obligation {
        public Mask {
            entities = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(entities));
        }
    }

    /// How a value is hidden. Where two masks meet on one value, the one with the higher strength wins.
    sealed interface Transform {

        int strength();

        /// Replaced by a label that names the entity.
        record Redact() implements Transform {
            @Override
            public int strength() {
                return 3;
            }
        }

        /// Replaced by a keyed hash: equal values stay recognisably equal.
        record Hash() implements Transform {
            @Override
            public int strength() {
                return 2;
            }
        }

        /// All but the last characters hidden.
        ///
        /// @param last how many characters stay readable, 0 to 8
        record Partial(int last) implements Transform {
            @Override
            public int strength() {
                return 1;
            }
        }
    }
}
