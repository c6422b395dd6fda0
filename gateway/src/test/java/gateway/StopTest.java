// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision.Ending;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers see of a gateway that stops.
final class StopTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    @Test
    void whoseTargetDoesNotAnswerBeforeTheEndIsToldSo() throws Exception {
        var arrived = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrived.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        target.start();
        var site = new TestSite(directory);
        Gateway gateway = site.start(
                URI.create("http://127.0.0.1:" + target.getAddress().getPort()),
                "auditors: [audit]",
                "limits: {drain: 1s}");
        try {
            CompletableFuture<HttpResponse<String>> answer = site.post(
                    gateway.dataAddress(),
                    "/model/v1/chat/completions",
                    site.issuer.token("ann", "support"),
                    "{\"model\":\"m\",\"messages\":[]}");
            arrived.await();
            gateway.close();

            HttpResponse<String> told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(told.statusCode()).isEqualTo(504);
            assertThat(told.body()).contains("did not answer before the gateway stopped");
            assertThat(new EvidenceReader(gateway.evidenceDirectory()).last(1))
                    .singleElement()
                    .extracting(decision -> decision.ending().orElseThrow())
                    .returns("failed", Ending::how)
                    .returns(504, Ending::status);
        } finally {
            gateway.close();
            never.countDown();
            target.stop(0);
        }
    }
}
