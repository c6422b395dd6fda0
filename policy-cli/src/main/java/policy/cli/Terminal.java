// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.Console;
import java.util.List;
import java.util.Locale;

/// Where output goes that a person may be looking at.
enum Terminal {
    OUT,
    ERR;

    /// Set by the launcher: which of `out` and `err` are terminals. Java itself can only tell whether input and
    /// output both are.
    private static final String PROPERTY = "hpol.terminal";

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 there is none again where output goes to a file or pipe
    boolean isThere() {
        String known = System.getProperty(PROPERTY);
        if (known != null) {
            return List.of(known.split(",")).contains(name().toLowerCase(Locale.ROOT));
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
