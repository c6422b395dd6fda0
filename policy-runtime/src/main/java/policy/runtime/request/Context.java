// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.time.Instant;

/// What else is known about the moment of the request. Time is an input: evaluation never reads a clock.
///
/// @param clientAddress the peer's IP address as text
public record Context(Instant time, String clientAddress) {}
