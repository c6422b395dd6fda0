// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Value;

/// Builds the message that a sample of a test describes, as it would stand in a POST.
final class McpSample {

    private static final List<String> FIELDS = List.of(
            "kind", "method", "tool", "prompt", "resource", "args", "params", "result", "protocol_version", "batch");

    private static final Set<String> BESIDE_ANY_KIND = Set.of("kind", "protocol_version");

    /// What each field takes for granted.
    private static final List<Map.Entry<String, String>> METHODS = List.of(
            entry("tool", McpMessage.TOOLS_CALL),
            entry("prompt", McpMessage.PROMPTS_GET),
            entry("resource", "resources/read"));

    private final Sample sample;

    private McpSample(Sample sample) {
        this.sample = sample;
    }

    static McpMessage message(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text json -> posted(json.text(), Optional.empty());
            case Value.Fields fields -> new McpSample(new Sample(fields, FIELDS)).message();
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "an mcp sample is a JSON-RPC message as a text, or fields such as `{ tool: \"shell.exec\","
                                + " args: { command: \"ls\" } }`");
        };
    }

    private McpMessage message() throws InvalidSample {
        String kind = sample.word("kind", McpSchema.KINDS).orElse("request");
        Optional<HttpMessage> bare = bare(kind);
        if (bare.isPresent()) {
            requireNoMessage(kind);
            return read(bare.get());
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        if (!kind.equals("notification")) {
            root.put("id", 1);
        }
        if (kind.equals("response")) {
            root.set("result", sample.object("result").orElseGet(JsonNodeFactory.instance::objectNode));
        } else {
            root.put("method", method());
            root.set("params", params());
        }
        boolean batch = sample.truth("batch").orElse(false);
        return posted(batch ? "[" + root + "]" : root.toString(), sample.text("protocol_version"));
    }

    private String method() throws InvalidSample {
        Optional<String> method = sample.text("method");
        for (Map.Entry<String, String> field : METHODS) {
            if (sample.has(field.getKey())) {
                String implied = method.orElse(field.getValue());
                boolean fits = field.getKey().equals("resource")
                        ? McpMessage.ABOUT_RESOURCE.contains(implied)
                        : implied.equals(field.getValue());
                if (!fits) {
                    throw new InvalidSample(
                            Optional.of(field.getKey()),
                            "`%s` goes with the method `%s`".formatted(field.getKey(), field.getValue()));
                }
                method = Optional.of(implied);
            }
        }
        return method.orElseThrow(
                () -> new InvalidSample(Optional.empty(), "it names no `method`, `tool`, `prompt` or `resource`"));
    }

    private ObjectNode params() throws InvalidSample {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        sample.object("params")
                .ifPresent(given -> given.properties().forEach(p -> params.set(p.getKey(), p.getValue())));
        sample.text("tool").ifPresent(tool -> params.put("name", tool));
        sample.text("prompt").ifPresent(prompt -> params.put("name", prompt));
        sample.text("resource").ifPresent(uri -> params.put("uri", uri));
        Optional<JsonNode> args = sample.object("args");
        if (args.isPresent()) {
            params.set("arguments", args.get());
        }
        return params;
    }

    /// The requests of the transport that carry no message.
    private Optional<HttpMessage> bare(String kind) throws InvalidSample {
        List<Header> version = version(sample.text("protocol_version"));
        return switch (kind) {
            case "stream" -> Optional.of(request("GET", version, Body.None.NONE));
            case "resumption" ->
                Optional.of(request(
                        "GET",
                        Stream.concat(version.stream(), Stream.of(new Header("Last-Event-ID", "1")))
                                .toList(),
                        Body.None.NONE));
            case "end" -> Optional.of(request("DELETE", version, Body.None.NONE));
            default -> Optional.empty();
        };
    }

    private void requireNoMessage(String kind) throws InvalidSample {
        for (String field : FIELDS) {
            if (sample.has(field) && !BESIDE_ANY_KIND.contains(field)) {
                throw new InvalidSample(Optional.of(field), "`kind: %s` carries no message".formatted(kind));
            }
        }
    }

    private static McpMessage posted(String json, Optional<String> version) throws InvalidSample {
        var headers = new ArrayList<>(version(version));
        headers.add(new Header("content-type", "application/json"));
        return read(request("POST", headers, new Body.Whole(json.getBytes(StandardCharsets.UTF_8))));
    }

    private static List<Header> version(Optional<String> version) {
        return version.map(v -> new Header(Mirrors.VERSION, v)).stream().toList();
    }

    private static HttpMessage request(String method, List<Header> headers, Body body) {
        return new HttpMessage(method, "target.example", "/mcp", "", headers, body);
    }

    private static McpMessage read(HttpMessage request) throws InvalidSample {
        return switch (McpRequest.of(request)) {
            case McpRequest.Read(McpMessage message) -> message;
            case McpRequest.Refused refused ->
                throw new InvalidSample(Optional.empty(), "no policy sees it: " + refused.because());
        };
    }
}
