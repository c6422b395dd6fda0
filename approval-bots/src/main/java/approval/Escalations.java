// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import policy.runtime.decision.Ask;

/// When more people are asked, and when a review is late. Pure.
///
/// From its moment on, an escalation is in force whether or not anybody has noticed; what a request's standing keeps
/// ([Standing#escalated]) only says up to when it was told: on cards, and in the evidence.
final class Escalations {

    private Escalations() {}

    /// From when on the others may answer this ask, too.
    static Optional<Instant> moment(ApprovalRequest request, Ask ask) {
        return ask.terms().escalation().map(escalation -> request.created().plus(escalation.after()));
    }

    /// The last moment that has come and was not told.
    static Optional<Instant> due(ApprovalRequest request, Instant now) {
        return untold(request).filter(moment -> !moment.isAfter(now)).max(Comparator.naturalOrder());
    }

    /// The first moment that was not told, come or not; empty if there is none to wait for.
    static Optional<Instant> next(ApprovalRequest request) {
        return request.state() == State.PENDING ? untold(request).min(Comparator.naturalOrder()) : Optional.empty();
    }

    private static Stream<Instant> untold(ApprovalRequest request) {
        Optional<Instant> told = request.standing().escalated();
        return moments(request).filter(moment -> told.isEmpty() || moment.isAfter(told.get()));
    }

    private static Stream<Instant> moments(ApprovalRequest request) {
        return switch (request.kind()) {
            case CONSENT -> request.asks().stream().flatMap(ask -> moment(request, ask).stream());
            case REVIEW -> Stream.of(request.standing().until());
        };
    }
}
