// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Outcome;

/// How a reply's way to the client ended.
///
/// @param bytesToTarget body bytes of the request that were sent on
/// @param bytesToClient body bytes sent to the client, after rewriting
public record Passage(Outcome.Ending ending, long bytesToTarget, long bytesToClient) {}
