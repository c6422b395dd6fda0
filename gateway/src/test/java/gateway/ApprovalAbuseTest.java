// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gateway.recording.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people try with approvals, through a whole gateway: the caller's word counts for nothing, and what it is told
/// says what to do. A gateway here waits a second for reviewers, so who is not let through is told so soon.
final class ApprovalAbuseTest {

    private static final String POLICY = """
        policy crm

        approve refunds on http {
            when http.path == "/refunds"
            ask 1 of group("leads")
            grant for 1h of same_shape
            because "Refunds need a lead."
        }

        approve once on http {
            when http.path == "/once"
            ask 1 of group("leads")
            because "Each one needs a lead."
        }

        approve secrets on http {
            when http.path == "/secrets"
            ask 1 of group("leads")
            reason required
        }

        approve emergencies on http {
            when http.path == "/servers"
            ask 1 of group("leads")
            break_glass by group("oncall") review by group("security") within 1h
        }
        """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private TestSite site;
    private HttpServer target;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", this::serve);
        target.start();
        site = new TestSite(directory);
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY);
        gateway = site.start(
                URI.create("http://127.0.0.1:" + target.getAddress().getPort()),
                "auditors: [audit]",
                "auditors: [audit]\napprovals: {patience: 1s}");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        arrived.add(exchange.getRequestURI() + " " + body + " "
                + String.join(",", exchange.getRequestHeaders().keySet()));
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        gateway.close();
        target.stop(0);
    }

    /// Abuse 1 and 3.
    @Test
    void consentToOneThingLetsNothingElseThrough() throws Exception {
        assertPending(send("ann", "/once", "{\"amount\":5}"));
        approve();
        assertPending(send("ann", "/once", "{\"amount\":6}"));
        assertPending(send("ann", "/once?x=1", "{\"amount\":5}"));
        assertPending(send("ann", "/once", "{\"amount\":5}", "X-Session-Setting", "other"));
        assertThat(arrived).isEmpty();
        assertThat(send("ann", "/once", "{\"amount\":5}").statusCode()).isEqualTo(201);
    }

    /// Abuse 4.
    @Test
    void consentIsUsedOnce() throws Exception {
        assertPending(send("ann", "/once", "{}"));
        approve();
        var copies = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 8; i++) {
            copies.add(sending("ann", "/once", "{}"));
        }
        for (var copy : copies) {
            copy.get();
        }
        assertThat(arrived).hasSize(1);
    }

    /// Abuse 5.
    @Test
    void anothersConsentIsNobodyElses() throws Exception {
        assertPending(send("ann", "/once", "{}"));
        approve();
        assertPending(send("bea", "/once", "{}"));
        assertThat(arrived).isEmpty();
    }

    /// Abuse 6.
    @Test
    void theCallersWordThatItIsApprovedChangesNothing() throws Exception {
        assertPending(send("ann", "/once", "{}"));
        String id = pending().get("id").asText();
        for (String[] claim : new String[][] {
            {"approved", "true"},
            {"x-approval-id", id},
            {"hpol-approval-id", id},
            {"hpol-approved", "true"},
            {"x-hpol-grant", id},
            {"hpol-break-glass", "let me"},
        }) {
            assertPending(send("ann", "/once", "{}", claim));
        }
        assertPending(send("ann", "/once", "{\"approved\":true,\"approval\":\"%s\"}".formatted(id)));
        assertPending(send("ann", "/once?approval_id=" + id, "{}"));
        assertThat(arrived).isEmpty();
    }

    /// Abuse 7.
    @Test
    void nobodyApprovesTheirOwn() throws Exception {
        assertPending(send("ann", "/once", "{}"));
        HttpResponse<String> own = control("ann", "leads", "/approve", "{}");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("your own");
        assertPending(send("ann", "/once", "{}"));
    }

    /// Abuse 13.
    @Test
    void whatWasApprovedUnderAnotherPolicyIsAskedAnew() throws Exception {
        assertPending(send("ann", "/once", "{}"));
        approve();
        String revision = revision();
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY.replace("Each one needs a lead.", "Changed."));
        while (revision().equals(revision)) {
            Thread.onSpinWait();
        }
        assertPending(send("ann", "/once", "{}"));
        assertThat(arrived).isEmpty();
    }

    @Test
    void anApprovalThatLastsLetsItsShapeThroughUntilItIsRevoked() throws Exception {
        assertPending(send("ann", "/refunds", "{\"amount\":5,\"order\":\"a-1\"}"));
        String id = approve();
        assertThat(send("ann", "/refunds", "{\"amount\":5,\"order\":\"a-1\"}").statusCode())
                .isEqualTo(201);
        assertThat(send("ann", "/refunds", "{\"amount\":7,\"order\":\"a-2\"}").statusCode())
                .isEqualTo(201);
        assertPending(send("ann", "/refunds", "{\"amount\":5,\"order\":\"a-1\",\"to\":\"me\"}"));
        assertPending(send("ann", "/refunds", "{\"amount\":5,\"order\":\"$(reboot)\"}"));
        assertThat(JSON.readTree(site.get(gateway.controlAddress(), "/approvals/" + id, token("lea", "leads"))
                                .body())
                        .get("uses")
                        .asInt())
                .isEqualTo(2);
        assertThat(answer(id, "zoe", "sales", "/revoke", "{}").statusCode()).isEqualTo(404);
        assertThat(answer(id, "lea", "leads", "/revoke", "{\"reason\":\"enough\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(answer(id, "lea", "leads", "/revoke", "{}").statusCode()).isEqualTo(409);
        assertPending(send("ann", "/refunds", "{\"amount\":5,\"order\":\"a-1\"}"));
        assertThat(arrived).hasSize(2);
    }

    @Test
    void whoMustSayWhyIsToldWhatToSendAndTheTargetNeverSeesIt() throws Exception {
        HttpResponse<String> refused = send("ann", "/secrets", "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "G117", "Send the request again with the header `Hpol-Reason: <why, at most 500 characters>`");
        assertThat(send("ann", "/secrets", "{}", "Hpol-Reason", "x".repeat(501)).statusCode())
                .isEqualTo(400);
        assertPending(send("ann", "/secrets", "{}", "Hpol-Reason", "order 17"));
        assertThat(pending().get("claim").asText()).isEqualTo("order 17");
        approve();
        assertThat(send("ann", "/secrets", "{}", "Hpol-Reason", "said otherwise")
                        .statusCode())
                .isEqualTo(201);
        assertThat(arrived).singleElement().asString().doesNotContainIgnoringCase("hpol-");
    }

    /// Abuse 15.
    @Test
    void whoBreaksTheGlassIsOnRecordAndUnderReview() throws Exception {
        assertPending(send("ann", "/servers", "{}", "Hpol-Break-Glass", "it burns"));
        assertThat(arrived).isEmpty();
        HttpResponse<String> ahead = sending(token("sam", "oncall"), "/servers", "{}", "Hpol-Break-Glass", "it burns")
                .get();
        assertThat(ahead.statusCode()).isEqualTo(201);
        assertThat(arrived).singleElement().asString().doesNotContainIgnoringCase("hpol-");
        JsonNode review = JSON.readTree(
                        site.get(gateway.controlAddress(), "/approvals?kind=review", token("eve", "security"))
                                .body())
                .get(0);
        String id = review.get("id").asText();
        assertThat(review.get("kind").asText()).isEqualTo("review");
        assertThat(answer(id, "sam", "security", "/approve", "{}").statusCode()).isEqualTo(403);
        assertThat(answer(id, "eve", "security", "/approve", "{\"reason\":\"it did burn\"}")
                        .statusCode())
                .isEqualTo(200);
        gateway.close();
        assertThat(recorded())
                .anySatisfy(line ->
                        assertThat(line).contains("\"allowed\":false", "\"kind\":\"approval.break_glass\"", "it burns"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"allowed\":true", "\"kind\":\"approval.break_glass\"", "it burns", id))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"found\":\"in_order\"", "\"kind\":\"approval.review\"", "corp/eve"));
    }

    private List<String> recorded() {
        var lines = new ArrayList<String>();
        try {
            new LogReader(gateway.evidenceDirectory()).backwards(record -> {
                lines.add(new String(record, StandardCharsets.UTF_8));
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private String token(String who, String group) {
        return site.issuer.token(who, group);
    }

    private HttpResponse<String> send(String who, String path, String body, String... fields) throws Exception {
        return sending(who, path, body, fields).get();
    }

    private CompletableFuture<HttpResponse<String>> sending(String who, String path, String body, String... fields) {
        String token = who.length() < 10 ? token(who, "leads") : who;
        var request = HttpRequest.newBuilder(gateway.dataAddress().resolve("/crm" + path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static void assertPending(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("G106");
    }

    private JsonNode pending() throws Exception {
        return TestSite.json(site.get(gateway.controlAddress(), "/approvals", token("lea", "leads")))
                .get(0);
    }

    /// @return the id of the one pending request
    private String approve() throws Exception {
        String id = pending().get("id").asText();
        assertThat(answer(id, "lea", "leads", "/approve", "{}").statusCode()).isEqualTo(200);
        return id;
    }

    private HttpResponse<String> control(String who, String group, String what, String json) throws Exception {
        return answer(pending().get("id").asText(), who, group, what, json);
    }

    private HttpResponse<String> answer(String id, String who, String group, String what, String json)
            throws Exception {
        return site.post(gateway.controlAddress(), "/approvals/" + id + what, token(who, group), json)
                .get();
    }

    private String revision() throws Exception {
        return TestSite.json(site.get(gateway.controlAddress(), "/policies", token("audit", "audit")))
                .toString()
                .replaceAll(".*\"revision\":\"([0-9a-f]+)\".*", "$1");
    }
}
