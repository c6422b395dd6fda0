// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// OpenAI's answers, byte for byte in the shape its API reference shows them.
final class OpenAiWire {

    static final float[] EMBEDDING = {0.25f, -1.5f, 3.0f};

    private static final String CHAT = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1763000000,"model":"%s","choices":[{"index":0,\
        "message":%s,"logprobs":null,"finish_reason":"%s"}],"usage":{"prompt_tokens":9,"completion_tokens":12,\
        "total_tokens":21},"service_tier":"default","system_fingerprint":"fp_1"}\
        """;
    private static final String CHUNK = """
        {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763000000,"model":"%s",\
        "system_fingerprint":"fp_1","choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}\
        """;
    private static final String CALL =
            "{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":%s}}";

    private OpenAiWire() {}

    static String chat(String model, Script script) {
        return switch (script) {
            case Script.Says(String text) -> {
                String message = "{\"role\":\"assistant\",\"content\":%s,\"refusal\":null,\"annotations\":[]}"
                        .formatted(q(text));
                yield CHAT.formatted(model, message, "stop");
            }
            case Script.Calls(String arguments) -> {
                String call = CALL.formatted(Script.TOOL, q(arguments)).replace("\"index\":0,", "");
                String message = "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":[%s]}"
                        .formatted(call);
                yield CHAT.formatted(model, message, "tool_calls");
            }
        };
    }

    static List<String> chatEvents(String model, Script script) {
        var deltas = new ArrayList<String>();
        String end = switch (script) {
            case Script.Says(String text) -> {
                deltas.add("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}");
                Script.deltas(text).forEach(delta -> deltas.add("{\"content\":%s}".formatted(q(delta))));
                yield "\"stop\"";
            }
            case Script.Calls(String arguments) -> {
                String call = CALL.formatted(Script.TOOL, "\"\"");
                deltas.add("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[%s]}".formatted(call));
                Script.deltas(arguments)
                        .forEach(delta -> deltas.add("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":%s}}]}"
                                .formatted(q(delta))));
                yield "\"tool_calls\"";
            }
        };
        var events = new ArrayList<String>();
        deltas.forEach(delta -> events.add(data(CHUNK.formatted(model, delta, "null"))));
        events.add(data(CHUNK.formatted(model, "{}", end)));
        events.add(data("[DONE]"));
        return events;
    }

    /// Answers of the Responses API; only texts.
    static String response(String model, Script script) {
        return response(model, "completed", "[" + item("completed", "[" + part(text(script)) + "]") + "]");
    }

    static List<String> responseEvents(String model, Script script) {
        String text = text(script);
        String place = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0";
        var events = new ArrayList<String>();
        add(events, "response.created", "\"response\":" + response(model, "in_progress", "[]"));
        add(events, "response.in_progress", "\"response\":" + response(model, "in_progress", "[]"));
        add(events, "response.output_item.added", "\"output_index\":0,\"item\":" + item("in_progress", "[]"));
        add(events, "response.content_part.added", place + ",\"part\":" + part(""));
        for (String delta : Script.deltas(text)) {
            add(events, "response.output_text.delta", place + ",\"delta\":" + q(delta) + ",\"logprobs\":[]");
        }
        add(events, "response.output_text.done", place + ",\"text\":" + q(text) + ",\"logprobs\":[]");
        add(events, "response.content_part.done", place + ",\"part\":" + part(text));
        String item = item("completed", "[" + part(text) + "]");
        add(events, "response.output_item.done", "\"output_index\":0,\"item\":" + item);
        add(events, "response.completed", "\"response\":" + response(model, "completed", "[" + item + "]"));
        return events;
    }

    private static String text(Script script) {
        return switch (script) {
            case Script.Says(String text) -> text;
            case Script.Calls(String arguments) -> arguments;
        };
    }

    private static void add(List<String> events, String type, String fields) {
        String json = "{\"type\":\"%s\",\"sequence_number\":%d,%s}".formatted(type, events.size(), fields);
        events.add("event: " + type + "\n" + data(json));
    }

    private static String response(String model, String status, String output) {
        return """
            {"id":"resp_1","object":"response","created_at":1763000000,"status":"%s","error":null,\
            "incomplete_details":null,"instructions":null,"metadata":{},"model":"%s","output":%s,\
            "parallel_tool_calls":true,"temperature":1.0,"tool_choice":"auto","tools":[],"top_p":1.0}\
            """.formatted(status, model, output);
    }

    private static String item(String status, String content) {
        return "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":%s}"
                .formatted(status, content);
    }

    private static String part(String text) {
        return "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":%s}".formatted(q(text));
    }

    /// @param base64 clients ask for this format to save bytes
    static String embeddings(String model, boolean base64) {
        String vector = base64 ? q(base64()) : "[%s,%s,%s]".formatted(EMBEDDING[0], EMBEDDING[1], EMBEDDING[2]);
        return """
            {"object":"list","data":[{"object":"embedding","index":0,"embedding":%s}],"model":"%s",\
            "usage":{"prompt_tokens":2,"total_tokens":2}}\
            """.formatted(vector, model);
    }

    private static String base64() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * EMBEDDING.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : EMBEDDING) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static String models() {
        return """
            {"object":"list","data":[{"id":"small","object":"model","created":1763000000,"owned_by":"system"},\
            {"id":"large","object":"model","created":1763000000,"owned_by":"system"}]}\
            """;
    }

    static String error(String message) {
        return "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
                .formatted(q(message));
    }

    private static String data(String text) {
        return "data: " + text + "\n\n";
    }

    /// A JSON string.
    private static String q(String text) {
        return TextNode.valueOf(text).toString();
    }
}
