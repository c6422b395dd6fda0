// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.Map;
import java.util.TreeMap;

/// What a command's exit status means, the same for all commands.
final class ExitStatus {

    static final int FINE = 0;

    /// Policies have problems, tests fail, a request is denied, evidence or a bundle does not verify.
    static final int PROBLEMS = 1;

    /// Wrong arguments, or nothing there to work on.
    static final int USAGE = 2;

    /// For `--help`, by number.
    static final Map<String, String> MEANINGS = new TreeMap<>(Map.of(
            "0", "fine",
            "1", "policies with mistakes, failing tests, a denied request, evidence or a bundle that does not verify",
            "2", "wrong usage, or the world: nothing there to work on, a file that cannot be read"));

    private ExitStatus() {}
}
