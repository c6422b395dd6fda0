// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    private static FakeTarget.Request asSeen(String... fields) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x", fields).answer().status()).isEqualTo(200);
            return target.next();
        }
    }

    @Test
    void theTargetGetsItsOwnCredentialAndHost() throws Exception {
        var request = asSeen();
        assertThat(request.fields()).contains("Authorization: Bearer target-secret");
        assertThat(request.field("host")).startsWith("127.0.0.1:");
        assertThat(request.fields()).noneMatch(field -> field.contains("good"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Api-Key: caller",
                "Api-Key: caller",
                "api_key: caller",
                "Proxy-Authorization: Basic caller",
                "Connection: X-Named\r\nX-Named: caller",
                "Keep-Alive: caller",
                "TE: caller",
                "Proxy-Connection: caller",
                "Upgrade: h2c\r\nHTTP2-Settings: caller",
                "Forwarded: for=caller",
                "X-Forwarded-For: caller",
                "X-Forwarded-Prefix: caller",
                "X_Forwarded_For: caller",
                "X-Real-IP: caller",
                "X-Original-URL: /caller",
                "X_Rewrite_Url: /caller",
            })
    void isNotPassedOn(String field) throws Exception {
        assertThat(asSeen(field).fields()).noneMatch(seen -> seen.contains("caller"));
    }

    @Test
    void theGatewaySaysWhoCalled() throws Exception {
        var request = asSeen("X-Forwarded-For: 6.6.6.6");
        assertThat(request.field("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(request.field("x-forwarded-host")).isEqualTo("gateway");
        assertThat(request.field("x-forwarded-proto")).isEqualTo("http");
    }

    @Test
    void hopByHopFieldsOfRepliesEndHere() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\n"
                        + "Keep-Alive: timeout=5\r\nAlt-Svc: h3=\":443\"\r\nX-End: 1\r\nContent-Length: 0\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().fields()).containsExactly("X-End: 1", "Content-Length: 0");
        }
    }

    /// `HOST` stands for the target's own; the target's base path is `/base`.
    @ParameterizedTest
    @CsvSource(textBlock = """
        http://HOST/base/login?x=1,  /t/login?x=1
        HTTP://HOST/base/login,      /t/login
        //HOST/base/login,           /t/login
        /base/login,                 /t/login
        /base?x=1,                   /t?x=1
        http://HOST/base,            /t
        login,                       login
        ?page=2,                     ?page=2
        http://elsewhere/base,       http://elsewhere/base
        //elsewhere/base,            //elsewhere/base
        http://HOST/other,           ''
        //HOST/other,                ''
        /other,                      ''
        /basement,                   ''
        http://HOST,                 ''
        """)
    void placesOnTheTargetLeadThroughTheGateway(String said, String told) throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    String place = said.replace("HOST", request.field("host"));
                    out.write(("HTTP/1.1 302 Found\r\nLocation: " + place + "\r\nContent-Location: " + place
                                    + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    return true;
                });
                var gate = new Gate.Settings()
                        .to("t", target.uri().resolve("/base"))
                        .open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.field("location")).isEqualTo(told);
            assertThat(answer.field("content-location")).isEqualTo(told);
        }
    }

    /// `HOST` stands for the target's own; the target's base path is `/base`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Refresh | 5; url=http://HOST/base/next        | 5; url=/t/next
        Refresh | 5;URL='http://HOST/base/next'       | 5;URL='/t/next'
        Refresh | 0, http://HOST/base/next            | 0, /t/next
        Refresh | 5; url=/base/next                   | 5; url=/t/next
        Refresh | 5; url=http://HOST/other            | ''
        Refresh | 5; url=https://elsewhere/x          | 5; url=https://elsewhere/x
        Refresh | 5                                   | 5
        Link    | <http://HOST/base/2>; rel="next"    | </t/2>; rel="next"
        Link    | </base/2>; rel=next, <//HOST/base/3>; rel=last | </t/2>; rel=next, </t/3>; rel=last
        Link    | <?page=2>; rel=next                 | <?page=2>; rel=next
        Link    | </base/a>; anchor="http://HOST/base/b" | </t/a>; anchor="/t/b"
        Link    | <https://elsewhere/x>; rel=help     | <https://elsewhere/x>; rel=help
        Link    | <http://HOST/other>; rel=next       | ''
        Link    | </base/2>; rel=next, <http://HOST/other>; rel=last | ''
        """)
    void placesInOtherFieldsDoToo(String field, String said, String told) throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    String value = said.replace("HOST", request.field("host"));
                    out.write(("HTTP/1.1 200 OK\r\n" + field + ": " + value + "\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    return true;
                });
                var gate = new Gate.Settings()
                        .to("t", target.uri().resolve("/base"))
                        .open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().field(field)).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Strict-Transport-Security: max-age=31536000",
                "Clear-Site-Data: *",
                "X-Accel-Redirect: /internal",
                "X-Sendfile: /etc/passwd",
            })
    void whatIsSaidAboutTheGatewaysOwnHostEndsHere(String field) throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 200 OK\r\n" + field + "\r\nContent-Length: 0\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().fields()).containsExactly("Content-Length: 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000 Odd", "099 Odd"})
    void aStatusThatIsNoneIsNotPassedOn(String status) throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(502);
        }
    }

    @Test
    void headHasNoBodyAndTellsItsLength() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) {
                var answer = client.ask("HEAD /t/x").answer(false);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.field("content-length")).isEqualTo("500");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content", "304 Not Modified"})
    void repliesWithoutBodyStayWithout(String status) throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 " + status + "\r\nX: 1\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.ask("GET /t/x").answer().fields()).containsExactly("X: 1");
            }
        }
    }

    @Test
    void earlyHintsPassAndOtherInterimRepliesDoNot() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                        + "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var hints = client.ask("GET /t/x").answer();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.fields()).containsExactly("Link: </t/a.css>");
            assertThat(client.answer().text()).isEqualTo("ok");
        }
    }

    @Test
    void continueIsSaidOnceTheBodyIsWanted() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            client.ask("POST /t/x", "Content-Length: 3", "Expect: 100-continue");
            assertThat(client.answer().status()).isEqualTo(100);
            assertThat(client.send("abc").answer().text()).isEqualTo("abc");
            assertThat(target.next().find("expect")).isEmpty();
        }
    }

    @Test
    void continueIsNotSaidToWhatIsDenied() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).deciding(request -> Gate.deny()).open();
                var client = gate.client()) {
            client.ask("POST /t/x", "Content-Length: 3", "Expect: 100-continue");
            assertThat(client.answer().status()).isEqualTo(403);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void oldClientsGetNoChunks() throws Exception {
        try (var target =
                        FakeTarget.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.send("GET /t/x HTTP/1.0\r\nAuthorization: Bearer good\r\n\r\n")
                    .answer();
            assertThat(answer.text()).isEqualTo("ok");
            assertThat(answer.field("transfer-encoding")).isEmpty();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void trailersEndHere() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n"
                        + "2\r\nok\r\n0\r\nX: 1\r\n\r\n");
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) {
                var answer = client.ask("GET /t/x").answer();
                assertThat(answer.text()).isEqualTo("ok");
                assertThat(answer.field("trailer")).isEmpty();
            }
        }
    }
}
