// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.approval.Settlement;
import gateway.exchange.Denial;
import gateway.exchange.Outcome.Ending;
import gateway.protocol.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.HttpModel;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;

/// A reply that begins before there is an answer, and whatever may become of it.
class ShownWaitingTest {

    private static final Ask ASK = gateway.approval.Samples.ask(1, "ops", Duration.ofMinutes(1));
    private static final Decision ASKING = new Decision.NeedsApproval(Gate.BASIS, List.of(ASK), List.of());
    private static final Settlement GRANTED =
            gateway.approval.Samples.granted(new Grant("t", List.of(ASK), List.of("idp/bob")));
    private static final Settlement DENIED = new Settlement.Refused(Reason.of(DenialCode.G104, "no"));

    /// Plain HTTP to callers who bear no silence.
    private record Impatient(HttpDialect plain) implements HttpDialect {

        @Override
        public Optional<EarlyReply> early(HttpMessage request) {
            return Optional.of(new Dots());
        }

        @Override
        public Patience patience(HttpMessage request) {
            return new Patience(Duration.ZERO, Duration.ofMinutes(1));
        }

        @Override
        public HttpClassifier classifier() {
            return plain.classifier();
        }

        @Override
        public boolean isSpokenIn(HttpMessage request) {
            return plain.isSpokenIn(request);
        }

        @Override
        public HttpAnswer refusal(HttpMessage request, Denial denial) {
            return plain.refusal(request, denial);
        }

        @Override
        public BodyTransform masked(HttpMessage request, HttpReplyHead reply, Supplier<TextMask> masks) {
            return plain.masked(request, reply, masks);
        }

        @Override
        public void requireWellFormed(HttpTarget target, HttpMessage request) {
            plain.requireWellFormed(target, request);
        }

        @Override
        public Essence essence(HttpMessage request) {
            return plain.essence(request);
        }

        @Override
        public boolean hasShapes() {
            return plain.hasShapes();
        }

        @Override
        public Optional<Offers> offers(HttpMessage request) {
            return plain.offers(request);
        }
    }

    private record Dots() implements EarlyReply {

        @Override
        public List<Header> headers(String exchange) {
            return List.of(new Header("content-type", "text/dots"), new Header("x-exchange", exchange));
        }

        @Override
        public byte[] sign(String approval) {
            return (approval + ".").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean goesOnWith(HttpReplyHead reply) {
            return reply.status() == 200;
        }

        @Override
        public byte[] refusal(Denial denial) {
            return denial.reason().message().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Gate gate(FakeTarget target, Settlement settlement) {
        return Gate.to(target)
                .speaking(new Impatient(new ProblemDialect(new HttpModel())))
                .deciding(request -> ASKING)
                .asking((conversation, exchange, session, asking, spent) -> {
                    conversation.canonical(exchange.command());
                    conversation.showWaiting(exchange, "a1");
                    conversation.showWaiting(exchange, "a1");
                    return settlement;
                })
                .open();
    }

    @Test
    void theTargetsReplyComesBehindTheSigns() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = gate(target, GRANTED);
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) { // the connection outlives it
                var answer = client.ask("POST /t/x", "Content-Length: 4")
                        .send("body")
                        .answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.field("content-type")).isEqualTo("text/dots");
                assertThat(answer.field("x-exchange")).isNotEmpty();
                assertThat(answer.text()).isEqualTo("a1.a1.body");
                assertThat(answer.complete()).isTrue();
                assertThat(gate.outcome().ending()).isEqualTo(Ending.COMPLETE);
            }
        }
    }

    @Test
    void aRefusalComesBehindTheSigns() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = gate(target, DENIED);
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) {
                var answer = client.ask("POST /t/x", "Content-Length: 4")
                        .send("body")
                        .answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo("a1.a1.no");
                assertThat(answer.complete()).isTrue();
                assertThat(gate.outcome().ending()).isEqualTo(Ending.REFUSED);
            }
            assertThat(target.waiting()).isZero();
        }
    }

    @Test
    void anAnswerThatCannotComeBehindTheSignsIsToldInWords() throws Exception {
        try (var target = FakeTarget.saying("HTTP/1.1 429 Slow Down\r\nContent-Length: 4\r\n\r\nslow");
                var gate = gate(target, GRANTED);
                var client = gate.client()) {
            var answer =
                    client.ask("POST /t/x", "Content-Length: 4").send("body").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).startsWith("a1.a1.").contains("answered with status 429");
            assertThat(answer.complete()).isTrue();
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G501);
        }
    }

    @Test
    void aTargetThatIsNotThereIsToldInWords() throws Exception {
        try (var target = FakeTarget.start((request, out) -> false);
                var gate = gate(target, GRANTED);
                var client = gate.client()) {
            var answer =
                    client.ask("POST /t/x", "Content-Length: 4").send("body").answer();
            assertThat(answer.text()).startsWith("a1.a1.The target closed the connection");
            assertThat(answer.complete()).isTrue();
        }
    }

    /// Its replies end with their connections.
    @Test
    void aClientOfHttpOneDotZeroReadsItAll() throws Exception {
        for (Settlement settlement : List.of(GRANTED, DENIED)) {
            try (var target = FakeTarget.echo();
                    var gate = gate(target, settlement);
                    var client = gate.client()) {
                var answer = client.send(
                                "POST /t/x HTTP/1.0\r\nAuthorization: Bearer good\r\nContent-Length: 4\r\n\r\nbody")
                        .answer();
                assertThat(answer.text()).isIn("a1.a1.body", "a1.a1.no");
                assertThat(client.isClosed()).isTrue();
            }
        }
    }
}
