// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.Collection;

/// Which way a change points, from what a reviewer should see first to what matters least.
public enum Risk {
    /// More may get through, be seen, or be granted.
    WIDENS,
    /// It can go either way.
    EITHER,
    /// Less may get through, be seen, or be granted.
    NARROWS,
    /// No decision changes: words, documentation, tests, places, names.
    NEUTRAL;

    Risk reversed() {
        return switch (this) {
            case WIDENS -> NARROWS;
            case NARROWS -> WIDENS;
            case EITHER, NEUTRAL -> this;
        };
    }

    /// The one to worry about most.
    static Risk worst(Collection<Risk> risks) {
        return risks.stream().min(Risk::compareTo).orElse(NEUTRAL);
    }
}
