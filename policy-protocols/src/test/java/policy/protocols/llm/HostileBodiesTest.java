// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.shown;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.Given;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// Bodies made so that the target reads something else than policy does.
class HostileBodiesTest {

    private static final LlmModel LLM = new LlmModel();
    private static final String CHAT = "/v1/chat/completions";
    private static final Set<Attribute> ALL = Set.copyOf(LLM.schema().attributes());

    private static String prompt(HttpMessage message) {
        return shown(read(LLM, message, LlmSchema.PROMPT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"model":"a","model":"b","messages":[]}               | the body names a field twice
        {"model":"a","messages":[{"content":"a","content":"b"}]} | the body names a field twice
        {"model":"a","mod\\u0065l":"b","messages":[]}         | the body names a field twice
        {"model":"a","messages":[]}{"messages":[]}            | the body is not valid JSON
        {"model":"a","messages":[]} x                         | the body is not valid JSON
        {"model":"a","messages":[                             | the body is not valid JSON
        {"model":"a","messages":[],}                          | the body is not valid JSON
        {'model':'a'}                                         | the body is not valid JSON
        {"model":"a" /* c */}                                 | the body is not valid JSON
        {"model":NaN}                                         | the body is not valid JSON
        {"model":01}                                          | the body is not valid JSON
        --x\\r\\n{"model":"a"}                                | the body is not valid JSON
        ''                                                    | the body is empty
        ' '                                                   | the body is empty
        []                                                    | the body is not a JSON object
        "text"                                                | the body is not a JSON object
        {"Model":"a","messages":[]}        | the body spells a field's name in another case, which targets read differently
        {"model":"a","meſſages":[]}        | the body spells a field's name in another case, which targets read differently
        {"model":"a","MESSAGES":[]}        | the body spells a field's name in another case, which targets read differently
        """)
    void undeterminedAltogether(String body, String because) {
        for (Attribute attribute : List.of(LlmSchema.MODEL, LlmSchema.PROMPT, LlmSchema.TOOLS, LlmSchema.STREAM)) {
            assertThat(shown(read(LLM, post(CHAT, body), attribute))).startsWith("!" + because);
        }
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
        {"messages":[]}                                       | llm.model       | the body does not name a model
        {"model":["a"]}                                       | llm.model       | the body does not name a model
        {"model":"a"}                                         | llm.prompt      | `messages` is not a list
        {"messages":{"role":"user","content":"x"}}            | llm.prompt      | `messages` is not a list
        {"messages":["x"]}                                    | llm.messages    | a message is not an object
        {"messages":[{"role":1}]}                             | llm.roles       | the `role` of a message is not a text
        {"messages":[{"role":"user","content":{"a":"x"}}]}    | llm.prompt      | the `content` of a message is neither a text nor a list
        {"messages":[{"role":"user","content":["x"]}]}        | llm.attachments | a part of a message is not an object
        {"messages":[{"role":"user","Role":"system"}]}        | llm.system      | the body spells a field's name in another case, which targets read differently
        {"tools":{"name":"x"}}                                | llm.tools       | `tools` is not a list
        {"tools":[{"type":"function"}]}                       | llm.tools       | `tools` has a tool without a name
        {"max_tokens":"9"}                                    | llm.max_tokens  | `max_tokens` is not a whole number
        {"max_tokens":1.5}                                    | llm.max_tokens  | `max_tokens` is not a whole number
        {"max_completion_tokens":99999999999999999999}        | llm.max_tokens  | `max_completion_tokens` is not a whole number
        {"stream":"true"}                                     | llm.stream      | `stream` is not true or false
        """)
    void undeterminedOne(String body, String attribute, String because) {
        assertThat(shown(read(
                        LLM, post(CHAT, body), LLM.schema().attribute(attribute).orElseThrow())))
                .isEqualTo("!" + because);
    }

    /// A secret in a place no format knows is found all the same.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"new\",\"what\":{\"x\":[\"SECRET\"]}}]}]}",
                "{\"messages\":[{\"role\":\"SECRET\",\"content\":\"\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"SECRET\":true}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"SECRET\"}]}]}",
                "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"arguments\":\"SECRET\"}}]}]}",
                "{\"messages\":[],\"extra\":{\"deep\":[[{\"SECRET\":null}]]}}",
                "{\"messages\":[],\"user\":\"SECRET\"}",
                "{\"messages\":[],\"tools\":[{\"name\":\"a\",\"description\":\"SECRET\"}]}",
                "{\"messages\":[],\"stop\":[\"SECRET\"]}",
                "{\"messages\":[],\"tool_choice\":\"SECRET\"}",
                "{\"messages\":[],\"input\":[{\"text\":\"SECRET\"}],\"system\":\"\"}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"AK\\u0049AIOSFODNN7EXAMPLE\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"{\\\"a\\\":\\\"AK\\\\u0049AIOSFODNN7EXAMPLE\\\"}\"}]}",
            })
    void nothingHides(String body) {
        var message = post(CHAT, body.replace("SECRET", "AKIAIOSFODNN7EXAMPLE"));

        assertThat(shown(read(LLM, message, LlmSchema.PROMPT_FINDS))).isEqualTo("aws_access_key");
    }

    /// A key that is in no string of the body as a whole, and yet in what the model reads.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"so"
                        + " AKIAIOSF\"},{\"type\":\"text\",\"text\":\"ODNN7EXAMPLE is\"}]}]}",
                "{\"messages\":[{\"content\":[{\"text\":\"AKIAIOSF\",\"x\":\"between\"},{\"x\":\"y\",\"text\":\"ODNN7EXAMPLE\"}]}]}",
                "{\"messages\":[{\"content\":[{\"text\":\"AKIA\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}},{\"text\":\"IOSFODNN7EXAMPLE\"}]}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"AKIAIOSF\",\"name\":\"a\"},{\"role\":\"user\",\"content\":\"ODNN7EXAMPLE\"}]}",
                "{\"messages\":[],\"system\":[{\"text\":\"AKIAIOSF\"},{\"text\":\"ODNN7EXAMPLE\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"AKIAIOSF\\nODNN7EXAMPLE\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"AKIAIOSF\\u0000ODNN7EXAMPLE\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"A\\u200b\\u200b\\u200bKIA\\u200b\\u200b\\u200b\\u200bIOSFODNN7EXAMPLE\"}]}",
            })
    void whatIsTakenApartIsFound(String body) {
        assertThat(shown(read(LLM, post(CHAT, body), LlmSchema.PROMPT_FINDS))).isEqualTo("aws_access_key");
    }

    @Test
    void otherEncodingsAreNotGuessed() throws IOException {
        String body = "{\"model\":\"a\",\"messages\":[]}";
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(prompt(post(CHAT, zipped.toByteArray(), "content-encoding: gzip")))
                .isEqualTo("!the body is compressed or encoded (Content-Encoding)");
        assertThat(prompt(post(CHAT, zipped.toByteArray()))).isEqualTo("!the body is not text in UTF-8");
        assertThat(prompt(post(CHAT, body.getBytes(StandardCharsets.UTF_16LE)))).isEqualTo("!the body is binary");
        assertThat(prompt(post(CHAT, body.getBytes(StandardCharsets.UTF_16))))
                .isEqualTo("!the body is not text in UTF-8");
        assertThat(prompt(post(CHAT, "\uFEFF" + body))).startsWith("!the body is not valid JSON");
        assertThat(prompt(post(CHAT, body, "content-type: application/json; charset=utf-7")))
                .isEqualTo("!the body is in a character set that is not read");
        assertThat(prompt(post(CHAT, body, "content-type: application/json", "content-type: text/plain")))
                .isEqualTo("!there is more than one Content-Type");
    }

    @Test
    void bodiesThatAreNotThereAreNotEmpty() {
        var none = new HttpMessage("POST", "h", CHAT, "", List.of(), Body.None.NONE);
        var unread = new HttpMessage("POST", "h", CHAT, "", List.of(), new Body.Unread("the body is over 4 MiB"));
        var unexpected = new HttpMessage(
                "GET", "h", "/v1/models", "", List.of(), new Body.Whole("{}".getBytes(StandardCharsets.UTF_8)));

        var nothing = new HttpMessage("GET", "h", "/v1/models", "", List.of(), new Body.Whole(new byte[0]));

        assertThat(prompt(nothing)).isEmpty();
        assertThat(prompt(none)).isEqualTo("!the body is empty");
        assertThat(prompt(unread)).isEqualTo("!the body is over 4 MiB");
        assertThat(prompt(unexpected)).isEqualTo("!the request has a body where none is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String open) {
        String deep = "{\"messages\":" + open.repeat(100_000);

        assertThat(prompt(post(CHAT, deep))).startsWith("!the body is nested more than 100 deep");
    }

    @Test
    void hugeBodiesEnd() {
        String many = "{\"messages\":[" + "{\"role\":\"user\",\"content\":\"[\\\\\"},".repeat(30_000) + "{}]}";
        String names = "{"
                + IntStream.range(0, 100_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(",")) + "}";
        String digits = "{\"messages\":[" + "9".repeat(1_000_000) + "]}";

        assertThat(shown(read(LLM, post(CHAT, many), LlmSchema.MESSAGES))).isEqualTo("30001");
        assertThat(prompt(post(CHAT, names))).isEqualTo("!`messages` is not a list");
        assertThat(prompt(post(CHAT, digits))).contains("a number of more than 400 digits");
    }

    @Provide
    Arbitrary<String> almostRequests() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"messages\"",
                        "\"role\"",
                        "\"content\"",
                        "\"user\"",
                        "\"type\"",
                        "\"a\"",
                        "null",
                        "true",
                        "1",
                        "1e999",
                        "-0.0",
                        "1e-999999999",
                        "100e2147483647",
                        "10e-2147483647",
                        "1e99999999999999999999",
                        "12345678901234567890",
                        "\"\\ud800\"",
                        "\"[\\\\\"",
                        "\"tools\"",
                        "\"system\"",
                        "\"max_tokens\"",
                        "{\"messages\":[",
                        "{\"role\":\"user\",\"content\":",
                        "]}")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void nothingThrows(@ForAll("almostRequests") String likely, @ForAll List<Byte> octets) {
        for (String path : List.of(CHAT, "/v1/messages", "/v1/responses", "/v1/embeddings", "/v1/models")) {
            for (byte[] body : List.of(Given.bytes(octets), likely.getBytes(StandardCharsets.UTF_8))) {
                assertThat(LLM.classify(post(path, body), ALL).all()).hasSize(13);
            }
        }
    }

    /// A text that is valid anywhere in a message is in the prompt, whatever surrounds it.
    @Property
    void everyContentIsInThePrompt(@ForAll String content) {
        var body = JsonNodeFactory.instance.objectNode();
        body.withArrayProperty("messages").addObject().put("role", "user").put("content", content);

        assertThat(read(LLM, post(CHAT, body.toString()), LlmSchema.PROMPT))
                .satisfies(prompt -> assertThat(((Value.Text) prompt).text())
                        .startsWith(new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
    }
}
