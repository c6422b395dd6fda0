// SPDX-License-Identifier: Apache-2.0

/// The Model Context Protocol over Streamable HTTP: refusals a model can read, consent to what a call does, masks in
/// JSON-RPC. Must never decide; what a message asks for is read by `policy.protocols.mcp`. Read
/// [gateway.protocol.mcp.McpDialect].
@NullMarked
package gateway.protocol.mcp;

import org.jspecify.annotations.NullMarked;
