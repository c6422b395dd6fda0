// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Outcome;
import java.util.Optional;
import policy.runtime.decision.Reason;

/// How a reply's way to the client ended.
///
/// @param bytesToTarget body bytes of the request that were sent on
/// @param bytesToClient body bytes sent to the client, after rewriting
/// @param because why it was cut
public record Passage(Outcome.Ending ending, long bytesToTarget, long bytesToClient, Optional<Reason> because) {

    Passage(Outcome.Ending ending, long bytesToTarget, long bytesToClient) {
        this(ending, bytesToTarget, bytesToClient, Optional.empty());
    }
}
