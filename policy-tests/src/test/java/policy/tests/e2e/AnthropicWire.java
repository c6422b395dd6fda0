// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/// Anthropic's answers, byte for byte in the shape its API reference shows them.
final class AnthropicWire {

    private static final String MESSAGE = """
        {"id":"msg_1","type":"message","role":"assistant","model":"%s","content":[%s],"stop_reason":%s,\
        "stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":12}}\
        """;
    private static final String TOOL_USE = "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"%s\",\"input\":%s}";

    private AnthropicWire() {}

    static String message(String model, Script script) {
        return switch (script) {
            case Script.Says(String text) ->
                MESSAGE.formatted(model, "{\"type\":\"text\",\"text\":%s}".formatted(q(text)), "\"end_turn\"");
            case Script.Calls(String arguments) ->
                MESSAGE.formatted(model, TOOL_USE.formatted(Script.TOOL, arguments), "\"tool_use\"");
        };
    }

    static List<String> events(String model, Script script) {
        var events = new ArrayList<String>();
        add(events, "message_start", "\"message\":" + MESSAGE.formatted(model, "", "null"));
        switch (script) {
            case Script.Says(String text) -> {
                start(events, "{\"type\":\"text\",\"text\":\"\"}");
                Script.deltas(text).forEach(delta -> delta(events, "text_delta", "text", delta));
                stop(events, "end_turn");
            }
            case Script.Calls(String arguments) -> {
                start(events, TOOL_USE.formatted(Script.TOOL, "{}"));
                delta(events, "input_json_delta", "partial_json", "");
                Script.deltas(arguments).forEach(delta -> delta(events, "input_json_delta", "partial_json", delta));
                stop(events, "tool_use");
            }
        }
        return events;
    }

    private static void start(List<String> events, String block) {
        add(events, "content_block_start", "\"index\":0,\"content_block\":" + block);
        events.add("event: ping\ndata: {\"type\": \"ping\"}\n\n");
    }

    private static void delta(List<String> events, String type, String field, String delta) {
        String json = "\"index\":0,\"delta\":{\"type\":\"%s\",\"%s\":%s}".formatted(type, field, q(delta));
        add(events, "content_block_delta", json);
    }

    private static void stop(List<String> events, String reason) {
        add(events, "content_block_stop", "\"index\":0");
        add(events, "message_delta", """
            "delta":{"stop_reason":"%s","stop_sequence":null},"usage":{"output_tokens":12}\
            """.formatted(reason));
        events.add("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    private static void add(List<String> events, String type, String fields) {
        events.add("event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, fields));
    }

    static String models() {
        return """
            {"data":[{"type":"model","id":"small","display_name":"Small","created_at":"2026-01-01T00:00:00Z"},\
            {"type":"model","id":"large","display_name":"Large","created_at":"2026-01-01T00:00:00Z"}],\
            "first_id":"small","last_id":"large","has_more":false}\
            """;
    }

    static String error(String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":%s}}"
                .formatted(q(message));
    }

    /// A JSON string.
    private static String q(String text) {
        return TextNode.valueOf(text).toString();
    }
}
