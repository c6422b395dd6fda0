// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

/// How the end of a body is told (RFC 9112 section 6).
public sealed interface Framing {

    /// There is no body.
    enum None implements Framing {
        NONE
    }

    record Length(long bytes) implements Framing {}

    /// Chunked, or (replies only) ended by the end of the connection.
    enum Open implements Framing {
        OPEN
    }
}
