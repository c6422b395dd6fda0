// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

/// Rewrites a reply's body as it streams past. Not for several threads at once.
public interface BodyTransform {

    /// Whether the client learns only with the first bytes that a reply has begun, so that a body which cannot be
    /// let through can still be refused. A stream that may keep silent for long begins at once, and is cut off.
    default boolean mayRefuse() {
        return true;
    }

    /// @return the bytes to send now; may be empty
    /// @throws gateway.exchange.Failure G114 if the body turns out not to be what its head promised
    byte[] push(byte[] chunk);

    /// The body is complete.
    ///
    /// @return the last bytes to send
    byte[] finish();
}
