// SPDX-License-Identifier: Apache-2.0

/// What a protocol is to the gateway: the conversation it holds with one client. One sub-package for each
/// protocol.
///
/// Nothing outside those sub-packages may name a protocol. Read [gateway.protocol.Conversation] first.
@NullMarked
package gateway.protocol;

import org.jspecify.annotations.NullMarked;
