// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.util.Optional;

/// One thing a client wants done, as its protocol read it. The line passes it along without looking inside.
public interface Command {

    /// Name of the target the client asked for, as written; it may not exist.
    String target();

    /// The bearer token the client presented, if any.
    Optional<String> credential();

    /// One line for people and records, such as `POST /v1/chat/completions`; no body, no query, no secrets.
    String summary();

    /// Why the caller wants it, in the caller's own words; empty if it did not say.
    default Optional<String> reason() {
        return Optional.empty();
    }

    /// Why the caller must go ahead without waiting for anybody; empty if it does not want to.
    default Optional<String> emergency() {
        return Optional.empty();
    }
}
