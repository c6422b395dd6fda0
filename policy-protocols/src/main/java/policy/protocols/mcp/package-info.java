// SPDX-License-Identifier: Apache-2.0

/// The Model Context Protocol as policy sees it: JSON-RPC messages, read as trees so that methods of versions to come
/// pass through. Must never know how a message travels on or how its refusal is told. Read
/// [policy.protocols.mcp.McpRequest], then [policy.protocols.mcp.McpModel].
@NullMarked
package policy.protocols.mcp;

import org.jspecify.annotations.NullMarked;
