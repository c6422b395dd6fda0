// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.List;
import java.util.Optional;
import policy.runtime.decision.Rule;

/// What is known of a change.
///
/// @param shifts classes of requests that are decided otherwise, what lets more through first
/// @param unknown what nobody can tell
/// @param isWhole whether that is all; else there are more classes than are looked for
public record ChangeProof(List<Shift> shifts, List<Unknown> unknown, boolean isWhole) {

    public ChangeProof {
        shifts = List.copyOf(shifts);
        unknown = List.copyOf(unknown);
    }

    /// Requests that may be decided otherwise.
    ///
    /// @param before rules that have to do with it; so are those after
    /// @param values what a request would need, if that is known
    public record Unknown(
            String protocol, String because, List<Rule> before, List<Rule> after, Optional<String> values) {
        public Unknown {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /// Whether it is proved that every request is decided as before, with the same approvals and obligations.
    public boolean isSame() {
        return shifts.isEmpty() && unknown.isEmpty() && isWhole;
    }
}
