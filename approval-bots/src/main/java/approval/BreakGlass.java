// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Subject;

/// Who may go ahead without waiting for consent, and who looks at it afterwards. Pure.
///
/// Only people do, in person: wherever an agent or a service has a part in the chain nobody goes ahead, for an
/// emergency is a person's to declare and to answer for. Every ask must let the caller; one that does not is reason
/// enough to wait.
public final class BreakGlass {

    private BreakGlass() {}

    /// @param asks at least one
    /// @return what has to be reviewed, one ask for each rule and group of reviewers; empty if the caller has to
    /// wait
    public static Optional<List<Ask>> reviews(List<Ask> asks, Subject caller) {
        if (caller.kind() != Subject.Kind.PERSON || caller.actsFor().isPresent()) {
            return Optional.empty();
        }
        Map<String, Ask> reviews = new LinkedHashMap<>();
        for (Ask ask : asks) {
            Optional<ApprovalTerms.BreakGlass> terms = ask.terms().breakGlass();
            if (terms.isEmpty() || !names(terms.get().by(), caller) || !canBeReviewed(terms.get())) {
                return Optional.empty();
            }
            String key = ask.rule().id() + " " + terms.get().review().written();
            reviews.putIfAbsent(
                    key, review(ask, terms.get().review(), terms.get().within()));
        }
        return Optional.of(List.copyOf(reviews.values()));
    }

    private static Ask review(Ask ask, Reviewers by, Duration within) {
        return new Ask(ask.rule(), ask.line(), ask.step(), 1, by, ApprovalTerms.within(within), ask.because());
    }

    /// A person in person acts for nobody, so an owner is neither the caller nor anybody who could review.
    private static boolean names(Reviewers by, Subject caller) {
        return switch (by) {
            case Reviewers.Group(String name) -> caller.groups().contains(name);
            case Reviewers.Owner _ -> false;
        };
    }

    private static boolean canBeReviewed(ApprovalTerms.BreakGlass terms) {
        return switch (terms.review()) {
            case Reviewers.Group _ -> true;
            case Reviewers.Owner _ -> false;
        };
    }
}
