// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.Locale;

/// What a rule does when it applies. `deny` beats `approve` beats `allow`; the others add up.
public enum Effect {
    ALLOW,
    DENY,
    APPROVE,
    MASK,
    LIMIT,
    RECORD;

    /// The keyword of the language.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
