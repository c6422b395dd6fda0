// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.Objection.Kind;
import java.time.Instant;
import java.util.Optional;
import policy.runtime.request.Subject;

/// Who may take a consent back. Pure.
///
/// It only ever makes less possible, so more may do it than may consent: whoever said yes, whoever is asked, and the
/// requester, with everybody the requester acts for.
final class Revocation {

    private Revocation() {}

    /// @param by with the groups that count now
    /// @return why not; empty if it may be taken back
    static Optional<Objection> objection(ApprovalRequest request, Subject by, Instant now) {
        boolean said = request.standing().verdicts().stream()
                .anyMatch(verdict -> verdict.yes() && verdict.reviewer().key().equals(by.key()));
        boolean asked = by.kind() == Subject.Kind.PERSON && Quorum.asks(request, by, now);
        if (!said && !asked && !request.isRequester(by)) {
            return Optional.of(new Objection(
                    Kind.NOT_IN_GROUP, "Only who was asked, who approved or who made this request may revoke it."));
        }
        if (request.kind() == ApprovalRequest.Kind.REVIEW || !request.state().leadsTo(State.REVOKED)) {
            return Optional.of(new Objection(Kind.DECIDED_ALREADY, notGiven(request)));
        }
        return Optional.empty();
    }

    private static String notGiven(ApprovalRequest request) {
        if (request.kind() == ApprovalRequest.Kind.REVIEW) {
            return "A review cannot be revoked.";
        }
        return switch (request.state()) {
            case PENDING -> "Nothing was approved yet; deny it instead.";
            case REVOKED ->
                "This approval was revoked already: %s"
                        .formatted(request.standing().note());
            case DENIED, EXPIRED, CANCELLED ->
                "There is nothing to revoke: the request is %s."
                        .formatted(request.state().word());
            case APPROVED, CONSUMED -> throw new IllegalStateException("can be revoked");
        };
    }
}
