// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.time.Instant;

/// One command and what becomes of it, from arrival to outcome.
///
/// @param id UUIDv7; the trace id the client is told
/// @param clientAddress the peer's IP address as text
public record Exchange(String id, Instant at, String clientAddress, Command command) {}
