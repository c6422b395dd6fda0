// SPDX-License-Identifier: Apache-2.0
package policy.runtime.decision;

import java.util.List;

/// One use of a consent that was given, or what stands in for it where somebody broke the glass. It permits nothing by
/// itself: it is an input to the policy decision point, which decides once more with it.
///
/// @param approval id of the approval request it came from, or of the review that is due
/// @param asks the asks that were granted
/// @param reviewers keys of the people who consented ([policy.runtime.request.Subject#key])
public record Grant(String approval, List<Ask> asks, List<String> reviewers) {
    public Grant {
        asks = List.copyOf(asks);
        reviewers = List.copyOf(reviewers);
    }

    /// Whether this grant answers an ask: same rule, and nothing about the ask has been tightened since.
    public boolean covers(Ask ask) {
        return asks.stream()
                .anyMatch(granted -> granted.rule().id().equals(ask.rule().id())
                        && granted.line() == ask.line()
                        && granted.step() == ask.step()
                        && granted.reviewers().equals(ask.reviewers())
                        && granted.quorum() >= ask.quorum()
                        && granted.terms().channel().compareTo(ask.terms().channel()) >= 0
                        && (granted.terms().reasonRequired() || !ask.terms().reasonRequired()));
    }
}
