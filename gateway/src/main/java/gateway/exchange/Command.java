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
}
