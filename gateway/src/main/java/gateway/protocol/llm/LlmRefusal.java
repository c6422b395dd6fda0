// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.exchange.Denial;
import gateway.protocol.http.DenialText;
import gateway.protocol.http.HttpAnswer;
import gateway.protocol.http.HttpStatuses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.decision.DenialCode;

/// How a client of a model is told that its request is refused, in the shape its provider tells errors.
///
/// A refusal by policy has status 400: of all, it is the one whose text coding agents show and which none of them sends
/// again. `x-should-retry: false` says the same to the official SDKs. So has one for too many approval requests, which
/// a client would send again and again if it had 429.
final class LlmRefusal {

    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> FINAL_IN_HTTP = Set.of(403, 429);

    private LlmRefusal() {}

    static HttpAnswer of(Provider provider, Denial denial) {
        DenialCode code = denial.reason().code();
        int inHttp = HttpStatuses.of(denial);
        int status = FINAL_IN_HTTP.contains(inHttp) ? BAD_REQUEST : inHttp;
        ObjectNode body = switch (provider) {
            case OPENAI -> openAi(status, denial);
            case ANTHROPIC -> anthropic(status, denial);
        };
        var headers = new ArrayList<>(List.of(
                new Header("content-type", "application/json"),
                new Header(provider.requestIdHeader(), denial.exchange())));
        if (!mayPass(code)) {
            headers.add(new Header("x-should-retry", "false"));
        }
        return new HttpAnswer(status, headers, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode openAi(int status, Denial denial) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message(denial))
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .putNull("param")
                .put("code", word(denial.reason().code()));
        return body;
    }

    private static ObjectNode anthropic(int status, Denial denial) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", anthropicType(status)).put("message", message(denial));
        return body.put("request_id", denial.exchange());
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 408, 504 -> "timeout_error";
            default -> "api_error";
        };
    }

    static String message(Denial denial) {
        return DenialText.of(denial, "Send the same request again to get the answer.");
    }

    private static String word(DenialCode code) {
        return switch (code) {
            case G101, G102, G103, G104, G105, G107, G109, G115, G116, G117 -> "policy_denied";
            case G106 -> "approval_pending";
            case G108, G110, G111, G112, G113, G114, G501, G502, G503, G504, G505 ->
                code.title().replace(' ', '_').toLowerCase(Locale.ROOT);
        };
    }

    /// Whether the same request may fare better in a moment.
    private static boolean mayPass(DenialCode code) {
        return switch (code) {
            case G501, G502, G503, G505 -> true;
            case G101,
                    G102,
                    G103,
                    G104,
                    G105,
                    G106,
                    G107,
                    G108,
                    G109,
                    G110,
                    G111,
                    G112,
                    G113,
                    G114,
                    G115,
                    G116,
                    G117,
                    G504 -> false;
        };
    }
}
