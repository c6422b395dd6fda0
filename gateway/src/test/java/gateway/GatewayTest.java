// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedDecision;
import gateway.recording.log.LogVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole gateway over real HTTP, between a client and a target.
final class GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile String reply = "hello from crm";
    private TestSite site;
    private HttpServer target;
    private Gateway gateway;

    /// What reached the target.
    private record Arrival(String path, Headers headers) {}

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            arrivals.add(new Arrival(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .add("content-type", reply.startsWith("{") ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        target.start();
        site = new TestSite(directory);
        gateway =
                site.start(URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/base"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
    }

    @Test
    void anAllowedRequestArrivesWithTheTargetsCredentialAndWithoutTheCallers() throws Exception {
        HttpResponse<String> answer = get("/crm/customers?id=1", site.issuer.token("ann", "support"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello from crm");
        Arrival arrival = arrivals.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(arrival.path()).isEqualTo("/base/customers?id=1");
        assertThat(arrival.headers().get("x-api-key")).containsExactly("the-key-of-crm");
        assertThat(arrival.headers()).doesNotContainKey("authorization");
    }

    @Test
    void whatIsRefusedNeverArrivesAndIsToldWhy() throws Exception {
        String support = site.issuer.token("ann", "support");
        assertRefused(get("/crm/export/all", support), 403, "G101", "Exports go through the data team.");
        assertRefused(get("/crm/customers", site.issuer.token("bob")), 403, "G102", "");
        assertRefused(get("/crm/customers", ""), 401, "G110", "No bearer token was presented.");
        assertRefused(get("/crm/customers", "x.y.z"), 401, "G110", "The token is not a JSON Web Token.");
        assertRefused(get("/other/customers", support), 404, "G111", "There is no target `other`.");
        assertRefused(get("/other/customers", ""), 401, "G110", "No bearer token was presented.");

        assertThat(arrivals).isEmpty();
        gateway.close();
        assertThat(new EvidenceReader(gateway.evidenceDirectory()).last(6))
                .extracting(decision -> decision.ending().orElseThrow().status())
                .as("what each caller was told, newest first")
                .containsExactly(401, 404, 401, 401, 403, 403);
        assertThat(new EvidenceReader(gateway.evidenceDirectory()).last(6))
                .extracting(RecordedDecision::subject)
                .as("who it was, where that is known")
                .containsExactly("", "corp/ann", "", "", "corp/bob", "corp/ann");
    }

    @Test
    void ofAClientThatLeavesInTheMiddleOfItsPromptItIsOnRecordWhoItWas() throws Exception {
        URI gate = gateway.dataAddress();
        try (var client = new Socket(gate.getHost(), gate.getPort())) {
            String head = "POST /model/v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer %s\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
            client.getOutputStream()
                    .write(head.formatted(site.issuer.token("ann", "support")).getBytes(StandardCharsets.US_ASCII));
            client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            assertThat(client.getInputStream().read())
                    .as("it waits for the prompt")
                    .isEqualTo('H');
            client.getOutputStream().write("{\"model\":".getBytes(StandardCharsets.US_ASCII));
        }
        RecordedDecision left = recorded();
        assertThat(left.subject()).isEqualTo("corp/ann");
        assertThat(left.ending().orElseThrow().how()).isEqualTo("client_left");
        assertThat(arrivals).isEmpty();
    }

    /// Neither by words nor by shape: what differs is only the exchange's id.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/messages",
                "/chat/completions",
                "/v1/models",
                "/models/gpt",
                "/customers",
                "/",
                "",
            })
    void aStrangerCannotTellTargetsThatExistFromOthers(String path) throws Exception {
        for (String method : List.of("GET", "POST")) {
            var shapes = new HashSet<String>();
            for (String target : List.of("/crm", "/model", "/nobody")) {
                shapes.add(strangersAnswer(method, target + path));
            }
            assertThat(shapes).as(method).hasSize(1);
        }
    }

    private String strangersAnswer(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(gateway.dataAddress().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        var headers = new TreeMap<>(answer.headers().map());
        return (answer.statusCode() + " " + headers + answer.body()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
    }

    @Test
    void aModelsClientIsRefusedInItsProvidersShapeAndReadsNoSecret() throws Exception {
        String token = site.issuer.token("ann", "support");
        HttpResponse<String> refused = chat(token, "expensive");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestSite.json(refused).at("/error/message").asText()).contains("Ask for a budget first.");
        assertThat(arrivals).isEmpty();

        reply = "{\"choices\":[{\"message\":{\"content\":\"write to bob@example.com\"}}]}";
        HttpResponse<String> masked = chat(token, "cheap");
        assertThat(masked.statusCode()).isEqualTo(200);
        assertThat(masked.body()).contains("write to ").doesNotContain("bob@example.com");
    }

    /// An SDK shows its user only what has the shape it knows.
    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, /error/code, unknown_target",
        "/v1/responses, /error/code, unknown_target",
        "/chat/completions, /error/code, unknown_target",
        "/v1/messages, /error/type, not_found_error",
    })
    void aModelsClientIsToldInItsProvidersShapeThatItsTargetIsNotThere(String path, String where, String kind)
            throws Exception {
        HttpResponse<String> answer = site.post(
                        gateway.dataAddress(), "/nosuch" + path, site.issuer.token("ann", "support"), "{}")
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestSite.json(answer).at(where).asText()).isEqualTo(kind);
        assertThat(TestSite.json(answer).at("/error/message").asText()).startsWith("There is no target `nosuch`.");
    }

    @Test
    void evidenceOfItAllVerifies() throws Exception {
        get("/crm/customers", site.issuer.token("ann", "support"));
        get("/crm/export/all", site.issuer.token("ann", "support"));
        get("/crm/customers", "");
        gateway.close();

        assertThat(LogVerifier.verify(gateway.evidenceDirectory()).problems()).isEmpty();
    }

    @Test
    void decisionsAreListedForAuditorsAndEverybodysOwnForThemselves() throws Exception {
        get("/crm/customers", site.issuer.token("ann", "support"));
        get("/crm/export/all", site.issuer.token("bob", "support"));

        JsonNode all = decisions("?last=5", site.issuer.token("eve", "audit"));
        assertThat(all)
                .extracting(
                        d -> d.get("subject").asText() + " " + d.get("effect").asText())
                .containsExactly("corp/bob deny", "corp/ann allow");
        assertThat(all.get(0).get("rules").get(0).asText()).isEqualTo("crm.no_exports");
        assertThat(decisions("?effect=allow", site.issuer.token("eve", "audit")))
                .hasSize(1);
        assertThat(decisions("?subject=corp/bob", site.issuer.token("eve", "audit")))
                .hasSize(1);
        assertThat(decisions("", site.issuer.token("ann"))).hasSize(1);
        assertThat(decisions("?subject=corp/bob", site.issuer.token("ann"))).isEmpty();
        HttpResponse<String> tooMany =
                site.get(gateway.controlAddress(), "/decisions?last=501", site.issuer.token("ann"));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void policiesChangeUnderTraffic() throws Exception {
        String token = site.issuer.token("ann", "support");
        assertThat(get("/crm/customers", token).statusCode()).isEqualTo(200);

        Files.writeString(directory.resolve("policies/crm.hpol"), TestSite.POLICY.replace("support\"", "sales\""));

        String before = revision(token);
        while (revision(token).equals(before) && get("/crm/customers", token).statusCode() == 200) {
            Thread.onSpinWait();
        }
        assertThat(get("/crm/customers", token).statusCode()).isEqualTo(403);
        assertThat(get("/crm/customers", site.issuer.token("ann", "sales")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGatewayCanBeStartedAgainWhereOneHasStopped() throws Exception {
        String token = site.issuer.token("ann", "support");
        get("/crm/customers", token);
        gateway.close();
        gateway.close(); // once more does nothing

        gateway =
                site.start(URI.create("http://127.0.0.1:" + target.getAddress().getPort()));

        assertThat(get("/crm/customers", token).statusCode()).isEqualTo(200);
    }

    @Test
    void twoGatewaysDoNotShareADirectory() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> site.start(URI.create("http://127.0.0.1:1")))
                .hasStackTraceContaining("evidence");
        assertThat(gateway.dataAddress().getPort()).isPositive();
    }

    /// Waits until an exchange is on record, and its end.
    private RecordedDecision recorded() throws IOException {
        var evidence = new EvidenceReader(gateway.evidenceDirectory());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (RecordedDecision decision : evidence.last(1)) {
                if (decision.ending()
                        .filter(ending -> !ending.how().equals("failed"))
                        .isPresent()) {
                    return decision;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no exchange ended within " + PATIENCE);
    }

    private HttpResponse<String> chat(String token, String model) throws Exception {
        String body = "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}".formatted(model);
        return site.post(gateway.dataAddress(), "/model/v1/chat/completions", token, body)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private JsonNode decisions(String query, String token) throws Exception {
        return TestSite.json(site.get(gateway.controlAddress(), "/decisions" + query, token));
    }

    private String revision(String token) throws Exception {
        return TestSite.json(site.get(gateway.controlAddress(), "/policies", token))
                .get("revision")
                .asText();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return site.get(gateway.dataAddress(), path, token);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code, String words)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains(code, words).doesNotContain("127.0.0.1", "Exception");
    }
}
