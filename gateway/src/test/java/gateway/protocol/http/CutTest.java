// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.approval.Samples;
import gateway.approval.Settlement;
import gateway.exchange.Outcome;
import gateway.protocol.Conversation;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;

/// What happens to a request that runs under a consent when the consent ends, wherever it has come to.
class CutTest {

    private static final Ask ASK = Samples.ask(1, "ops", java.time.Duration.ofMinutes(1));
    private static final Decision ASKING = new Decision.NeedsApproval(Gate.BASIS, List.of(ASK), List.of());
    private static final Settlement GRANTED = Samples.granted(new Grant("t", List.of(ASK), List.of("idp/bob")));
    private static final Reason REVOKED = Reason.of(DenialCode.G116, "The approval was revoked by bob.");

    private final LinkedBlockingQueue<Conversation> running = new LinkedBlockingQueue<>();

    private Gate gate(FakeTarget target) {
        return Gate.to(target)
                .deciding(request -> ASKING)
                .asking((conversation, exchange, session, asking, spent) -> {
                    running.add(conversation);
                    return GRANTED;
                })
                .open();
    }

    @Test
    void aStreamThatHasBegunIsCutOff() throws Exception {
        var targetCut = new CountDownLatch(1);
        try (var target = FakeTarget.start((request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
                    try {
                        while (true) {
                            out.write("4\r\ntick\r\n".getBytes());
                            out.flush();
                            Thread.sleep(5);
                        }
                    } catch (IOException e) {
                        targetCut.countDown();
                        throw e;
                    }
                });
                var gate = gate(target);
                var client = gate.client()) {
            assertThat(client.ask("GET /t/ticks").answer(false).status()).isEqualTo(200);
            running.take().cut(REVOKED);
            Outcome outcome = gate.outcome();
            assertThat(outcome.ending()).isEqualTo(Outcome.Ending.REPLY_CUT);
            assertThat(outcome.because()).contains(REVOKED);
            assertThatThrownBy(() -> toTheEnd(client)).isInstanceOf(IOException.class);
            assertThat(targetCut.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void toTheEnd(RawClient client) throws IOException {
        while (!client.chunk().isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoHasSeenNothingYetIsToldWhyAndTheConnectionStays() throws Exception {
        var asked = new CountDownLatch(1);
        try (var target = FakeTarget.start((request, out) -> {
                    if (request.line().contains("slow")) {
                        asked.countDown();
                        Thread.sleep(60_000);
                    }
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes());
                    return true;
                });
                var gate = gate(target);
                var client = gate.client()) {
            client.ask("GET /t/slow");
            asked.await();
            running.take().cut(REVOKED);
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("G116", "revoked by bob");
            assertThat(gate.failure().reason()).isEqualTo(REVOKED);
            assertThat(client.ask("GET /t/fast").answer().text()).isEqualTo("ok");
        }
    }

    @Test
    void whatWasNotSentYetIsNotSent() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            conversation.cut(REVOKED); // between the use of the consent and the first byte
                            return GRANTED;
                        })
                        .open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("G116");
            assertThat(target.waiting()).isZero();
        }
    }
}
