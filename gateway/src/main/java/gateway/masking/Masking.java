// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import gateway.exchange.Reply;
import java.util.List;
import policy.runtime.decision.Obligation;

/// Carries out mask obligations on replies.
public interface Masking {

    /// The reply as the client may see it.
    ///
    /// @throws gateway.exchange.Failure G114 if an obligation cannot be carried out on this reply
    Reply over(Reply reply, List<Obligation> obligations);
}
