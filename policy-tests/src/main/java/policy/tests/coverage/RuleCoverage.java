// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import java.util.List;
import java.util.Optional;
import policy.compiler.written.WrittenRule;

/// One rule and its conditions.
///
/// @param tally how often the whole rule was found to apply
/// @param decided in how many tests it applied and took part in what was decided
/// @param parts its conditions, in the order they are written
public record RuleCoverage(WrittenRule rule, Tally tally, int decided, List<PartCoverage> parts) {

    public RuleCoverage {
        parts = List.copyOf(parts);
    }

    public boolean covered() {
        return decided > 0;
    }

    /// What no test showed of the rule as a whole.
    public Optional<String> missing() {
        if (covered()) {
            return Optional.empty();
        }
        if (tally.asked() == 0) {
            return Optional.of("no test makes such a request");
        }
        return Optional.of(tally.yes() == 0 ? "never applies" : "applies, but never decides: a stronger rule does");
    }
}
