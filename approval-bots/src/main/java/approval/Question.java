// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import policy.runtime.decision.Ask;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// An approval request before it is filed: everything but the time.
///
/// @param id used only if it is not the retry of an open request
/// @param asks at least one
public record Question(
        String id,
        Subject requester,
        Resource resource,
        CanonicalForm form,
        Revision revision,
        List<Ask> asks,
        Origin origin) {

    public Question {
        asks = List.copyOf(asks);
        if (asks.isEmpty()) {
            throw new IllegalArgumentException("nothing is asked");
        }
    }

    /// The same, of other reviewers.
    Question asking(List<Ask> others) {
        return new Question(id, requester, resource, form, revision, others, origin);
    }

    /// Where asks leave people different times, the shortest counts: all of them are needed.
    ApprovalRequest filedAt(Instant now, ApprovalRequest.Kind kind) {
        Duration within =
                asks.stream().map(Ask::within).min(Duration::compareTo).orElseThrow();
        Standing standing = Standing.filed(now, now.plus(within));
        return new ApprovalRequest(id, kind, requester, resource, form, revision, asks, origin, now, standing);
    }
}
