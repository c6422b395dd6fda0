// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.exchange.Denial;
import gateway.protocol.http.DenialText;
import gateway.protocol.http.HttpAnswer;
import gateway.protocol.http.HttpStatuses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.mcp.McpMessage;
import policy.protocols.mcp.McpRequest;
import policy.runtime.decision.DenialCode;

/// How a client of a server is told that its message is refused.
///
/// The refusal of a tool call by policy is a result that says so: of all answers it is the one clients give to the
/// model, which can then do something else. Other requests are answered by a JSON-RPC error, with HTTP status 200 as
/// any answer. What is no request cannot be answered, so its refusal is an HTTP error, with a JSON-RPC error that has
/// no id; for the server's stream and a session's end it is 405, by which the protocol says that there is no such thing
/// here.
///
/// Source: modelcontextprotocol.io/specification, transports and tools, versions 2025-03-26 to 2026-07-28.
final class McpRefusal {

    /// Of those left to implementations, -32000 to -32019, one that no SDK uses for something else.
    private static final int REFUSED = -32010;

    private static final int INTERNAL_ERROR = -32603;

    /// The first version whose results say that they are complete; versions are dates, so texts compare as they do.
    private static final String WITH_RESULT_TYPES = "2026-07-28";

    private static final int ANSWERED = 200;
    private static final int NOT_ALLOWED = 405;

    /// The id of what has none.
    private static final JsonNode NONE = MissingNode.getInstance();

    private McpRefusal() {}

    static HttpAnswer of(McpRequest asked, Denial denial) {
        DenialCode code = denial.reason().code();
        int status = HttpStatuses.of(code);
        return switch (asked) {
            case McpRequest.Refused refused -> {
                int number = code == DenialCode.G112 ? refused.code() : number(code);
                yield answer(status, denial, error(refused.id(), number, denial));
            }
            case McpRequest.Read(McpMessage message) when isRuling(code) -> ruled(message, status, denial);
            case McpRequest.Read(McpMessage message) -> {
                JsonNode id = message.kind() == McpMessage.Kind.REQUEST
                        ? message.root().path("id")
                        : NONE;
                yield answer(status, denial, error(id, number(code), denial));
            }
        };
    }

    private static HttpAnswer ruled(McpMessage message, int status, Denial denial) {
        JsonNode id = message.root().path("id");
        return switch (message.kind()) {
            case REQUEST -> {
                ObjectNode told = message.method().equals(McpMessage.TOOLS_CALL)
                        ? result(message, denial)
                        : error(id, REFUSED, denial);
                yield answer(
                        ANSWERED,
                        denial,
                        message.batch() ? JsonNodeFactory.instance.arrayNode().add(told) : told);
            }
            case NOTIFICATION, RESPONSE -> answer(status, denial, error(NONE, REFUSED, denial));
            case STREAM, RESUMPTION, END -> answer(NOT_ALLOWED, denial, error(NONE, REFUSED, denial));
        };
    }

    private static ObjectNode result(McpMessage message, Denial denial) {
        ObjectNode answer = envelope(message.root().path("id"));
        ObjectNode result = answer.putObject("result");
        if (message.protocolVersion()
                .filter(version -> version.compareTo(WITH_RESULT_TYPES) >= 0)
                .isPresent()) {
            result.put("resultType", "complete");
        }
        result.putArray("content").addObject().put("type", "text").put("text", text(denial));
        result.put("isError", true);
        result.putObject("_meta").set("hpol/denial", facts(denial));
        return answer;
    }

    private static ObjectNode error(JsonNode id, int number, Denial denial) {
        ObjectNode answer = envelope(id);
        answer.putObject("error")
                .put("code", number)
                .put("message", text(denial))
                .set("data", facts(denial));
        return answer;
    }

    private static ObjectNode envelope(JsonNode id) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        if (!id.isMissingNode()) {
            envelope.set("id", id);
        }
        return envelope;
    }

    private static String text(Denial denial) {
        return DenialText.of(denial, "Call again with identical arguments once it is approved.");
    }

    /// The same for programs.
    private static ObjectNode facts(Denial denial) {
        ObjectNode facts = JsonNodeFactory.instance
                .objectNode()
                .put("code", denial.reason().code().name())
                .put("exchange", denial.exchange());
        denial.reason().rule().ifPresent(rule -> facts.put("rule", rule.id()));
        denial.reason().help().ifPresent(help -> facts.put("help", help));
        return denial.revision().isEmpty() ? facts : facts.put("revision", denial.revision());
    }

    private static HttpAnswer answer(int status, Denial denial, JsonNode body) {
        var headers = new ArrayList<>(
                List.of(new Header("Content-Type", "application/json"), new Header("Cache-Control", "no-store")));
        if (denial.reason().code() == DenialCode.G110) {
            headers.add(new Header("WWW-Authenticate", "Bearer"));
        }
        if (status == NOT_ALLOWED) {
            headers.add(new Header("Allow", "POST"));
        }
        return new HttpAnswer(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int number(DenialCode code) {
        return switch (code) {
            case G112, G113 -> McpRequest.INVALID_REQUEST;
            case G114, G501, G502, G503, G504, G505 -> INTERNAL_ERROR;
            case G101, G102, G103, G104, G105, G106, G107, G108, G109, G110, G111, G115, G116, G117 -> REFUSED;
        };
    }

    /// Whether policy or its reviewers have spoken, rather than something having gone wrong.
    private static boolean isRuling(DenialCode code) {
        return switch (code) {
            case G101, G102, G103, G104, G105, G106, G107, G108, G109, G115, G116, G117 -> true;
            case G110, G111, G112, G113, G114, G501, G502, G503, G504, G505 -> false;
        };
    }
}
