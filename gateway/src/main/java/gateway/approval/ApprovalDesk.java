// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import gateway.exchange.Exchange;
import gateway.exchange.Session;
import gateway.protocol.Conversation;
import java.util.Optional;
import policy.runtime.decision.Decision.NeedsApproval;
import policy.runtime.decision.Grant;

/// Port of the line to the reviewers: asks them and holds the request until they have answered.
public interface ApprovalDesk {

    /// Files an approval request bound to exactly this command, or joins the pending or approved one that
    /// a retry of the same command by the same subject under the same revision left behind, and waits: no
    /// longer than the conversation's patience, and not after the client has left.
    ///
    /// @param spent a grant that was already used for this exchange; if asks remain in spite of it, the
    ///     policy was tightened meanwhile and the request is refused
    Settlement settle(
            Conversation conversation, Exchange exchange, Session session, NeedsApproval asking, Optional<Grant> spent);
}
