// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.exchange.Outcome.Ending;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;

/// What comes after a chunked body is passed on in neither direction: it was not there when it was decided.
class TrailersTest {

    private static final Obligation MASK = new Obligation.Mask(
            new Rule(Effect.MASK, "p", "m", "p.hpol:1:1"),
            new Obligation.Hidden.Entities(new TreeSet<>(List.of("email"))),
            new Obligation.Transform.Redact());

    private static String reply(String trailers) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n"
                + "2\r\nok\r\n0\r\n" + trailers + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: Bearer target-secret\r\n",
                "X: 1\r\nX: 2\r\n",
                "Content-Length: 5\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Set-Cookie: a=b\r\nLocation: http://elsewhere/\r\n",
                "X: a\r\n folded\r\n",
            })
    void ofRepliesEndHereMaskedOrNot(String trailers) throws Exception {
        for (boolean masked : new boolean[] {false, true}) {
            try (var target = FakeTarget.saying(reply(trailers));
                    var gate = Gate.to(target)
                            .deciding(request -> new Decision.Permit(Gate.BASIS, masked ? List.of(MASK) : List.of()))
                            .masking((reply, obligations) ->
                                    obligations.isEmpty() ? reply : reply.masked(DigitsMask::new))
                            .open();
                    var client = gate.client()) {
                for (int i = 0; i < 2; i++) { // the next reply is read from where this one ends
                    var answer = client.ask("GET /t/x").answer();
                    assertThat(answer.text()).isEqualTo("ok");
                    assertThat(answer.complete()).isTrue();
                    assertThat(answer.fields())
                            .containsExactlyInAnyOrder("Content-Type: text/plain", "Transfer-Encoding: chunked");
                    assertThat(gate.outcome().ending()).isEqualTo(Ending.COMPLETE);
                }
            }
        }
    }

    @Test
    void ofRepliesWithoutEndAreCut() throws Exception {
        try (var target = FakeTarget.saying(reply("X: 12345678\r\n".repeat(100_000)));
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.complete()).isFalse();
            assertThat(gate.outcome().ending()).isEqualTo(Ending.REPLY_CUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: 1\r\n", "Authorization: Bearer other\r\n", "Content-Length: 5\r\n", "Host: other\r\n"})
    void ofRequestsEndHere(String trailers) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            client.ask("POST /t/x", "Transfer-Encoding: chunked").send("2\r\nok\r\n0\r\n" + trailers + "\r\n");
            assertThat(client.answer().text()).isEqualTo("ok");
            assertThat(target.next().text()).isEqualTo("ok");
            assertThat(client.ask("GET /t/y").answer().status()).isEqualTo(200);
            assertThat(target.next().line()).isEqualTo("GET /y HTTP/1.1");
        }
    }
}
