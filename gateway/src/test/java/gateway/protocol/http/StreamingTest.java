// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.exchange.Outcome;
import gateway.exchange.Outcome.Ending;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.runtime.decision.DenialCode;

/// What every data path must do: events one by one, large bodies both ways, replies that break off, pipelining.
class StreamingTest {

    private static final int FIVE_MB = 5_000_000;
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + "Transfer-Encoding: chunked\r\n\r\n";

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Test
    void eventsArriveOneByOne() throws Exception {
        var go = new LinkedBlockingQueue<String>();
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, CHUNKED);
                    for (String event = go.take(); !event.isEmpty(); event = go.take()) {
                        write(out, Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
                    }
                    write(out, "0\r\n\r\n");
                    return true;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            client.ask("GET /t/events");
            assertThat(client.answer(false).field("content-type")).isEqualTo("text/event-stream");
            for (String event : new String[] {"data: 1\n\n", "data: 2\n\n", "data: 3\n\n"}) {
                go.add(event); // the next is not sent before this one is here
                assertThat(client.chunk()).isEqualTo(event);
            }
            go.add("");
            assertThat(client.chunk()).isEmpty();
            assertThat(gate.outcome().bytesToClient()).isEqualTo(27);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiveMegabytesGoUp(boolean chunked) throws Exception {
        byte[] body = new byte[FIVE_MB];
        new Random(1).nextBytes(body);
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.ask("POST /t/up", chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + FIVE_MB);
                    for (int at = 0; at < FIVE_MB; at += 50_000) {
                        if (chunked) {
                            client.send(Integer.toHexString(50_000) + "\r\n");
                        }
                        client.send(java.util.Arrays.copyOfRange(body, at, at + 50_000));
                        if (chunked) {
                            client.send("\r\n");
                        }
                    }
                    if (chunked) {
                        client.send("0\r\n\r\n");
                    }
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(client.answer().body()).isEqualTo(body);
            Outcome outcome = gate.outcome();
            assertThat(outcome.bytesToTarget()).isEqualTo(FIVE_MB);
            assertThat(outcome.bytesToClient()).isEqualTo(FIVE_MB);
        }
    }

    /// A client that reads nothing makes the target wait, so what is in between stays small.
    @Test
    void aSlowClientHoldsTheTargetBack() throws Exception {
        long all = 200_000_000;
        var sent = new AtomicLong();
        byte[] piece = new byte[100_000];
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + all + "\r\n\r\n");
                    while (sent.get() < all) {
                        out.write(piece);
                        sent.addAndGet(piece.length);
                    }
                    return true;
                });
                var gate = Gate.to(target).open();
                var client = new RawClient(gate.plane.address(), 64 * 1024)) {
            client.ask("GET /t/big");
            client.answer(false);
            long before = -1;
            while (before != sent.get()) { // until the target cannot go on
                before = sent.get();
                Thread.sleep(200);
            }
            assertThat(before).isLessThan(20_000_000);
            client.skip(all);
            assertThat(gate.outcome().bytesToClient()).isEqualTo(all);
        }
    }

    @Test
    void aReplyThatBreaksOffHasNoCleanEnd() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, CHUNKED + "5\r\nhello\r\n");
                    return false;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.complete()).isFalse();
            assertCut(gate.outcome(), DenialCode.G501);
        }
    }

    @Test
    void aReplyShorterThanItsLengthHasNoCleanEnd() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
                    return false;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.complete()).isFalse();
            assertCut(gate.outcome(), DenialCode.G501);
        }
    }

    @Test
    void aReplyEndedByTheConnectionIsWhole() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\n\r\nhello");
                    return false;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.complete()).isTrue();
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var target = FakeTarget.echo();
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 20; i++) {
                client.ask("POST /t/n", "Content-Length: 2").send("%02d".formatted(i));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.answer().text()).isEqualTo("%02d".formatted(i));
            }
        }
    }

    @Test
    void aClientThatLeavesMidReplyEndsTheTargetsWork() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, CHUNKED + "5\r\nhello\r\n");
                    return true; // and says nothing more
                });
                var gate = Gate.to(target).open()) {
            try (var client = gate.client()) {
                client.ask("GET /t/x").answer(false);
                assertThat(client.chunk()).isEqualTo("hello");
            }
            assertThat(gate.outcome().ending()).isEqualTo(Ending.CLIENT_LEFT);
            target.awaitEnd();
        }
    }

    @Test
    void aClientThatLeavesBeforeTheReplyEndsTheTargetsWork() throws Exception {
        var never = new LinkedBlockingQueue<String>();
        try (var target = FakeTarget.start((request, out) -> never.take().isEmpty());
                var gate = Gate.to(target).open()) {
            try (var client = gate.client()) {
                client.ask("GET /t/x");
                target.next();
            }
            assertThat(gate.outcome().ending()).isEqualTo(Ending.CLIENT_LEFT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100", "Transfer-Encoding: chunked"})
    void aClientThatLeavesInTheMiddleOfItsUploadHasLeft(String framing) throws Exception {
        var never = new LinkedBlockingQueue<String>();
        try (var target = FakeTarget.start((request, out) -> never.take().isEmpty());
                var gate = Gate.to(target).open()) {
            try (var client = gate.client()) {
                client.ask("POST /t/x", framing).send("5\r\nhello\r\n");
                target.awaitConnection();
            }
            assertThat(gate.outcome().ending()).isEqualTo(Ending.CLIENT_LEFT);
            assertThat(gate.failures).isEmpty();
        }
    }

    @Test
    void aTargetThatIsNotThereIsToldAsBadGateway() throws Exception {
        var target = FakeTarget.echo();
        target.close();
        try (var gate = Gate.to(target).open();
                var client = gate.client()) {
            var answer = client.ask("GET /t/x").answer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("G501").doesNotContain("127.0.0.1");
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G501);
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(502); // and it goes on serving
        }
    }

    @Test
    void aTargetThatDoesNotAnswerInTimeIsToldAsTimeout() throws Exception {
        var never = new LinkedBlockingQueue<String>();
        try (var target = FakeTarget.start((request, out) -> never.take().isEmpty());
                var gate = Gate.to(target)
                        .with(settings -> settings.withTarget(TestLimits.target(settings.target(), 300)))
                        .open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/x").answer().status()).isEqualTo(504);
            assertThat(gate.failure().reason().code()).isEqualTo(DenialCode.G502);
        }
    }

    @Test
    void aConnectionTheTargetHasClosedIsReplacedUnseen() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    return false; // without having said so
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.ask("GET /t/x").answer().text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void aReplyNobodyAskedForSpoilsTheConnectionNotTheNextReply() throws Exception {
        try (var target = FakeTarget.start((request, out) -> {
                    write(
                            out,
                            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                                    + request.line().charAt(5)
                                    + "!HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
                    return true;
                });
                var gate = Gate.to(target).open();
                var client = gate.client()) {
            assertThat(client.ask("GET /t/a").answer().text()).isEqualTo("a!");
            assertThat(client.ask("GET /t/b").answer().text()).isEqualTo("b!");
            assertThat(target.connections()).isEqualTo(2);
        }
    }

    private static void assertCut(Outcome outcome, DenialCode why) {
        assertThat(outcome.ending()).isEqualTo(Ending.REPLY_CUT);
        assertThat(outcome.because().orElseThrow().code()).isEqualTo(why);
    }
}
