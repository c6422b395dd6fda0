// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import policy.protocols.json.FieldNames;

/// What a caller sends: a JSON-RPC message, well-formed as JSON-RPC 2.0 has it, or one of the requests of the transport
/// that carry none. See [McpRequest] for how one comes about.
///
/// @param root the whole message, for whoever passes it on or answers it; missing if there is none
/// @param protocolVersion what the headers or the message say; empty if neither does
/// @param batch whether it came as a batch of one
public record McpMessage(JsonNode root, Kind kind, Optional<String> protocolVersion, boolean batch) {

    public static final String TOOLS_CALL = "tools/call";
    public static final String TOOLS_LIST = "tools/list";
    static final String PROMPTS_GET = "prompts/get";

    /// Methods whose `uri` is the resource they are about.
    static final Set<String> ABOUT_RESOURCE = Set.of("resources/read", "resources/subscribe", "resources/unsubscribe");

    private static final Set<String> NAMES = Set.of("jsonrpc", "id", "method", "params", "result", "error");
    private static final Set<String> PARAMETER_NAMES = Set.of("name", "arguments", "uri", "_meta");

    public enum Kind {
        REQUEST,
        NOTIFICATION,
        RESPONSE,
        /// GET: the server's own messages from now on.
        STREAM,
        /// GET with `Last-Event-ID`: what a stream had still to tell, answers to earlier messages included.
        RESUMPTION,
        /// DELETE: the session is over.
        END;

        /// As policies write it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param root without a [#complaint]
    static McpMessage posted(JsonNode root, Optional<String> protocolVersion, boolean batch) {
        Kind asked = root.has("id") ? Kind.REQUEST : Kind.NOTIFICATION;
        return new McpMessage(root, root.has("method") ? asked : Kind.RESPONSE, protocolVersion, batch);
    }

    /// A request of the transport that carries no message.
    static McpMessage bare(Kind kind, Optional<String> protocolVersion) {
        return new McpMessage(MissingNode.getInstance(), kind, protocolVersion, false);
    }

    /// Empty if it is neither a request nor a notification.
    public String method() {
        return root.path("method").asText("");
    }

    /// An object; missing if there are none.
    public JsonNode params() {
        return root.path("params");
    }

    /// What `Mcp-Name` repeats: the tool, the prompt, the resource or the task; empty if the message names none.
    Optional<String> name() {
        for (String field : new String[] {"name", "uri", "taskId"}) {
            if (params().path(field).isTextual()) {
                return Optional.of(params().path(field).textValue());
            }
        }
        return Optional.empty();
    }

    /// What is wrong with a message; empty if it is a good one.
    static Optional<String> complaint(JsonNode root) {
        if (!root.isObject()) {
            return Optional.of("a message is not a JSON object");
        }
        if (!root.path("jsonrpc").asText().equals("2.0")) {
            return Optional.of("a message is not JSON-RPC 2.0");
        }
        JsonNode params = root.path("params");
        if (!params.isObject() && !params.isMissingNode()) {
            return Optional.of("the parameters are not a JSON object");
        }
        if (FieldNames.ambiguous(root, NAMES) || FieldNames.ambiguous(params, PARAMETER_NAMES)) {
            return Optional.of("a message spells a field's name in another case, which servers read differently");
        }
        if (root.has("id") && !isId(root.path("id"))) {
            return Optional.of("the id is neither a text nor a whole number");
        }
        boolean answers = root.has("result") || root.has("error");
        return root.has("method") ? asking(root, answers) : answering(root);
    }

    static boolean isId(JsonNode id) {
        return id.isTextual() || id.isIntegralNumber();
    }

    private static Optional<String> asking(JsonNode root, boolean answers) {
        if (!root.path("method").isTextual() || root.path("method").textValue().isEmpty()) {
            return Optional.of("the method is not a text");
        }
        return answers ? Optional.of("a message both asks and answers") : Optional.empty();
    }

    private static Optional<String> answering(JsonNode root) {
        if (root.has("result") == root.has("error")) {
            return Optional.of("a message has not one of `method`, `result` and `error`");
        }
        return root.has("id") ? Optional.empty() : Optional.of("an answer does not say to what");
    }

    /// The version the message itself names: each one does since 2026-07-28, and before that the first.
    static JsonNode ownVersion(JsonNode root) {
        JsonNode version = root.path("params").path("_meta").path("io.modelcontextprotocol/protocolVersion");
        if (!version.isMissingNode()) {
            return version;
        }
        return root.path("method").asText("").equals("initialize")
                ? root.path("params").path("protocolVersion")
                : MissingNode.getInstance();
    }
}
