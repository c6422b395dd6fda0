// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import java.util.Locale;
import java.util.Optional;

/// Whether a machine does something else than to be measured.
final class Busy {

    /// Part of the processors that may be at work when measuring begins.
    private static final double QUIET = 0.25;

    private Busy() {}

    /// @param load the system's load average over the last minute; negative if it does not tell
    /// @return what to tell people of it, if there is anything
    static Optional<String> warning(double load, int processors) {
        return load <= QUIET * processors
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "warning: the machine is busy (load average %.1f, %d processors); figures will be worse than"
                                + " on a quiet one",
                        load,
                        processors));
    }
}
