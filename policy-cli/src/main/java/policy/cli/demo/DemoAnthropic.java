// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import static policy.cli.demo.DemoModel.quoted;

import java.util.ArrayList;
import java.util.List;
import policy.cli.demo.DemoModel.Asked;

/// The demo's answers as Anthropic's messages give them.
final class DemoAnthropic {

    static final String MODELS = """
        {"data":[{"type":"model","id":"claude-sonnet-4-5","display_name":"The demo's","created_at":\
        "2026-01-01T00:00:00Z"}],"first_id":"claude-sonnet-4-5","last_id":"claude-sonnet-4-5","has_more":false}\
        """;

    private DemoAnthropic() {}

    static String message(Asked asked) {
        return message(asked, "{\"type\":\"text\",\"text\":%s}".formatted(quoted(asked.text())), "\"end_turn\"");
    }

    static List<String> events(Asked asked) {
        var events = new ArrayList<String>();
        events.add(event("message_start", ",\"message\":" + message(asked, "", "null")));
        events.add(event("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        for (String piece : asked.pieces()) {
            events.add(event(
                    "content_block_delta",
                    ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}".formatted(quoted(piece))));
        }
        events.add(event("content_block_stop", ",\"index\":0"));
        events.add(event(
                "message_delta",
                ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}"));
        events.add(event("message_stop", ""));
        return events;
    }

    private static String event(String type, String fields) {
        return "event: %s\ndata: {\"type\":\"%s\"%s}\n\n".formatted(type, type, fields);
    }

    private static String message(Asked asked, String content, String stop) {
        return """
            {"id":"msg_demo","type":"message","role":"assistant","model":%s,"content":[%s],"stop_reason":%s,\
            "stop_sequence":null,"usage":{"input_tokens":7,"output_tokens":7}}\
            """.formatted(quoted(asked.model()), content, stop);
    }

    static String notFound(String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":%s}}"
                .formatted(quoted(message));
    }
}
