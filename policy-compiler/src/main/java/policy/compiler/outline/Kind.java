// SPDX-License-Identifier: Apache-2.0
package policy.compiler.outline;

import java.util.Locale;

/// What can be declared, in the order it is told.
public enum Kind {
    RULE,
    LET,
    LIST,
    INVARIANT,
    IMPORT,
    TEST;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
