// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;

/// A verified subject that wants something of a target over one connection.
///
/// @param id UUIDv7, the same for all exchanges on one connection
/// @param tokenIssued when the token was issued that proves the subject; empty if it does not say
public record Session(String id, Subject subject, Optional<Instant> tokenIssued, Resource resource) {

    /// How old the subject's token is at a moment; 0 for one from a clock that is ahead of ours.
    public Optional<Duration> tokenAge(Instant at) {
        return tokenIssued.map(issued -> issued.isAfter(at) ? Duration.ZERO : Duration.between(issued, at));
    }
}
