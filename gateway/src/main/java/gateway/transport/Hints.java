// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.util.Optional;

/// What a client may see of a target's early hints (103). Called on the event loop: computes, never waits.
public interface Hints {

    /// @param interim as the target sent it
    /// @return as the client gets it; empty if it does not pass
    Optional<ReplyHead> toClient(ReplyHead interim);
}
