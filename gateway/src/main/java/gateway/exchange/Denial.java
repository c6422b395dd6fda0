// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import policy.runtime.decision.Reason;

/// A refusal to be told in the protocol's own words.
///
/// @param exchange id of the exchange, so that the blocked person can cite it
/// @param revision abbreviated policy revision that decided; empty if none did
public record Denial(Reason reason, String exchange, String revision) {}
