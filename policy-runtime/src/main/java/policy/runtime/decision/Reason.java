// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.Optional;

/// What the blocked person reads.
///
/// @param message the rule's own words with its attributes filled in, or ours
/// @param help where to go next, as the rule gives it
/// @param rule the rule whose words these are
public record Reason(DenialCode code, String message, Optional<String> help, Optional<Rule> rule) {

    public static Reason of(DenialCode code, String message) {
        return new Reason(code, message, Optional.empty(), Optional.empty());
    }
}
