// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.exchange.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.http.HttpMessage.Header;

class MaskedBodiesTest {

    private static Supplier<BodyTransform> of(String contentType) {
        return () -> plain(200, new Header("Content-Type", contentType));
    }

    private static BodyTransform plain(int status, Header... headers) {
        return MaskedBodies.plain(new HttpReplyHead(status, List.of(headers)), Bodies::secretMask);
    }

    private static String json(String body) {
        return Bodies.through(of("application/json"), body);
    }

    private static String events(String body) {
        return Bodies.through(of("text/event-stream"), body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"a":"SECRET"}                          | {"a":"[secret]"}
        {"SECRET" : [ "xSECRETx", true ] }      | {"[secret]" : [ "x[secret]x", true ] }
        {"a":"S\\u0045CR\\u0045T"}              | {"a":"[secret]"}
        {"a":"\\u0053ECRE","b":"T"}             | {"a":"SECRE","b":"T"}
        {"a":"q\\"uote \\\\ \\/ \\n \\u0001 é"} | {"a":"q\\"uote \\\\ / \\n \\u0001 é"}
        {"a":"\\ud83d\\ude00 😀 \\ud83d"}       | {"a":"😀 😀 \\ud83d"}
        {"a":"SECRET","a":"SECRET"}             | {"a":"[secret]","a":"[secret]"}
        [-0.5e+3, 12,null , false,[],{}]        | [-0.5e+3, 12,null , false,[],{}]
        "SECRET"                                | "[secret]"
        17                                      | 17
        """)
    void jsonStringsAndNamesAreMasked(String body, String masked) {
        assertThat(json(body)).isEqualTo(masked);
    }

    @Test
    void aNumberInWhichSomethingIsFoundBecomesAString() {
        var digits = new HttpReplyHead(200, List.of(new Header("content-type", "application/json")));
        Supplier<BodyTransform> masked = () -> MaskedBodies.plain(digits, DigitsMask::new);

        assertThat(Bodies.through(masked, "{\"card\":4111,\"n\":[1,4111 ]}"))
                .isEqualTo("{\"card\":\"[card]\",\"n\":[1,\"[card]\" ]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{a:1}",
                "01",
                "1.",
                "+1",
                "nul",
                "1 2",
                "{}{}",
                "}",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "'a'",
                "[1}",
                "{]",
                "{\"a\":1]",
                "{1:2}",
                "\u00a0{}",
                "NaN",
                "\"a\" \"b\"",
                ",",
                ":"
            })
    void invalidJsonIsRefused(String body) {
        Bodies.refused(of("application/json"), body.getBytes(UTF_8));
    }

    @Test
    void jsonNestsToALimit() {
        assertThat(json("[".repeat(512) + "]".repeat(512))).hasSize(1024);
        Bodies.refused(of("application/json"), "[".repeat(513).getBytes(UTF_8));
        Bodies.refused(of("application/json"), "1".repeat(1025).getBytes(UTF_8));
    }

    @Test
    void aStringOfAnyLengthStreams() {
        BodyTransform transform = of("application/json").get();
        transform.push("\"".getBytes(UTF_8));
        for (int i = 0; i < 1000; i++) {
            assertThat(transform.push("x".repeat(1000).getBytes(UTF_8))).hasSize(1000);
        }
        assertThat(transform.push("SECRET\"".getBytes(UTF_8))).asString(UTF_8).isEqualTo("[secret]\"");
        assertThat(transform.finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "text/event-stream"})
    void whatIsNotUtf8IsRefused(String type) {
        Bodies.refused(of(type), "\"é\"".getBytes(ISO_8859_1));
        Bodies.refused(of(type), new byte[] {(byte) 0xC0, (byte) 0x80}); // overlong
        Bodies.refused(of(type), new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}); // half a surrogate pair
        Bodies.refused(of(type), new byte[] {'"', (byte) 0xE2, (byte) 0x82}); // cut off
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        text/plain                        | a SECRET é😀 SECRE | a [secret] é😀 SECRE
        Text/HTML; charset="UTF-8"        | <p>SECRET</p>      | <p>[secret]</p>
        application/problem+json          | {"a":"SECRET"}     | {"a":"[secret]"}
        application/x-ndjson              | {"a":"SECRET"} {"b":1} 2 | {"a":"[secret]"} {"b":1} 2
        application/json; charset=utf-8   | "SECRET"           | "[secret]"
        """)
    void theContentTypeTellsWhatIsText(String type, String body, String masked) {
        assertThat(Bodies.through(of(type), body)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "image/png",
                "multipart/byteranges; boundary=x",
                "application/xml",
                "",
                "text/plain; charset=utf-16",
                "application/json; charset=iso-8859-1",
                "text/plain; charset",
                "application/grpc"
            })
    void otherTypesAreRefused(String type) {
        assertThatThrownBy(() -> of(type).get()).isInstanceOf(Failure.class);
    }

    @Test
    void whatCannotBeReadIsRefused() {
        var json = new Header("Content-Type", "application/json");
        assertThatThrownBy(() -> plain(200).push(new byte[1])).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> plain(200, json, json)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> plain(206, json)).isInstanceOf(Failure.class);
        assertThatThrownBy(() -> plain(200, json, new Header("content-encoding", "gzip")))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() -> plain(
                        200, json, new Header("content-encoding", "identity"), new Header("Content-Encoding", "br")))
                .isInstanceOf(Failure.class);
    }

    @Test
    void whereNoBodyMayBeNoneIsLetThrough() {
        assertThat(plain(204).finish()).isEmpty();
        assertThat(plain(200).finish()).isEmpty();
        assertThat(plain(200, new Header("content-length", "0")).finish()).isEmpty();
        assertThatThrownBy(() -> plain(304).push(new byte[1])).isInstanceOf(Failure.class);
        assertThat(of("application/json").get().finish()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void eventsAreMaskedWhateverEndsTheirLines(String end) {
        String stream = """
            : SECRET is waited for
            event: SECRET
            id: 1
            data: {"a":"S\\u0045CRET"}

            data: a SECRET
            data:and
            data

            retry: 10

            data: [DONE]

            """.replace("\n", end);

        assertThat(events(stream)).isEqualTo("""
            : [secret] is waited for
            event: [secret]
            id: 1
            data: {"a":"[secret]"}

            data: a [secret]
            data: and
            data:\s

            retry: 10

            data: [DONE]

            """);
    }

    @Test
    void anEventIsSentAsSoonAsItIsCompleteAndACommentAtOnce() {
        BodyTransform transform = of("text/event-stream").get();
        var sent = new ArrayList<String>();
        for (String chunk : List.of("\uFEFFdata: 1\r", "\n\r", "\n: wait\n", "data: 2\n", "\n", "data: 3")) {
            sent.add(new String(transform.push(chunk.getBytes(UTF_8)), UTF_8));
        }
        sent.add(new String(transform.finish(), UTF_8));

        assertThat(sent).containsExactly("", "data: 1\n\n", ": wait\n", "", "data: 2\n\n", "", "data: 3\n\n");
    }

    @Test
    void anEventHasALimit() {
        BodyTransform transform = of("text/event-stream").get();
        byte[] line = ("data: " + "x".repeat((1 << 20) - 6) + "\n").getBytes(UTF_8);
        for (int i = 0; i < 8; i++) {
            transform.push(line);
        }

        assertThatThrownBy(() -> transform.push(line))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("8388608");
    }
}
