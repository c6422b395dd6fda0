// SPDX-License-Identifier: Apache-2.0

/// The values that travel the line: session, exchange, command, reply, denial, outcome.
///
/// They must never know a protocol, Netty or how they are stored. Read [gateway.exchange.Exchange] first.
@NullMarked
package gateway.exchange;

import org.jspecify.annotations.NullMarked;
