// SPDX-License-Identifier: Apache-2.0
package gateway;

import approval.ApprovalEvent;
import approval.ApprovalJournal;
import approval.ApprovalRequest;
import approval.Quorum;
import approval.State;
import approval.Verdict;
import gateway.policy.PolicyChanges;
import gateway.policy.PolicyEvent;
import gateway.policy.Release;
import gateway.recording.EvidenceRecord;
import gateway.recording.EvidenceRecord.ApprovalAsked;
import gateway.recording.EvidenceRecord.ApprovalEscalated;
import gateway.recording.EvidenceRecord.ApprovalRevoked;
import gateway.recording.EvidenceRecord.ApprovalSettled;
import gateway.recording.EvidenceRecord.ApprovalUsed;
import gateway.recording.EvidenceRecord.ApprovalVerdict;
import gateway.recording.EvidenceRecord.BreakGlass;
import gateway.recording.EvidenceRecord.PolicyActivated;
import gateway.recording.EvidenceRecord.PolicyRefused;
import gateway.recording.EvidenceRecord.Reviewed;
import gateway.recording.RecordedEvidence;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts on record what stages tell that know nothing of evidence.
final class Journal implements ApprovalJournal, Consumer<PolicyEvent> {

    private final RecordedEvidence evidence;

    Journal(RecordedEvidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public void accept(PolicyEvent event) {
        switch (event) {
            case PolicyEvent.Activated activated ->
                evidence.recordDurably(new PolicyActivated(
                        activated.revision(),
                        activated.before(),
                        activated.rules(),
                        activated.origin(),
                        activated.release().map(Journal::recordOf),
                        activated.changes().map(Journal::recordOf)));
            case PolicyEvent.Refused(String origin, var inForce, int errors, String because) ->
                evidence.record(new PolicyRefused(inForce, errors, because, origin));
        }
    }

    private static PolicyActivated.Bundle recordOf(Release release) {
        return new PolicyActivated.Bundle(
                release.sequence(),
                release.key(),
                release.rollback()
                        .map(rollback -> new PolicyActivated.Rollback(rollback.sequence(), rollback.because())));
    }

    private static PolicyActivated.Changes recordOf(PolicyChanges changes) {
        return new PolicyActivated.Changes(
                changes.added(),
                changes.removed(),
                changes.changed(),
                changes.moved(),
                changes.other(),
                changes.widens());
    }

    @Override
    public void record(ApprovalEvent event) {
        evidence.recordDurably(recordOf(event));
    }

    private static EvidenceRecord recordOf(ApprovalEvent event) {
        ApprovalRequest request = event.request();
        String digest = request.form().digest();
        return switch (event) {
            case ApprovalEvent.Asked _ -> asked(request);
            case ApprovalEvent.Answered(var _, Verdict verdict) -> verdict(request, verdict);
            case ApprovalEvent.Escalated _ -> new ApprovalEscalated(request.id(), nowAsked(request), digest);
            case ApprovalEvent.Settled _ ->
                switch (request.kind()) {
                    case CONSENT -> settled(request);
                    case REVIEW -> new Reviewed(request.id(), found(request), reviewers(request), digest);
                };
            case ApprovalEvent.Used(var _, String exchange, String ran) ->
                new ApprovalUsed(request.id(), exchange, ran, request.standing().uses());
            case ApprovalEvent.Revoked(var _, String by, String why) ->
                new ApprovalRevoked(request.id(), by, why, request.standing().uses(), digest);
            case ApprovalEvent.BrokeGlass _ ->
                broken(request, request.exchange(), request.origin().claim(), true);
            case ApprovalEvent.BreakGlassRefused(var _, String exchange, String why) ->
                broken(request, exchange, why, false);
            case ApprovalEvent.ReviewLate _ -> new Reviewed(request.id(), "late", List.of(), digest);
        };
    }

    private static EvidenceRecord asked(ApprovalRequest request) {
        return new ApprovalAsked(
                request.id(),
                request.exchange(),
                request.requester(),
                request.asks(),
                request.form().digest(),
                request.scope().shown(),
                request.origin().claim(),
                request.revision(),
                request.standing().until());
    }

    private static EvidenceRecord verdict(ApprovalRequest request, Verdict verdict) {
        return new ApprovalVerdict(
                request.id(),
                verdict.reviewer().key(),
                verdict.yes() ? "approve" : "deny",
                true,
                verdict.channel(),
                verdict.assurance().word(),
                request.form().digest(),
                Optional.of(verdict.reason()).filter(reason -> !reason.isBlank()));
    }

    private static List<String> nowAsked(ApprovalRequest request) {
        return request.asks().stream()
                .map(ask -> Quorum.shown(request, ask))
                .distinct()
                .toList();
    }

    private static EvidenceRecord broken(ApprovalRequest request, String exchange, String why, boolean allowed) {
        return new BreakGlass(
                request.id(),
                exchange,
                request.requester(),
                request.asks(),
                request.form().digest(),
                why,
                allowed,
                request.standing().until());
    }

    private static String found(ApprovalRequest request) {
        return request.state() == State.APPROVED ? "in_order" : "not_in_order";
    }

    private static String how(ApprovalRequest request) {
        return switch (request.state()) {
            case APPROVED -> "granted";
            case DENIED -> "denied";
            case EXPIRED -> "expired";
            case CANCELLED -> "withdrawn";
            case PENDING, CONSUMED, REVOKED ->
                throw new IllegalStateException("approval " + request.id() + " is not settled");
        };
    }

    private static EvidenceRecord settled(ApprovalRequest request) {
        return new ApprovalSettled(
                request.id(),
                how(request),
                Optional.of(request.exchange()),
                reviewers(request),
                request.form().digest());
    }

    private static List<String> reviewers(ApprovalRequest request) {
        return request.standing().verdicts().stream()
                .map(verdict -> verdict.reviewer().key())
                .distinct()
                .toList();
    }
}
