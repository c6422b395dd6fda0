// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.exchange.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;

class MaskedReplyTest {

    private static final Obligation MASK = new Obligation.Mask(
            new Rule(Effect.MASK, "p", "m", "p.hpol:1:1"),
            new Obligation.Hidden.Entities(new TreeSet<>(List.of("email"))),
            new Obligation.Transform.Redact());

    /// Hides every `x`.
    private static final class HidingX implements TextMask {
        private int times;

        @Override
        public String push(CharSequence piece) {
            times += (int) piece.chars().filter(c -> c == 'x').count();
            return piece.toString().replace("x", "[hidden]");
        }

        @Override
        public String finish() {
            return "";
        }

        @Override
        public Map<String, Integer> counts() {
            return Map.of("email", times);
        }
    }

    private final LinkedBlockingQueue<String> go = new LinkedBlockingQueue<>();

    private static Gate masking(FakeTarget target) {
        return Gate.to(target)
                .deciding(request -> new Decision.Permit(Gate.BASIS, List.of(MASK)))
                .masking((reply, obligations) -> reply.masked(HidingX::new))
                .open();
    }

    private static String reply(String fields, String body) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    @Test
    void theTextIsRewrittenAndWhatWasTrueOfItIsGone() throws Exception {
        try (var target = FakeTarget.saying(
                        reply("Content-Type: text/plain\r\nETag: \"1\"\r\nDigest: d\r\n", "a x b x"));
                var gate = masking(target);
                var client = gate.client()) {
            var answer = client.ask("GET /t/x", "Accept-Encoding: gzip, br", "Range: bytes=0-3")
                    .answer();
            assertThat(answer.text()).isEqualTo("a [hidden] b [hidden]");
            assertThat(answer.fields()).containsExactly("Content-Type: text/plain", "Transfer-Encoding: chunked");
            assertThat(gate.outcome().masked()).isEqualTo(Map.of("email", 2));
            var request = target.next();
            assertThat(request.field("accept-encoding")).isEqualTo("identity");
            assertThat(request.find("range")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\nContent-Encoding: gzip\r\n",
                "Content-Type: image/png\r\n",
                "Content-Type: text/plain; charset=utf-16\r\n",
                "",
            })
    void whatCannotBeReadIsRefusedBeforeAnyByte(String fields) throws Exception {
        try (var target = FakeTarget.saying(reply(fields, "secret x"));
                var gate = masking(target);
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("G114").doesNotContain("secret");
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G114);
        }
    }

    @Test
    void whatTurnsOutNotToBeTextIsRefusedWhileNothingIsSent() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[] {(byte) 0xff, (byte) 0xfe, 'x', 0});
                    return true;
                });
                var gate = masking(target);
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(502);
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(502); // and it goes on serving
        }
    }

    /// The client sees that it is cut; the record says why.
    @Test
    void whatTurnsOutNotToBeTextInMidStreamIsCutWithItsReasonOnRecord() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write("so far so good".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    go.take();
                    out.write(new byte[] {(byte) 0xff, (byte) 0xfe, 'x', 0});
                    return true;
                });
                var gate = masking(target);
                var client = gate.client()) {
            client.ask("GET /t/x");
            assertThat(client.answer(false).status()).isEqualTo(200);
            go.add("on");
            assertThat(client.chunk()).isEqualTo("so far so good");
            assertThat(client.isClosed()).isTrue();
            Outcome outcome = gate.outcome();
            assertThat(outcome.ending()).isEqualTo(Outcome.Ending.REPLY_CUT);
            assertThat(outcome.because().orElseThrow().code()).isEqualTo(DenialCode.G114);
            assertThat(outcome.because().orElseThrow().message()).contains("UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void theValuesOfFieldsAreTextsToo(String method) throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
                        + reply("Content-Type: text/plain\r\nLocation: /t/x\r\nX-Who: a x\r\n", ""));
                var gate = masking(target);
                var client = gate.client()) {
            var answer = client.ask(method + " /t/x").answer(false);
            assertThat(answer.status()).isEqualTo(200); // early hints are told before there is a mask
            assertThat(answer.fields())
                    .contains("Content-Type: text/plain", "X-Who: a [hidden]")
                    .noneMatch(field -> field.startsWith("Location") && field.contains("x"));
            assertThat(gate.outcome().masked()).isEqualTo(Map.of("email", 2));
        }
    }

    @Test
    void repliesWithoutBodyNeedNoMask() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 204 No Content\r\n\r\n");
                var gate = masking(target);
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(204);
        }
    }
}
