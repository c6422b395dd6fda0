// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.JsonBody;
import policy.protocols.json.StrictJson.Parsed;

/// What one request of the Streamable HTTP transport is: something to decide on, or why it is refused before any policy
/// is asked.
///
/// Decided is on the body. Headers that repeat it (`Mcp-Method`, `Mcp-Name`, `MCP-Protocol-Version`, since 2026-07-28)
/// must agree with it, or whoever goes by them sees another message than the server. A batch of several messages is
/// refused: each would need a decision, a consent and a mask of its own, and later versions have no batches.
///
/// Source: modelcontextprotocol.io/specification, versions 2024-11-05 to 2026-07-28.
public sealed interface McpRequest {

    /// The first version without batches; versions are dates, so texts compare as they do.
    String WITHOUT_BATCHES = "2025-06-18";

    int PARSE_ERROR = -32700;
    int INVALID_REQUEST = -32600;
    int HEADER_MISMATCH = -32020;

    /// One thing to decide on.
    record Read(McpMessage message) implements McpRequest {}

    /// @param code the JSON-RPC error code of it; goes with HTTP status 400
    /// @param because in words for the caller; never quotes the message
    /// @param id of the message, as it stands there; missing if it has none that can be told
    record Refused(int code, String because, JsonNode id) implements McpRequest {}

    static McpRequest of(HttpMessage request) {
        return switch (request.method()) {
            case "POST" -> posted(request);
            case "GET" -> bare(request, resumes(request) ? McpMessage.Kind.RESUMPTION : McpMessage.Kind.STREAM);
            case "DELETE" -> bare(request, McpMessage.Kind.END);
            default -> refused(INVALID_REQUEST, "the protocol has the methods POST, GET and DELETE only");
        };
    }

    /// Whether it asks for what a stream that broke off had still to tell. Some servers take `_` for `-`.
    private static boolean resumes(HttpMessage request) {
        return Mirrors.named(request, "last-event-id").findAny().isPresent();
    }

    private static McpRequest bare(HttpMessage request, McpMessage.Kind kind) {
        return JsonBody.missing(request)
                ? new Read(McpMessage.bare(kind, request.header(Mirrors.VERSION)))
                : refused(INVALID_REQUEST, "a %s has no body".formatted(request.method()));
    }

    private static McpRequest posted(HttpMessage post) {
        return switch (JsonBody.of(post)) {
            case Parsed.Malformed malformed -> refused(PARSE_ERROR, malformed.because());
            case Parsed.Tree tree when !tree.root().isArray() -> message(post, tree.root(), false);
            case Parsed.Tree tree
            when tree.root().size() == 1 -> message(post, tree.root().get(0), true);
            case Parsed.Tree tree ->
                refused(
                        INVALID_REQUEST,
                        "a batch of %d messages is not decided on; send them one by one"
                                .formatted(tree.root().size()));
        };
    }

    private static McpRequest message(HttpMessage post, JsonNode root, boolean batch) {
        Optional<String> complaint = McpMessage.complaint(root);
        if (complaint.isPresent()) {
            return refused(INVALID_REQUEST, complaint.get(), root);
        }
        JsonNode own = McpMessage.ownVersion(root);
        if (!own.isTextual() && !own.isMissingNode()) {
            return refused(INVALID_REQUEST, "the protocol version is not a text", root);
        }
        Optional<String> version = post.header(Mirrors.VERSION)
                .or(() -> Optional.of(own).filter(JsonNode::isTextual).map(JsonNode::textValue));
        if (batch && version.filter(v -> v.compareTo(WITHOUT_BATCHES) >= 0).isPresent()) {
            return refused(INVALID_REQUEST, "this version of the protocol has no batches", root);
        }
        McpMessage message = McpMessage.posted(root, version, batch);
        return Mirrors.mismatch(post, message)
                .<McpRequest>map(because -> refused(HEADER_MISMATCH, because, root))
                .orElseGet(() -> new Read(message));
    }

    private static Refused refused(int code, String because) {
        return new Refused(code, because, MissingNode.getInstance());
    }

    private static Refused refused(int code, String because, JsonNode root) {
        JsonNode id = root.path("id");
        return new Refused(code, because, McpMessage.isId(id) ? id : MissingNode.getInstance());
    }
}
