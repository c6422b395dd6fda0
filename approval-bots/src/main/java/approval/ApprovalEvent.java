// SPDX-License-Identifier: Apache-2.0
package approval;

/// Something that happened to an approval request; the request shows how it stands afterwards.
public sealed interface ApprovalEvent {

    ApprovalRequest request();

    record Asked(ApprovalRequest request) implements ApprovalEvent {}

    record Answered(ApprovalRequest request, Verdict verdict) implements ApprovalEvent {}

    /// It is no longer pending: approved, denied, expired or cancelled.
    record Settled(ApprovalRequest request) implements ApprovalEvent {}

    record Consumed(ApprovalRequest request) implements ApprovalEvent {}
}
