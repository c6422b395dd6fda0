// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.protocol.http.Bodies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicStreamTest {

    private static final String MESSAGE_START =
            "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant','content':[],"
                    + "'model':'claude-x','stop_reason':null,'usage':{'input_tokens':25,'output_tokens':1}}}";
    private static final String MESSAGE_DELTA =
            "{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':15}}";
    private static final String MESSAGE_STOP = "{'type':'message_stop'}";

    private static String start(int block, String content) {
        return "{'type':'content_block_start','index':%d,'content_block':%s}".formatted(block, content);
    }

    private static String delta(int block, String delta) {
        return "{'type':'content_block_delta','index':%d,'delta':%s}".formatted(block, delta);
    }

    private static String stop(int block) {
        return "{'type':'content_block_stop','index':%d}".formatted(block);
    }

    private static String joined(List<JsonNode> events, int block, String member) {
        var text = new StringBuilder();
        for (JsonNode event : events) {
            if (event.path("index").asInt(-1) == block) {
                text.append(event.at("/content_block/" + member).asText());
                text.append(event.at("/delta/" + member).asText());
            }
        }
        return text.toString();
    }

    @Test
    void blocksAreMaskedAndCompleteBeforeTheyStop() {
        String masked = Bodies.through(
                () -> Streams.masked("text/event-stream"),
                Streams.named(
                        MESSAGE_START,
                        start(0, "{'type':'text','text':'S'}"),
                        "{'type':'ping'}",
                        delta(0, "{'type':'text_delta','text':'ECRE'}"),
                        delta(0, "{'type':'text_delta','text':'T and SEC'}"),
                        stop(0),
                        MESSAGE_DELTA,
                        MESSAGE_STOP));

        List<JsonNode> events = Streams.data(masked).stream().map(Streams::json).toList();
        assertThat(events.stream().map(e -> e.path("type").asText()))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(joined(events, 0, "text")).isEqualTo("[secret] and SEC");
        assertThat(masked)
                .contains("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"SEC\"}}\n\n")
                .contains("\"usage\":{\"output_tokens\":15}");
    }

    @ParameterizedTest
    @CsvSource({"text_delta, text", "thinking_delta, thinking", "signature_delta, signature", "some_day_delta, words"})
    void everyTextOfADeltaIsMasked(String type, String member) {
        List<JsonNode> events = Streams.events(Streams.named(
                delta(2, "{'type':'%s','%s':'a SEC'}".formatted(type, member)),
                delta(2, "{'type':'%s','%s':'RET b SE'}".formatted(type, member)),
                stop(2)));

        assertThat(joined(events, 2, member)).isEqualTo("a [secret] b SE");
    }

    @Test
    void toolInputIsReadAsTheJsonItIs() {
        List<JsonNode> events = Streams.events(Streams.named(
                start(1, "{'type':'tool_use','id':'toolu_1','name':'get','input':{}}"),
                delta(1, "{'type':'input_json_delta','partial_json':''}"),
                delta(1, "{'type':'input_json_delta','partial_json':'{\\'q\\': \\'\\\\u005'}"),
                delta(1, "{'type':'input_json_delta','partial_json':'3ECRET\\\\n\\'}'}"),
                stop(1)));

        assertThat(joined(events, 1, "partial_json")).isEqualTo("{\"q\": \"[secret]\\n\"}");
    }

    @Test
    void citationsAndResultsOfToolsAreWholeValues() {
        List<JsonNode> events = Streams.events(Streams.named(
                start(0, "{'type':'web_search_tool_result','content':[{'title':'SECRET','page_age':null}]}"),
                delta(0, "{'type':'citations_delta','citation':{'cited_text':'SE'}}"),
                delta(0, "{'type':'citations_delta','citation':{'cited_text':'a SECRET'}}"),
                stop(0)));

        assertThat(events.getFirst().at("/content_block/content/0/title").asText())
                .isEqualTo("[secret]");
        assertThat(events.stream().map(e -> e.at("/delta/citation/cited_text").asText()))
                .containsExactly("", "SE", "a [secret]", "");
    }

    @Test
    void whatIsHeldBackComesEvenIfNoBlockStops() {
        List<JsonNode> events = Streams.events(
                Streams.named(delta(0, "{'type':'text_delta','text':'SEC'}"), MESSAGE_DELTA, MESSAGE_STOP));

        assertThat(joined(events, 0, "text")).isEqualTo("SEC");
        assertThat(events.get(2).path("type").asText()).isEqualTo("message_delta");
    }

    @Test
    void aBlockThatGoesOnAfterItStoppedIsRefused() {
        Bodies.refused(
                () -> Streams.masked("text/event-stream"),
                Streams.named(
                                delta(0, "{'type':'text_delta','text':'SEC'}"),
                                stop(0),
                                delta(0, "{'type':'text_delta','text':'RET'}"))
                        .getBytes(UTF_8));
    }

    @Test
    void aWholeMessageIsMaskedToo() {
        String body = """
            {"id":"msg_1","content":[{"type":"text","text":"a SECRET"},
             {"type":"tool_use","name":"get","input":{"SECRET":"S\\u0045CRET","n":7}}],"usage":{"input_tokens":12}}\
            """;

        assertThat(Bodies.through(() -> Streams.masked("application/json"), body))
                .isEqualTo("""
                    {"id":"msg_1","content":[{"type":"text","text":"a [secret]"},
                     {"type":"tool_use","name":"get","input":{"[secret]":"[secret]","n":7}}],"usage":{"input_tokens":12}}\
                    """);
    }

    @Test
    void aWholeChatCompletionLosesItsLogprobsAndHidesNothingInArguments() {
        String body = """
            {"choices":[{"message":{"content":"SECRET","tool_calls":[{"function":{"name":"f",
            "arguments":"{\\"k\\": \\"S\\\\u0045CRET\\"}"}}]},"logprobs":{"content":[{"token":"SECRET","b":[1,"x"]}]},
            "finish_reason":"stop"}],"created":1717171717}\
            """;

        assertThat(Bodies.through(() -> Streams.masked("application/json"), body))
                .isEqualTo("""
                    {"choices":[{"message":{"content":"[secret]","tool_calls":[{"function":{"name":"f",
                    "arguments":"{\\"k\\": \\"[secret]\\"}"}}]},"logprobs":null,
                    "finish_reason":"stop"}],"created":1717171717}\
                    """);
    }
}
