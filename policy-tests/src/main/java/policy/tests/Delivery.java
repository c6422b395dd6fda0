// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.protocols.masking.CannotMask;
import policy.protocols.masking.MaskedText;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;

/// What a test sees of a request that was decided.
///
/// @param answer what comes back if the request is let through, before it is masked; empty if the test does not say
public record Delivery(Decision decision, Optional<String> answer) {

    List<Obligation> obligations() {
        return switch (decision) {
            case Decision.Permit permit -> permit.obligations();
            case Decision.NeedsApproval asking -> asking.obligations();
            case Decision.Deny _ -> List.of();
        };
    }

    /// A rule whose masks no text can show: rows have columns, a text has none. What such a rule finds besides
    /// shows.
    Optional<Rule> unshown() {
        Set<Rule> shown = hiding(false).collect(Collectors.toSet());
        return hiding(true).filter(rule -> !shown.contains(rule)).findFirst();
    }

    private Stream<Rule> hiding(boolean columns) {
        return obligations().stream()
                .filter(one -> one instanceof Obligation.Mask(var _, Obligation.Hidden hidden, var _)
                        && hidden instanceof Obligation.Hidden.Columns == columns)
                .map(Obligation::rule);
    }

    /// The answer as the caller gets it; for a request that waits, once it is approved. Nobody gets anything of one
    /// that is denied.
    Optional<String> masked() {
        if (decision instanceof Decision.Deny || answer.isEmpty() || unshown().isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MaskedText.of(answer.get(), obligations()));
        } catch (CannotMask cannot) {
            return Optional.empty();
        }
    }
}
