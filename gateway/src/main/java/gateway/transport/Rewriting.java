// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

/// Rewrites a body as it streams past. Called on the event loop: computes, never waits.
public interface Rewriting {

    /// Whether it may find that the body cannot be let through; the head then waits for the first bytes.
    boolean mayRefuse();

    /// @return the bytes to send now; may be empty
    /// @throws gateway.exchange.Failure if the body cannot be let through
    byte[] push(byte[] chunk);

    /// The body is complete.
    ///
    /// @return the last bytes to send
    byte[] finish();
}
