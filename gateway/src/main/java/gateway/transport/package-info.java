// SPDX-License-Identifier: Apache-2.0

/// Bytes between clients, gateway and targets, on Netty's event loops. The only package that sees Netty;
/// what leaves it is blocking calls on values.
///
/// It must never know policy, identity or what a request means. Read [gateway.transport.Connection]
/// first, then [gateway.transport.ClientWire] (the client's end), [gateway.transport.RequestPass] and
/// [gateway.transport.ReplyPass] (a request's way to its target and the reply's way back).
@NullMarked
package gateway.transport;

import org.jspecify.annotations.NullMarked;
