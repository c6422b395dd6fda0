// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import java.util.Optional;
import policy.dsl.source.Span;

/// One condition that connects nothing, as one rule asks it.
///
/// @param span where it is written: in the rule, or in a let the rule uses
public record PartCoverage(Span span, Tally tally) {

    /// Seen both ways, so whoever breaks it has a chance to be noticed.
    public boolean covered() {
        return missing().isEmpty();
    }

    /// What no test showed, as `never true`.
    public Optional<String> missing() {
        if (tally.asked() == 0) {
            return Optional.of("never reached");
        }
        if (tally.yes() == 0) {
            return Optional.of(tally.no() == 0 ? "never determined" : "never true");
        }
        return tally.no() == 0 ? Optional.of("never false") : Optional.empty();
    }
}
