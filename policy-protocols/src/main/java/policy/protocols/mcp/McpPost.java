// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.JsonBody;
import policy.protocols.json.StrictJson.Parsed;

/// What one POST of the Streamable HTTP transport carries: the messages to decide on, each for itself, or why it is
/// refused before any policy is asked.
///
/// Decided is on the body. Headers that repeat it (`Mcp-Method`, `Mcp-Name`, `MCP-Protocol-Version`, since 2026-07-28)
/// must agree with it, or whoever goes by them sees another message than the server. A batch is one list; it goes
/// through whole or not at all, so whoever carries it refuses all of it if one message is refused.
///
/// Source: modelcontextprotocol.io/specification, versions 2024-11-05 to 2026-07-28.
public sealed interface McpPost {

    /// More messages in one batch are refused.
    int MAX_BATCH = 100;

    /// The first version without batches; versions are dates, so texts compare as they do.
    String WITHOUT_BATCHES = "2025-06-18";

    int PARSE_ERROR = -32700;
    int INVALID_REQUEST = -32600;
    int HEADER_MISMATCH = -32020;

    /// @param messages in their order; one, unless it is a batch
    record Messages(List<McpMessage> messages) implements McpPost {
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /// @param code the JSON-RPC error code of it; goes with HTTP status 400
    /// @param because in words for the caller; never quotes the message
    record Refused(int code, String because) implements McpPost {}

    static McpPost of(HttpMessage message) {
        return switch (JsonBody.of(message)) {
            case Parsed.Malformed malformed -> new Refused(PARSE_ERROR, malformed.because());
            case Parsed.Tree tree when tree.root().isArray() -> batch(message, tree.root());
            case Parsed.Tree tree -> messages(message, List.of(tree.root()), false);
        };
    }

    private static McpPost batch(HttpMessage post, JsonNode list) {
        if (list.isEmpty() || list.size() > MAX_BATCH) {
            return new Refused(INVALID_REQUEST, "a batch has 1 to %d messages".formatted(MAX_BATCH));
        }
        return messages(post, List.copyOf(list.valueStream().toList()), true);
    }

    private static McpPost messages(HttpMessage post, List<JsonNode> roots, boolean batch) {
        var messages = new ArrayList<McpMessage>();
        for (JsonNode root : roots) {
            Optional<String> complaint = McpMessage.complaint(root);
            if (complaint.isPresent()) {
                return new Refused(INVALID_REQUEST, complaint.get());
            }
            JsonNode own = McpMessage.ownVersion(root);
            if (!own.isTextual() && !own.isMissingNode()) {
                return new Refused(INVALID_REQUEST, "the protocol version is not a text");
            }
            Optional<String> version = post.header(Mirrors.VERSION)
                    .or(() -> Optional.of(own).filter(JsonNode::isTextual).map(JsonNode::textValue));
            if (batch && version.filter(v -> v.compareTo(WITHOUT_BATCHES) >= 0).isPresent()) {
                return new Refused(INVALID_REQUEST, "this version of the protocol has no batches");
            }
            messages.add(new McpMessage(root, version, batch));
        }
        Optional<String> mismatch = Mirrors.mismatch(post, messages);
        return mismatch.<McpPost>map(because -> new Refused(HEADER_MISMATCH, because))
                .orElseGet(() -> new Messages(messages));
    }
}
