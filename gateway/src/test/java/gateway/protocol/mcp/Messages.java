// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.exchange.Denial;
import gateway.protocol.http.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.mcp.McpModel;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;

/// Requests of the transport, and what comes of them.
final class Messages {

    static final McpDialect DIALECT = new McpDialect(new McpModel());

    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    /// @param json with quotes written as apostrophes, and without `jsonrpc`
    static HttpMessage post(String json, String... headers) {
        String body = json.replace('\'', '"').replaceFirst("\\{", "{\"jsonrpc\":\"2.0\",");
        return request("POST", new Body.Whole(body.getBytes(StandardCharsets.UTF_8)), headers);
    }

    static HttpMessage request(String method, Body body, String... headers) {
        List<Header> fields = Stream.of(headers)
                .map(line -> line.split(": ", 2))
                .map(parts -> new Header(parts[0], parts[1]))
                .toList();
        return new HttpMessage(method, "mcp", "/mcp", "", fields, body);
    }

    static Denial denial(DenialCode code) {
        var rule = new Rule(Effect.DENY, "tools", "no_shell", "tools.hpol:3:1");
        var reason = new Reason(code, "No shell", Optional.of("https://wiki/shell"), Optional.of(rule));
        return new Denial(reason, "0190-ex", "abc123");
    }

    static HttpAnswer refused(HttpMessage request, DenialCode code) {
        return DIALECT.refusal(request, denial(code));
    }

    static JsonNode body(HttpAnswer answer) {
        return json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    static Optional<String> header(HttpAnswer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
