// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.recording.RecordedDecision;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Policies change while requests are under way.
@Timeout(60)
final class PolicyChangeTest {

    private static final int PATIENCE_SECONDS = 30;
    /// Requests between two changes.
    private static final int SOME = 200;

    private static final String STRICTER = """

        deny no_refunds_today on http {
            when    http.path == "/refunds"
            because "No refunds while the books are open."
        }
        """;

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private Service service;
    private Site site;
    private String policies;

    @BeforeEach
    void start() throws Exception {
        service = new Service();
        policies = Resources.text("services.hpol");
        site = Site.before(service, directory, "services.hpol");
    }

    @AfterEach
    void stop() {
        site.close();
        service.close();
        client.close();
    }

    @Test
    void aBrokenChangeIsReportedAndAGoodOneTakesOverWithoutAFailedRequest() throws Exception {
        String first = site.inForce(status -> true).get("revision").asText();
        String second;
        Queue<String> failed;
        try (var traffic = new Traffic(site.through("crm"), site.issuer.token("ann", "support"))) {
            failed = traffic.failed();
            traffic.awaitMore(SOME);

            site.policies(policies.replace("http.path like", "http.pth like"));
            JsonNode broken = site.inForce(status -> !status.get("problem").isNull());
            assertThat(broken.get("revision").asText()).isEqualTo(first);
            assertThat(broken.at("/problem/report").asText()).contains("unknown attribute `http.pth`", "http.path");
            traffic.awaitMore(SOME);

            site.policies(policies + STRICTER);
            JsonNode mended = site.inForce(status -> status.get("problem").isNull());
            second = mended.get("revision").asText();
            assertThat(second).isNotEqualTo(first);
            traffic.awaitMore(SOME);
        }

        assertThat(failed).isEmpty();
        assertThat(site.decisions("ann"))
                .extracting(RecordedDecision::revision)
                .containsOnly(first, second)
                .startsWith(second)
                .endsWith(first);
        HttpResponse<String> refusal = refund("ann").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body()).contains("No refunds while the books are open.");
    }

    @Test
    void consentIsWorthNothingIfPoliciesForbidItByThen() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund("ben");
        String id = site.pending("ben");

        site.policies(policies + STRICTER);
        site.inForce(status -> status.get("rules").asInt() == 5);
        site.press(id, "approve", "");

        HttpResponse<String> refusal = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body()).contains("G101", "No refunds while the books are open.");
        assertThat(service.arrivals()).isEmpty();
    }

    private CompletableFuture<HttpResponse<String>> refund(String subject) {
        var request = HttpRequest.newBuilder(URI.create(site.through("crm") + "/refunds"))
                .header("authorization", "Bearer " + site.issuer.token(subject, "support"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
