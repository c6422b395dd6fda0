// SPDX-License-Identifier: Apache-2.0
package gateway;

import approval.ApprovalEvent;
import approval.ApprovalJournal;
import approval.ApprovalRequest;
import approval.Verdict;
import gateway.policy.PolicyChanges;
import gateway.policy.PolicyEvent;
import gateway.policy.Release;
import gateway.recording.EvidenceRecord;
import gateway.recording.EvidenceRecord.ApprovalAsked;
import gateway.recording.EvidenceRecord.ApprovalSettled;
import gateway.recording.EvidenceRecord.ApprovalVerdict;
import gateway.recording.EvidenceRecord.PolicyActivated;
import gateway.recording.EvidenceRecord.PolicyRefused;
import gateway.recording.RecordedEvidence;
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
        return switch (event) {
            case ApprovalEvent.Asked asked ->
                new ApprovalAsked(
                        request.id(),
                        request.exchange(),
                        request.requester(),
                        request.asks(),
                        request.form().digest(),
                        request.revision(),
                        request.standing().until());
            case ApprovalEvent.Answered(var answered, Verdict verdict) ->
                new ApprovalVerdict(
                        answered.id(),
                        verdict.reviewer().key(),
                        verdict.yes() ? "approve" : "deny",
                        true,
                        verdict.channel(),
                        Optional.of(verdict.reason()).filter(reason -> !reason.isBlank()));
            case ApprovalEvent.Settled settled -> settled(request, how(request));
            case ApprovalEvent.Consumed consumed -> settled(request, "used");
        };
    }

    private static String how(ApprovalRequest request) {
        return switch (request.state()) {
            case APPROVED -> "granted";
            case DENIED -> "denied";
            case EXPIRED -> "expired";
            case CANCELLED -> "withdrawn";
            case CONSUMED -> "used";
            case PENDING -> throw new IllegalStateException("approval " + request.id() + " is not settled");
        };
    }

    private static EvidenceRecord settled(ApprovalRequest request, String how) {
        var reviewers = request.standing().verdicts().stream()
                .map(verdict -> verdict.reviewer().key())
                .distinct()
                .toList();
        return new ApprovalSettled(request.id(), how, Optional.of(request.exchange()), reviewers);
    }
}
