// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.ApprovalRequest;
import java.time.Instant;
import java.util.List;
import policy.runtime.request.Subject;

/// A pending approval request in a list: enough to choose it by, without the command.
///
/// @param because the rules' own words
/// @param until when it is denied by itself
record ApprovalsLine(
        String id,
        String state,
        List<String> requester,
        String resource,
        String env,
        String verb,
        List<String> asked,
        List<String> because,
        Instant created,
        Instant until) {

    static ApprovalsLine of(ApprovalRequest request) {
        return new ApprovalsLine(
                request.id(),
                request.state().word(),
                request.requester().chain().stream().map(Subject::key).toList(),
                request.resource().name(),
                request.resource().env().word(),
                request.form().verb(),
                request.asks().stream()
                        .map(ask -> ask.quorum() + " of " + ask.reviewers().shown())
                        .toList(),
                request.asks().stream().map(ask -> ask.because()).toList(),
                request.created(),
                request.standing().until());
    }
}
