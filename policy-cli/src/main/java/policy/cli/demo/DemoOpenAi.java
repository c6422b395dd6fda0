// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import static policy.cli.demo.DemoModel.quoted;

import java.util.ArrayList;
import java.util.List;
import policy.cli.demo.DemoModel.Asked;

/// The demo's answers as OpenAI's chat completions and responses give them.
final class DemoOpenAi {

    static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\",\"object\":\"model\",\"created\":0,\"owned_by\":\"demo\"}]}";

    private static final String PLACE = "\"item_id\":\"msg_demo\",\"output_index\":0,\"content_index\":0";

    private DemoOpenAi() {}

    static String chat(Asked asked) {
        return """
            {"id":"chatcmpl-demo","object":"chat.completion","created":0,"model":%s,"choices":[{"index":0,"message":\
            {"role":"assistant","content":%s,"refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":\
            {"prompt_tokens":7,"completion_tokens":7,"total_tokens":14}}\
            """.formatted(quoted(asked.model()), quoted(asked.text()));
    }

    static List<String> chatEvents(Asked asked) {
        var events = new ArrayList<String>();
        events.add(chunk(asked, "{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (String piece : asked.pieces()) {
            events.add(chunk(asked, "{\"content\":%s}".formatted(quoted(piece)), "null"));
        }
        events.add(chunk(asked, "{}", "\"stop\""));
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(Asked asked, String delta, String finish) {
        return """
            data: {"id":"chatcmpl-demo","object":"chat.completion.chunk","created":0,"model":%s,"choices":\
            [{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}

            """.formatted(quoted(asked.model()), delta, finish);
    }

    static String response(Asked asked) {
        return response(asked, "completed", item("completed", part(asked.text())));
    }

    static List<String> responseEvents(Asked asked) {
        var events = new ArrayList<String>();
        String begun = "\"response\":" + response(asked, "in_progress", "");
        add(events, "response.created", begun);
        add(events, "response.in_progress", begun);
        add(events, "response.output_item.added", "\"output_index\":0,\"item\":" + item("in_progress", ""));
        add(events, "response.content_part.added", PLACE + ",\"part\":" + part(""));
        for (String piece : asked.pieces()) {
            add(events, "response.output_text.delta", PLACE + ",\"logprobs\":[],\"delta\":" + quoted(piece));
        }
        String whole = item("completed", part(asked.text()));
        add(events, "response.output_text.done", PLACE + ",\"logprobs\":[],\"text\":" + quoted(asked.text()));
        add(events, "response.content_part.done", PLACE + ",\"part\":" + part(asked.text()));
        add(events, "response.output_item.done", "\"output_index\":0,\"item\":" + whole);
        add(events, "response.completed", "\"response\":" + response(asked));
        return events;
    }

    private static void add(List<String> events, String type, String fields) {
        events.add("event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":%d,%s}\n\n"
                .formatted(type, type, events.size(), fields));
    }

    private static String response(Asked asked, String status, String items) {
        return """
            {"id":"resp_demo","object":"response","created_at":0,"status":"%s","error":null,"incomplete_details":null,\
            "instructions":null,"metadata":{},"model":%s,"output":[%s],"parallel_tool_calls":true,"temperature":1.0,\
            "tool_choice":"auto","tools":[],"top_p":1.0}\
            """.formatted(status, quoted(asked.model()), items);
    }

    private static String item(String status, String parts) {
        return "{\"id\":\"msg_demo\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":[%s]}"
                .formatted(status, parts);
    }

    private static String part(String text) {
        return "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":%s}".formatted(quoted(text));
    }

    static String notFound(String message) {
        return "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
                .formatted(quoted(message));
    }
}
