// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision.Ending;
import gateway.recording.log.LogVerifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request that needs a second human, from the caller's wait to the answer over the control plane.
final class HeldRequestTest {

    private static final String POLICY = """
        policy crm

        approve refunds on http {
            when http.method == POST
            ask 1 of group("leads")
            within 5m
            because "Refunds need a lead."
        }
        """;

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path directory;

    private final AtomicInteger arrived = new AtomicInteger();
    private TestSite site;
    private HttpServer target;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrived.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        target.start();
        site = new TestSite(directory);
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY);
        start("auditors: [audit]", "console: https://hpol.example.com");
    }

    private void start(String line, String other) throws Exception {
        gateway =
                site.start(URI.create("http://127.0.0.1:" + target.getAddress().getPort()), line, other);
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
    }

    @Test
    void consentLetsItThroughOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund();
        JsonNode request = pending();
        String lead = site.issuer.token("lea", "leads");
        JsonNode whole = TestSite.json(site.get(
                gateway.controlAddress(), "/approvals/" + request.get("id").asText(), lead));
        assertThat(whole.get("command").asText()).contains("/refunds");
        assertThat(arrived).hasValue(0);

        assertThat(vote(request, "approve", "ann", "leads").statusCode())
                .as("nobody approves their own")
                .isEqualTo(403);
        assertThat(vote(request, "approve", "lea", "leads").statusCode()).isEqualTo(200);

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(arrived).hasValue(1);
        gateway.close();
        assertThat(LogVerifier.verify(gateway.evidenceDirectory()).problems()).isEmpty();
    }

    @Test
    void aDenialIsToldInTheReviewersWords() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund();

        vote(pending(), "deny", "lea", "leads");

        HttpResponse<String> refusal = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body()).contains("G104", "as lea sees it");
        assertThat(arrived).hasValue(0);
    }

    @Test
    void aGatewayThatStopsAnswersWhatItHoldsAndTheNextStartGoesOnWithIt() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund();
        String id = pending().get("id").asText();
        gateway.close();

        HttpResponse<String> told = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(told.body()).contains("G106", id).containsOnlyOnce("Send the same request again");
        assertThat(new EvidenceReader(gateway.evidenceDirectory()).last(1))
                .singleElement()
                .extracting(decision -> decision.ending().orElseThrow())
                .returns("refused", Ending::how)
                .returns(403, Ending::status);

        start("auditors: [audit]", "console: https://hpol.example.com");
        CompletableFuture<HttpResponse<String>> again = refund();
        JsonNode request = pending();
        assertThat(request.get("id").asText()).isEqualTo(id);
        vote(request, "approve", "lea", "leads");
        assertThat(again.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    }

    /// RFC 7240, section 4.1.
    @Test
    void whoWouldRatherNotWaitIsToldWhereToLook() throws Exception {
        HttpResponse<String> accepted = refundLater();
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("preference-applied")).contains("respond-async");
        String where = accepted.headers().firstValue("location").orElseThrow();
        assertThat(where)
                .isEqualTo(
                        "https://hpol.example.com/inbox/" + pending().get("id").asText());
        assertThat(TestSite.json(accepted).get("code").asText()).isEqualTo("G106");

        assertThat(refundLater().headers().firstValue("location"))
                .as("one request for both")
                .contains(where);
        String path = "/approvals/" + where.substring(where.lastIndexOf('/') + 1);
        assertThat(state(path)).isEqualTo("pending");
        vote(pending(), "approve", "lea", "leads");
        assertThat(state(path)).isEqualTo("approved");
        assertThat(arrived).hasValue(0);

        assertThat(refundLater().statusCode()).isEqualTo(201);
        assertThat(state(path)).isEqualTo("consumed");
        assertThat(arrived).hasValue(1);
    }

    private String state(String path) throws Exception {
        String asker = site.issuer.token("ann", "leads");
        return TestSite.json(site.get(gateway.controlAddress(), path, asker))
                .get("state")
                .asText();
    }

    private HttpResponse<String> refundLater() throws Exception {
        return site.post(
                        gateway.dataAddress(),
                        "/crm/refunds",
                        site.issuer.token("ann", "leads"),
                        "{\"amount\":5}",
                        "prefer",
                        "respond-async")
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<HttpResponse<String>> refund() {
        return site.post(gateway.dataAddress(), "/crm/refunds", site.issuer.token("ann", "leads"), "{\"amount\":5}");
    }

    private JsonNode pending() throws Exception {
        String lead = site.issuer.token("lea", "leads");
        while (true) {
            JsonNode open = TestSite.json(site.get(gateway.controlAddress(), "/approvals", lead));
            if (!open.isEmpty()) {
                return open.get(0);
            }
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> vote(JsonNode request, String verdict, String reviewer, String group)
            throws Exception {
        return site.post(
                        gateway.controlAddress(),
                        "/approvals/" + request.get("id").asText() + "/" + verdict,
                        site.issuer.token(reviewer, group),
                        "{\"reason\":\"as %s sees it\"}".formatted(reviewer))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
