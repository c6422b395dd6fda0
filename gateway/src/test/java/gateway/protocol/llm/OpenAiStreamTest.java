// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.protocol.http.Bodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiStreamTest {

    private static final String HEAD =
            "{'id':'chatcmpl-7','object':'chat.completion.chunk','created':1717171717,'model':'gpt-x','choices':[";

    private static String delta(String delta) {
        return chunk(0, delta, "null");
    }

    private static String chunk(int choice, String delta, String finishReason) {
        return HEAD
                + "{'index':%d,'delta':%s,'logprobs':null,'finish_reason':%s}]}".formatted(choice, delta, finishReason);
    }

    private static String stop() {
        return chunk(0, "{}", "'stop'");
    }

    /// What a client joins out of all deltas.
    private static String joined(List<JsonNode> chunks, String pointer) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at(pointer).asText()));
        return text.toString();
    }

    private static String content(List<JsonNode> chunks) {
        return joined(chunks, "/choices/0/delta/content");
    }

    @Test
    void aTextSpreadOverDeltasIsMasked() {
        List<JsonNode> chunks = Streams.events(Streams.of(
                        delta("{'role':'assistant','content':''}"),
                        delta("{'content':'The key is SEC'}"),
                        delta("{'content':'RE'}"),
                        delta("{'content':'T, keep it. S'}"),
                        stop())
                + "data: [DONE]\n\n");

        assertThat(content(chunks)).isEqualTo("The key is [secret], keep it. S");
        assertThat(chunks).hasSize(6);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        JsonNode made = chunks.get(4);
        assertThat(made.at("/choices/0/delta/content").asText()).isEqualTo("S");
        assertThat(made.at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(made.path("id").asText()).isEqualTo("chatcmpl-7");
        assertThat(made.path("created").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "refusal", "reasoning_content", "reasoning", "some_day"})
    void everyTextOfADeltaIsMasked(String member) {
        List<JsonNode> chunks = Streams.events(Streams.of(
                delta("{'%s':'a SEC'}".formatted(member)), delta("{'%s':'RET b SE'}".formatted(member)), stop()));

        assertThat(joined(chunks, "/choices/0/delta/" + member)).isEqualTo("a [secret] b SE");
    }

    @Test
    void whatIsHeldBackComesBeforeDoneWithoutAFinishReason() {
        String masked = Bodies.through(
                () -> Streams.masked("text/event-stream"),
                Streams.of(delta("{'content':'SECRE'}")) + "data: [DONE]\n\n");

        List<String> data = Streams.data(masked);
        assertThat(data).hasSize(3).endsWith("[DONE]");
        assertThat(data.get(1)).contains("\"content\":\"SECRE\"");
    }

    @Test
    void whatIsHeldBackComesAtTheEndOfAStreamThatJustEnds() {
        assertThat(content(Streams.events(Streams.of(delta("{'content':'SECRE'}")))))
                .isEqualTo("SECRE");
    }

    @Test
    void contentInTheFinishingChunkStaysInOrder() {
        List<JsonNode> chunks =
                Streams.events(Streams.of(delta("{'content':'x SEC'}"), chunk(0, "{'content':'RET SE'}", "'length'")));

        assertThat(content(chunks)).isEqualTo("x [secret] SE");
        assertThat(chunks).hasSize(2);
    }

    @Test
    void choicesAreTextsOfTheirOwn() {
        List<JsonNode> chunks = Streams.events(Streams.of(
                chunk(0, "{'content':'SEC'}", "null"),
                chunk(1, "{'content':'RET SECR'}", "null"),
                chunk(1, "{'content':'ET'}", "'stop'"),
                chunk(0, "{'content':'RET'}", "'stop'")));

        assertThat(chunks.stream()
                        .map(c -> c.at("/choices/0/index").asInt()
                                + c.at("/choices/0/delta/content").asText()))
                .containsExactly("0", "1RET ", "1[secret]", "0[secret]");
    }

    @Test
    void argumentsOfToolCallsAreReadAsTheJsonTheyAre() {
        List<JsonNode> chunks = Streams.events(Streams.of(
                delta(
                        "{'tool_calls':[{'index':0,'id':'call_1','type':'function','function':{'name':'put','arguments':''}}]}"),
                delta("{'tool_calls':[{'index':0,'function':{'arguments':'{\\'a\\':\\'S\\\\u00'}}]}"),
                delta("{'tool_calls':[{'index':0,'function':{'arguments':'45CRET\\',\\'b\\':1}'}}]}"),
                delta("{'tool_calls':[{'index':1,'id':'call_2','function':{'name':'put','arguments':'{\\'SECRE'}}]}"),
                chunk(0, "{}", "'tool_calls'")));

        var first = new StringBuilder();
        var second = new StringBuilder();
        var names = new ArrayList<String>();
        for (JsonNode chunk : chunks) {
            for (JsonNode call : chunk.at("/choices/0/delta/tool_calls")) {
                (call.path("index").asInt() == 0 ? first : second)
                        .append(call.at("/function/arguments").asText());
                names.add(call.at("/function/name").asText());
            }
        }
        assertThat(first).hasToString("{\"a\":\"[secret]\",\"b\":1}");
        assertThat(second).hasToString("{\"SECRE");
        assertThat(names).containsExactlyInAnyOrder("put", "", "", "put", "");
    }

    @Test
    void aCallIsCompleteBeforeTheNextBegins() {
        List<JsonNode> chunks = Streams.events(Streams.of(
                delta("{'tool_calls':[{'index':0,'function':{'name':'put','arguments':'{} SEC'}}]}"),
                delta("{'tool_calls':[{'index':1,'function':{'name':'put','arguments':'{}'}}]}"),
                chunk(0, "{}", "'tool_calls'")));

        assertThat(chunks.get(1).at("/choices/0/delta/tool_calls/0/index").asInt())
                .isZero();
        assertThat(chunks.get(1)
                        .at("/choices/0/delta/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("SEC");
        Bodies.refused(
                () -> Streams.masked("text/event-stream"),
                Streams.of(
                                delta("{'tool_calls':[{'index':0,'function':{'arguments':'{'}}]}"),
                                delta("{'tool_calls':[{'index':1,'function':{'arguments':'{'}}]}"),
                                delta("{'tool_calls':[{'index':0,'function':{'arguments':'}'}}]}"))
                        .getBytes(UTF_8));
    }

    @Test
    void logprobsWouldRepeatTheText() {
        List<JsonNode> chunks = Streams.events(Streams.of(HEAD
                + "{'index':0,'delta':{'content':'SEC'},'logprobs':{'content':[{'token':'SEC','bytes':[83]}]}}]}"));

        assertThat(chunks.getFirst().at("/choices/0/logprobs").isNull()).isTrue();
    }

    @Test
    void completionsAndEventsOfNoKnownKindAreMasked() {
        List<JsonNode> events = Streams.events(Streams.of(
                "{'id':'cmpl-1','choices':[{'index':0,'text':'SEC','finish_reason':null}]}",
                "{'id':'cmpl-1','choices':[{'index':0,'text':'RET','finish_reason':'stop'}],'usage':{'n':1}}",
                "{'error':{'message':'no SECRET, \\ud83d\\ude00','code':null}}",
                "['SECRET',1]",
                "{'choices':[],'usage':{'total_tokens':3}}"));

        assertThat(joined(events, "/choices/0/text")).isEqualTo("[secret]");
        assertThat(events.get(2).at("/error/message").asText()).isEqualTo("no [secret], \uD83D\uDE00");
        assertThat(events.get(3)).hasToString("[\"[secret]\",1]");
        assertThat(events.get(4)).hasToString("{\"choices\":[],\"usage\":{\"total_tokens\":3}}");
    }

    @Test
    void responsesAreMaskedAndNumbered() {
        List<JsonNode> events = Streams.events(Streams.named(
                "{'type':'response.created','sequence_number':0,'response':{'id':'r','output':[]}}",
                "{'type':'response.output_text.delta','sequence_number':1,'item_id':'m','output_index':0,'content_index':0,'delta':'a"
                    + " SEC','logprobs':[{'token':'SEC'}],'obfuscation':'xyz'}",
                "{'type':'response.output_text.delta','sequence_number':2,'item_id':'m','output_index':0,'content_index':0,'delta':'RET"
                    + " SE'}",
                "{'type':'response.output_text.done','sequence_number':3,'item_id':'m','output_index':0,'content_index':0,'text':'a"
                    + " SECRET SE'}",
                "{'type':'response.function_call_arguments.delta','sequence_number':4,'item_id':'f','output_index':1,"
                        + "'delta':'{\\'k\\':\\'\\\\u0053ECRET\\'}'}",
                "{'type':'response.function_call_arguments.done','sequence_number':5,'item_id':'f','output_index':1,"
                        + "'arguments':'{\\'k\\':\\'\\\\u0053ECRET\\'}'}",
                "{'type':'response.completed','sequence_number':6,'response':{'output':[{'text':'a SECRET SE'}]}}"));

        assertThat(events.stream().map(e -> e.path("sequence_number").asInt())).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(joined(events.subList(0, 5), "/delta"))
                .isEqualTo("a [secret] SE")
                .isEqualTo(events.get(4).path("text").asText());
        assertThat(events.get(3).path("type").asText()).isEqualTo("response.output_text.delta");
        assertThat(events.get(3).has("obfuscation")).isFalse();
        assertThat(events.get(1).path("logprobs").isNull()).isTrue();
        assertThat(events.get(5).path("delta").asText()).isEqualTo("{\"k\":\"[secret]\"}");
        assertThat(events.get(6).path("arguments").asText()).isEqualTo("{\"k\":\"[secret]\"}");
        assertThat(events.get(7).toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: not json",
                "data: {\"a\":1} {\"b\":2}",
                "data: {\"choices\":[{\"index\":0,",
                "data: {\"type\":\"response.x.delta\",\"delta\":{\"a\":\"SEC\"}}"
            })
    void whatCannotBeReadIsRefused(String event) {
        Bodies.refused(() -> Streams.masked("text/event-stream"), (event + "\n\n").getBytes(UTF_8));
    }

    @Test
    void aTextThatGoesOnAfterItsEndIsRefused() {
        Bodies.refused(
                () -> Streams.masked("text/event-stream"),
                Streams.of(delta("{'content':'SEC'}"), stop(), delta("{'content':'RET'}"))
                        .getBytes(UTF_8));
    }

    @Test
    void duplicateMembersCannotHideAnything() {
        List<JsonNode> chunks = Streams.events(Streams.of(
                HEAD + "{'index':0,'delta':{'content':'x'},'delta':{'content':'SECRET'},'finish_reason':'stop'}]}"));

        assertThat(chunks.toString()).contains("[secret]").doesNotContain("SECRET");
    }

    @Test
    void commentsAndEventsWithoutDataPass() {
        String masked = Bodies.through(
                () -> Streams.masked("text/event-stream"),
                ": waiting for approval 1\r\nevent: ping\r\n\r\ndata:\r\n\r\n");

        assertThat(masked).isEqualTo(": waiting for approval 1\nevent: ping\n\ndata: \n\n");
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of("S", "SE", "SEC", "CRET", "RET", "SECRET", "x", " ", "\uD83D\uDE00", "T")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 200)
    void deltasJoinToTheMaskedWhole(
            @ForAll("pieces") List<String> pieces,
            @ForAll Set<@net.jqwik.api.constraints.IntRange(max = 1) Integer> ends) {
        var events = new ArrayList<String>();
        pieces.forEach(piece -> events.add(delta("{'content':'" + piece + "'}")));
        if (ends.contains(0)) {
            events.add(stop());
        }
        String stream = Streams.of(events.toArray(String[]::new)) + (ends.contains(1) ? "data: [DONE]\n\n" : "");

        assertThat(content(Streams.events(stream)))
                .isEqualTo(String.join("", pieces).replace("SECRET", "[secret]"));
    }
}
