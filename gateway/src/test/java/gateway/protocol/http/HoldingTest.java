// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.approval.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.decision.Reason;

class HoldingTest {

    private static final Ask ASK = gateway.approval.Samples.ask(1, "ops", java.time.Duration.ofMinutes(1));
    private static final Decision ASKING = new Decision.NeedsApproval(Gate.BASIS, List.of(ASK), List.of());
    private static final Settlement GRANTED =
            gateway.approval.Samples.granted(new Grant("t", List.of(ASK), List.of("idp/bob")));

    @Test
    void aThousandRequestsAreHeldAtOnceAndAllReleased() throws Exception {
        int many = 1000;
        var held = new CountDownLatch(many);
        var release = new CountDownLatch(1);
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            held.countDown();
                            await(release);
                            return GRANTED;
                        })
                        .open()) {
            var clients = new ArrayList<RawClient>();
            try {
                for (int i = 0; i < many; i++) {
                    var client = gate.client();
                    clients.add(client);
                    String body = "%04d".formatted(i);
                    client.ask("POST /t/x", "Content-Length: 4").send(body);
                }
                assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(target.waiting()).isZero();
                release.countDown();
                for (int i = 0; i < many; i++) {
                    assertThat(clients.get(i).answer().text()).isEqualTo("%04d".formatted(i));
                }
            } finally {
                for (RawClient client : clients) {
                    client.close();
                }
            }
        }
    }

    @Test
    void whatWasShownIsWhatIsSent() throws Exception {
        var shown = new LinkedBlockingQueue<approval.CanonicalForm>();
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            shown.add(conversation.canonical(exchange.command()));
                            return GRANTED;
                        })
                        .open();
                var client = gate.client()) {
            client.ask("POST /t/pay?now=1", "Transfer-Encoding: chunked", "X-Amount: 5", "Cookie: session=1");
            assertThat(client.send("4\r\nall \r\n3\r\nof \r\n2\r\nit\r\n0\r\n\r\n")
                            .answer()
                            .text())
                    .isEqualTo("all of it");
            var form = shown.take();
            assertThat(form.verb()).isEqualTo("POST");
            assertThat(form.text()).isEqualTo("POST /pay?now=1\ncookie: (not shown)\nx-amount: 5\n\nall of it");
            assertThat(form.digest()).matches("[0-9a-f]{64}");
            assertThat(target.next().field("content-length")).isEqualTo("9");
        }
    }

    @Test
    void everyPartOfARequestChangesItsDigestAndTheTransferDoesNot() throws Exception {
        var shown = new LinkedBlockingQueue<approval.CanonicalForm>();
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            shown.add(conversation.canonical(exchange.command()));
                            return new Settlement.Refused(Reason.of(DenialCode.G104, "no"));
                        })
                        .open();
                var client = gate.client()) {
            String body = "Content-Length: 2";
            client.ask("POST /t/a?b", body, "X: 1").send("hi").answer();
            String first = shown.take().digest();
            client.ask("POST /t/a?b", body, "X: 1", "User-Agent: y", "X-Stainless-Retry-Count: 1")
                    .send("hi")
                    .answer();
            assertThat(shown.take().digest()).isEqualTo(first);
            Set<String> digests = ConcurrentHashMap.newKeySet();
            digests.add(first);
            for (String[] other : new String[][] {
                {"PUT /t/a?b", "X: 1", "hi"},
                {"POST /t/a/b", "X: 1", "hi"},
                {"POST /t/a?c", "X: 1", "hi"},
                {"POST /t/a?b", "X: 2", "hi"},
                {"POST /t/a?b", "Y: 1", "hi"},
                {"POST /t/a?b", "X: 1", "ho"},
            }) {
                client.ask(other[0], body, other[1]).send(other[2]).answer();
                assertThat(digests.add(shown.take().digest())).isTrue();
            }
        }
    }

    @Test
    void whatIsTooLongToBeShownIsRefused() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            conversation.canonical(exchange.command());
                            return GRANTED;
                        })
                        .open();
                var client = gate.client()) {
            var answer = client.ask("POST /t/x", "Content-Length: 2000")
                    .send("x".repeat(2000))
                    .answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(target.waiting()).isZero();
        }
    }

    /// A reviewer would see a size and a digest, and consent blindly.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "content-encoding: identity, x-new",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/octet-stream",
            })
    void whatCannotBeReadIsRefusedAndNobodyIsAsked(String field) throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            conversation.canonical(exchange.command());
                            return GRANTED;
                        })
                        .open();
                var client = gate.client()) {
            for (int i = 0; i < 2; i++) { // the connection outlives it
                var answer = client.ask("POST /t/x", "Content-Length: 4", field)
                        .send("\u001f\u008b\u0008\u0000")
                        .answer();
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.text()).contains("G109", "It cannot be shown to a reviewer: the body is");
                assertThat(gate.failure().reason().message()).contains("cannot be shown to a reviewer");
            }
            assertThat(target.waiting()).isZero();
        }
    }

    @Test
    void aTextIsShownInItsOwnCharacterSet() throws Exception {
        var shown = new LinkedBlockingQueue<approval.CanonicalForm>();
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            shown.add(conversation.canonical(exchange.command()));
                            return GRANTED;
                        })
                        .open();
                var client = gate.client()) {
            client.ask("POST /t/x", "Content-Length: 4", "Content-Type: text/plain; charset=iso-8859-1")
                    .send("caf\u00e9")
                    .answer();
            assertThat(shown.take().text()).endsWith("\n\ncaf\u00e9");
        }
    }

    @Test
    void aClientThatLeavesWithdrawsItsRequest() throws Exception {
        var withdrawn = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target)
                        .deciding(request -> ASKING)
                        .asking((conversation, exchange, session, asking, spent) -> {
                            conversation.onDeparture(withdrawn::countDown);
                            held.countDown();
                            await(withdrawn);
                            return new Settlement.Refused(Reason.of(DenialCode.G107, "gone"));
                        })
                        .open()) {
            try (var client = gate.client()) {
                client.ask("GET /t/x");
                assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(withdrawn.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(gate.outcome().status()).isZero();
            assertThat(target.waiting()).isZero();
        }
    }

    /// Longer than the limit: no rule can look into it, but one that does not need to can let it stream.
    @Test
    void aBodyOverTheLimitCanStillStream() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).reading("http.body").open();
                var client = gate.client()) {
            String body = "y".repeat(3000);
            client.ask("POST /t/x", "Transfer-Encoding: chunked", "Content-Type: text/plain");
            client.send("bb8\r\n" + body + "\r\n0\r\n\r\n");
            assertThat(client.answer().text()).isEqualTo(body);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
