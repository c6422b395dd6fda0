// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.util.Map;

/// When to print in colour. What was asked for on the command line comes first, then `NO_COLOR`
/// (<https://no-color.org>), then `CLICOLOR_FORCE` and `CLICOLOR` (<https://bixense.com/clicolors>), then whether a
/// terminal is there that can.
enum Colour {
    auto,
    always,
    never;

    boolean on(Terminal terminal) {
        return on(System.getenv(), terminal.isThere());
    }

    boolean on(Map<String, String> environment, boolean terminal) {
        return switch (this) {
            case always -> true;
            case never -> false;
            case auto -> automatic(environment, terminal);
        };
    }

    private static boolean automatic(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        String forced = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!forced.isEmpty() && !forced.equals("0")) {
            return true;
        }
        boolean refused = environment.getOrDefault("CLICOLOR", "").equals("0")
                || environment.getOrDefault("TERM", "").equals("dumb");
        return terminal && !refused;
    }
}
