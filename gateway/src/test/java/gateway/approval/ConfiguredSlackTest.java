// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import gateway.Gateway;
import gateway.identity.TestIssuer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway as its configuration file describes it, Slack included: a request over HTTP becomes a card, and a
/// press on it an answer.
@Timeout(60)
final class ConfiguredSlackTest {

    private static final int PATIENCE_SECONDS = 30;

    private static final String POLICY = """
        policy crm

        approve refunds on http {
            when http.method == POST
            ask 1 of group("leads")
            within 5m
            because "Refunds need a lead."
        }
        """;

    @TempDir
    Path directory;

    private final TestIssuer issuer = new TestIssuer("k1");
    private final List<String> arrivals = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private FakeSlack slack;
    private HttpServer target;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        slack = new FakeSlack();
        slack.user("U0LEA", FakeSlack.TEAM);
        slack.user("U0ANN", FakeSlack.TEAM);
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrivals.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        target.start();
        gateway = Gateway.start(Gateway.configuration(
                configuration(), Map.of("SLACK_TOKEN", FakeSlack.TOKEN, "SLACK_SECRET", FakeSlack.SECRET)));
    }

    private Path configuration() throws Exception {
        Files.createDirectories(directory.resolve("policies"));
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY);
        Files.writeString(directory.resolve("keys.json"), TestIssuer.jwks(issuer));
        URI api = slack.settings(Optional.empty()).api();
        return Files.writeString(directory.resolve("hpol.yaml"), """
            data: data
            policies: policies
            listen: 127.0.0.1:0
            control: 127.0.0.1:0
            issuers:
              - {name: corp, issuer: "%s", audience: %s, jwks: keys.json}
            targets:
              - {name: crm, protocol: http, url: "http://127.0.0.1:%s", env: prod}
            approvals:
              slack:
                bot-token: ${SLACK_TOKEN}
                signing-secret: ${SLACK_SECRET}
                app-id: %s
                team-id: %s
                channel: %s
                api-url: "%s"
              reviewers:
                - {subject: corp/lea, groups: [leads], slack: U0LEA}
                - {subject: corp/ann, groups: [leads], slack: U0ANN}
            """.formatted(
                        TestIssuer.ISSUER,
                        TestIssuer.AUDIENCE,
                        target.getAddress().getPort(),
                        FakeSlack.APP,
                        FakeSlack.TEAM,
                        FakeSlack.CHANNEL,
                        api));
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
        slack.close();
        assertThat(slack.faults).isEmpty();
    }

    @Test
    void aPressLetsTheRequestGoOn() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund("{\"amount\":5}");
        FakeSlack.Message card = slack.posts.take();
        assertThat(card.blocks().toString()).contains("POST /refunds", "Refunds need a lead.", "ann");

        SlackPress.on(card, "hpol_approve", "U0ANN").send(gateway.controlAddress());
        assertThat(slack.whispers.take().text()).contains("your own");
        assertThat(arrivals).isEmpty();

        SlackPress.on(card, "hpol_approve", "U0LEA").send(gateway.controlAddress());
        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(arrivals).containsExactly("{\"amount\":5}");
    }

    @Test
    void aPressRefusesIt() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund("{\"amount\":6}");

        deny(slack.posts.take());

        HttpResponse<String> refusal = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(refusal.statusCode()).isEqualTo(403);
        assertThat(refusal.body()).contains("G104", "Denied by lea");
        assertThat(arrivals).isEmpty();
    }

    @Test
    void aPressSignedWithAnotherSecretIsNone() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund("{\"amount\":7}");
        FakeSlack.Message card = slack.posts.take();

        int status = SlackPress.on(card, "hpol_approve", "U0LEA")
                .signedWith("another secret of some length")
                .send(gateway.controlAddress());

        assertThat(status).isEqualTo(401);
        deny(card);
        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(403);
        assertThat(arrivals).isEmpty();
    }

    private void deny(FakeSlack.Message card) throws InterruptedException {
        SlackPress.on(card, "hpol_deny", "U0LEA").send(gateway.controlAddress());
        SlackPress.submitting(slack.dialogues.take(), "no").send(gateway.controlAddress());
    }

    private CompletableFuture<HttpResponse<String>> refund(String body) {
        var request = HttpRequest.newBuilder(gateway.dataAddress().resolve("/crm/refunds"))
                .header("authorization", "Bearer " + issuer.token("ann", "leads"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
