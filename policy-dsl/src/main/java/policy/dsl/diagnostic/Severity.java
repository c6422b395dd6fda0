// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.Locale;

public enum Severity {
    /// The policy set does not compile.
    ERROR,
    /// It compiles, but probably does not do what was meant.
    WARNING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
