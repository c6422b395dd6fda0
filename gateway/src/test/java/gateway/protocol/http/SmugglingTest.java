// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.DenialCode;

/// Requests that two readers could read in two ways, and paths that two readers could take for two things. In the
/// tables `|` stands for CR LF.
class SmugglingTest {

    private static final String START = "POST /t/x HTTP/1.1|Host: g|Authorization: Bearer good|";
    private static final String NEXT = "GET /t/smuggled HTTP/1.1|Host: g|Authorization: Bearer good||";

    private static String wire(String text) {
        return text.replace("|", "\r\n")
                .replace("<CR>", "\r")
                .replace("<LF>", "\n")
                .replace("<NUL>", "\0");
    }

    /// What is denied is answered 400, recorded, closed, and no byte of it reaches the target.
    private static void isRefused(String bytes) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.send(wire(bytes)).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.field("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.text()).contains("\"code\":\"G112\"");
            assertThat(client.isClosed()).isTrue();
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G112);
            assertThat(target.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6|Transfer-Encoding: chunked||0||X",
                "Transfer-Encoding: chunked|Content-Length: 6||0||X",
                "Content-Length: 4|Content-Length: 5||abcde",
                "Content-Length: 4|Content-Length: 4||abcd",
                "Content-Length: 4, 4||abcd",
                "Content-Length: +4||abcd",
                "Content-Length: -4||abcd",
                "Content-Length: 0x4||abcd",
                "Content-Length: 4 4||abcd",
                "Content-Length: ||abcd",
                "Content-Length : 4||abcd",
                "Content-Length: 99999999999999999999||abcd",
                "Transfer-Encoding: xchunked||0||",
                "Transfer-Encoding: chunked, identity||0||",
                "Transfer-Encoding: identity||0||",
                "Transfer-Encoding: gzip, chunked||0||",
                "Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
                "Transfer-Encoding : chunked||0||",
                "Transfer-Encoding: \"chunked\"||0||",
                "X: a<CR>b||",
                "X: a<NUL>b||",
                "X<NUL>: a||",
                "X Y: a||",
                "no colon||",
                ": empty name||",
                "Host: other||",
                "Expect: something-else|Content-Length: 1||a",
                "Upgrade: websocket|Connection: Upgrade||",
                "Authorization: Bearer other||",
                "X-HTTP-Method-Override: DELETE||",
                "X-Http-Method: DELETE||",
                "x_method_override: DELETE||",
            })
    void aHeadThatCanBeReadInTwoWays(String fields) throws Exception {
        isRefused(START + fields + NEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /t/x HTTP/1.1|Host: g<LF>Authorization: Bearer good||",
                "GET /t/x HTTP/1.1<LF>Host: g|Authorization: Bearer good||",
                "GET /t/x HTTP/1.1|Authorization: Bearer good||",
                "GET /t/x HTTP/1.2|Host: g||",
                "GET /t/x HTTP/2.0|Host: g||",
                "PRI * HTTP/2.0||SM||",
                "GET /t/x|Host: g||",
                "GET http://g/t/x HTTP/1.1|Host: g||",
                "GET //g/t/x HTTP/1.1|Host: g||",
                "GET t/x HTTP/1.1|Host: g||",
                "GET user@g/t/x HTTP/1.1|Host: g||",
                "OPTIONS * HTTP/1.1|Host: g||",
                "CONNECT g:443 HTTP/1.1|Host: g||",
                "CONNECT /t/x HTTP/1.1|Host: g||",
                "TRACE /t/x HTTP/1.1|Host: g||",
                "get /t/x HTTP/1.1|Host: g||",
                "G{}T /t/x HTTP/1.1|Host: g||",
                "GET /t/x y HTTP/1.1|Host: g||",
                "GET /t/x\u00e9 HTTP/1.1|Host: g||",
                "GET /t/x#frag HTTP/1.1|Host: g||",
                "GET /t/../admin HTTP/1.1|Host: g||",
                "GET /t/x/..%2fadmin HTTP/1.1|Host: g||",
                "GET /t/%2e%2e/admin HTTP/1.1|Host: g||",
                "GET /t/x;a=1 HTTP/1.1|Host: g||",
                "GET /t//x HTTP/1.1|Host: g||",
                "GET /t/%252e%252e/x HTTP/1.1|Host: g||",
                "GET /t\\x HTTP/1.1|Host: g||",
                "GET /t/x HTTP/1.1|Host: g/evil||",
                "GET /t/x HTTP/1.0|Host: g|Transfer-Encoding: chunked||0||",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
            })
    void aLineThatIsNoRequestOfOurs(String bytes) throws Exception {
        isRefused(bytes.startsWith("\u0016") ? bytes + "<LF>||" : bytes);
    }

    @Test
    void headersWithoutEndAreCutOff() throws Exception {
        isRefused(START + "X: " + "a".repeat(40_000) + "||");
        isRefused("GET /t/" + "a".repeat(10_000) + " HTTP/1.1|Host: g||");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
        3;ext=1|abc|0||            ~ abc
        3;ext="a;b"|abc|0||        ~ abc
        3|abc|0|Trailer: x||       ~ abc
        """)
    void whatIsLegalButOddIsToldToTheTargetPlainly(String chunks, String body) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.send(wire(START + "Transfer-Encoding: chunked||" + chunks.strip()))
                    .answer();
            assertThat(answer.text()).isEqualTo(body);
            assertThat(client.ask("POST /t/y", "Content-Length: 1")
                            .send("z")
                            .answer()
                            .text())
                    .isEqualTo("z");
            assertThat(target.next().fields()).noneMatch(field -> field.startsWith("Trailer"));
        }
    }

    /// RFC 9112 section 5.2 lets a server replace a folded line by a space; what the target gets is one line.
    @Test
    void aFoldedHeaderIsOneLineToTheTargetOrRefused() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.send(wire(START + "X-Fold: a| Transfer-Encoding: chunked|Content-Length: 2||ab"))
                    .answer();
            if (answer.status() == 200) {
                assertThat(target.next().fields()).contains("X-Fold: a Transfer-Encoding: chunked");
            } else {
                assertThat(answer.status()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz|abc|0||", "-1|abc|0||", "3|abcd|0||", "ffffffffffffffff|a", "+3|abc|0||", "0x3|abc|0||"})
    void brokenChunksEndTheRequest(String chunks) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).reading("http.body").open();
                var client = gate.client()) {
            var answer = client.send(wire(START + "Content-Type: text/plain|Transfer-Encoding: chunked||" + chunks))
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.isClosed()).isTrue();
            assertThat(target.waiting()).isZero();
        }
    }

    @Test
    void brokenChunksInAStreamNeverReachAnEnd() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.send(wire(START + "Transfer-Encoding: chunked||3|abc|zz|"))
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G112);
            assertThat(target.waiting()).isZero(); // it is still waiting for the rest
        }
    }
}
