// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.util.Map;
import java.util.Optional;
import policy.runtime.decision.Reason;

/// How an exchange ended.
///
/// @param status what the client was told in its protocol's own numbers; 0 if nothing was
/// @param bytesToTarget body bytes sent on
/// @param bytesToClient body bytes sent back, after masking
/// @param masked how often each entity was masked
/// @param because why the reply was cut; empty if it was not
public record Outcome(
        Ending ending,
        int status,
        long bytesToTarget,
        long bytesToClient,
        Map<String, Integer> masked,
        Optional<Reason> because) {

    public enum Ending {
        /// The whole reply reached the client.
        COMPLETE,
        /// Refused, and the client was told.
        REFUSED,
        /// The client left first.
        CLIENT_LEFT,
        /// The target broke off in the middle of its reply, or the reply could not be masked to its end.
        REPLY_CUT
    }

    public Outcome {
        masked = Map.copyOf(masked);
    }

    public Outcome(Ending ending, int status, long bytesToTarget, long bytesToClient, Map<String, Integer> masked) {
        this(ending, status, bytesToTarget, bytesToClient, masked, Optional.empty());
    }

    public static Outcome refused(int status) {
        return new Outcome(Ending.REFUSED, status, 0, 0, Map.of());
    }
}
