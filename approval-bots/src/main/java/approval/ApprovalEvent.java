// SPDX-License-Identifier: Apache-2.0
package approval;

/// Something that happened to an approval request; the request shows how it stands afterwards.
public sealed interface ApprovalEvent {

    ApprovalRequest request();

    record Asked(ApprovalRequest request) implements ApprovalEvent {}

    record Answered(ApprovalRequest request, Verdict verdict) implements ApprovalEvent {}

    /// More people may answer from now on.
    record Escalated(ApprovalRequest request) implements ApprovalEvent {}

    /// It is no longer pending: approved, denied, expired or cancelled; or the time of a consent is over.
    record Settled(ApprovalRequest request) implements ApprovalEvent {}

    /// The consent was used.
    ///
    /// @param exchange id of the exchange that runs under it
    /// @param digest of what exactly runs
    record Used(ApprovalRequest request, String exchange, String digest) implements ApprovalEvent {}

    /// The consent was taken back.
    ///
    /// @param by key of who did
    record Revoked(ApprovalRequest request, String by, String why) implements ApprovalEvent {}

    /// Somebody went ahead without waiting; the request is the review that is due.
    record BrokeGlass(ApprovalRequest request) implements ApprovalEvent {}

    /// Somebody wanted to go ahead and may not; the request waits like any other.
    ///
    /// @param exchange id of the exchange that tried
    record BreakGlassRefused(ApprovalRequest request, String exchange, String why) implements ApprovalEvent {}

    /// Nobody has looked at it in time; it can still be answered.
    record ReviewLate(ApprovalRequest request) implements ApprovalEvent {}
}
