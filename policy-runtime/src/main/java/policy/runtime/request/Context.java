// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What else is known about the moment of the request. Time is an input: evaluation never reads a clock.
///
/// @param clientAddress the peer's IP address as text
/// @param tokenAge how long ago the caller's token was issued; empty if nothing says so
public record Context(Instant time, String clientAddress, Optional<Duration> tokenAge) {

    public Context(Instant time, String clientAddress) {
        this(time, clientAddress, Optional.empty());
    }
}
