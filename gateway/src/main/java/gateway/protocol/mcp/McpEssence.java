// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.protocol.http.Essence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.mcp.McpMessage;
import policy.protocols.mcp.McpRequest;

/// What a message does: its method and parameters, in its session. A call that is made again has another id and other
/// marks by which clients tell calls apart, and is the same call. The rest of `_meta` stays: servers may act upon it.
final class McpEssence {

    private static final String SESSION = "mcp-session-id";
    private static final int SHOWN_BYTES = 8;

    /// Members of `_meta` that differ with each call: of the protocol, of tracing, and of clients.
    private static final Set<String> OF_ONE_CALL =
            Set.of("progressToken", "traceparent", "tracestate", "baggage", "claudecode/toolUseId", "vscode.requestId");

    private McpEssence() {}

    /// @param request one that is not refused
    static Essence of(HttpMessage request) {
        return switch (McpRequest.of(request)) {
            case McpRequest.Read(McpMessage message) -> new Essence(verb(message), without(request, message));
            case McpRequest.Refused refused -> throw new IllegalArgumentException(refused.because());
        };
    }

    private static String verb(McpMessage message) {
        return message.method().isEmpty() ? message.kind().word() : message.method();
    }

    private static HttpMessage without(HttpMessage request, McpMessage message) {
        List<Header> headers = request.headers().stream()
                .map(header -> header.name().equalsIgnoreCase(SESSION)
                        ? new Header(header.name(), fingerprint(header.value()))
                        : header)
                .toList();
        Body body = message.root() instanceof ObjectNode root
                ? new Body.Whole(said(root, message.kind()).getBytes(StandardCharsets.UTF_8))
                : request.body();
        return new HttpMessage(request.method(), request.host(), request.path(), request.query(), headers, body);
    }

    /// An answer keeps its id: it says to what.
    private static String said(ObjectNode root, McpMessage.Kind kind) {
        ObjectNode said = root.deepCopy();
        if (kind == McpMessage.Kind.REQUEST) {
            said.remove("id");
        }
        JsonNode params = said.path("params");
        if (params.path("_meta") instanceof ObjectNode meta) {
            meta.remove(OF_ONE_CALL);
            if (meta.isEmpty()) {
                ((ObjectNode) params).remove("_meta");
            }
        }
        return said.toString();
    }

    /// Tells sessions apart without letting anybody who reads it into one.
    private static String fingerprint(String session) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
