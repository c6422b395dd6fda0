// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.ApprovalRequest;
import approval.Quorum;
import approval.Wording;
import java.time.Instant;
import java.util.List;
import policy.runtime.request.Subject;

/// A pending approval request in a list: enough to choose it by, without the command.
///
/// @param kind `consent` or `review`
/// @param missing who still has to say yes, in words
/// @param because the rules' own words
/// @param claim why, as the requester says
/// @param until when it is denied by itself, or the review is due
record ApprovalsLine(
        String id,
        String kind,
        String state,
        List<String> requester,
        String resource,
        String env,
        String verb,
        List<String> asked,
        String missing,
        List<String> because,
        String claim,
        Instant created,
        Instant until) {

    static ApprovalsLine of(ApprovalRequest request) {
        return new ApprovalsLine(
                request.id(),
                request.kind().word(),
                request.state().word(),
                request.requester().chain().stream().map(Subject::key).toList(),
                request.resource().name(),
                request.resource().env().word(),
                request.form().verb(),
                request.asks().stream()
                        .map(ask -> ask.quorum() + " of " + Quorum.shown(request, ask))
                        .toList(),
                Wording.missing(request),
                request.asks().stream().map(ask -> ask.because()).toList(),
                request.origin().claim(),
                request.created(),
                request.standing().until());
    }
}
