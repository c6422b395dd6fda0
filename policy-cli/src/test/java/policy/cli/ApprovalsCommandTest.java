// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import gateway.Gateway;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.cli.demo.DemoIssuer;

/// `hpol approvals` at a running gateway.
final class ApprovalsCommandTest {

    private static final String POLICY = """
        policy crm

        approve refunds on http {
            when http.method == POST
            ask 2 of group("leads")
            within 5m
            because "Refunds need two leads."
        }
        """;

    @TempDir
    private static Path folder;

    private static final DemoIssuer ISSUER = new DemoIssuer();
    private static HttpServer target;
    private static Gateway gateway;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        target.createContext("/html", exchange -> {
            byte[] page = "<html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        target.start();
        Files.createDirectories(folder.resolve("policies"));
        Files.writeString(folder.resolve("policies/crm.hpol"), POLICY);
        Files.writeString(folder.resolve("keys.json"), ISSUER.jwks());
        Path config = Files.writeString(
                folder.resolve("hpol.yaml"), """
                    data: data
                    policies: policies
                    listen: 127.0.0.1:0
                    control: 127.0.0.1:0
                    issuers: [{name: corp, issuer: "%s", audience: %s, jwks: keys.json}]
                    targets: [{name: crm, protocol: http, url: "%s", env: prod}]
                    """.formatted(DemoIssuer.ISSUER, DemoIssuer.AUDIENCE, targetAddress()));
        gateway = Gateway.start(Gateway.configuration(config, Map.of()));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        gateway.close();
        target.stop(0);
    }

    private static URI targetAddress() {
        return URI.create("http://127.0.0.1:" + target.getAddress().getPort());
    }

    /// A request that is held.
    private record Held(String id, CompletableFuture<HttpResponse<String>> reply) {}

    private static Held hold(String person, String json) throws Exception {
        var request = HttpRequest.newBuilder(gateway.dataAddress().resolve("/crm/refunds"))
                .header("authorization", "Bearer " + ISSUER.token(person, List.of()))
                .header("content-type", "application/json")
                .header("hpol-reason", "the parcel came back")
                .POST(BodyPublishers.ofString(json))
                .build();
        var reply = http.sendAsync(request, BodyHandlers.ofString());
        while (!reply.isDone()) {
            JsonNode waiting = as(person, "list", "--json").json().path("requests");
            if (!waiting.isEmpty()) {
                return new Held(waiting.get(0).path("id").asText(), reply);
            }
            Thread.sleep(20);
        }
        throw new AssertionError("not held: " + reply.join().body());
    }

    /// What a call says to somebody; those whose name begins with `lead` are leads.
    private static Said as(String person, String... arguments) throws Exception {
        List<String> groups = person.startsWith("lead") ? List.of("leads") : List.of();
        Path token = Files.writeString(folder.resolve(person + ".jwt"), ISSUER.token(person, groups) + "\n");
        var call = new ArrayList<>(List.of("approvals"));
        call.addAll(List.of(arguments));
        call.addAll(List.of("--server", gateway.controlAddress().toString(), "--token-file", token.toString()));
        return hpol(call.toArray(String[]::new));
    }

    @Test
    void two_leads_let_a_request_through() throws Exception {
        Held held = hold("ann-1", "{\"amount\": 5}");
        String brief = held.id().substring(0, 8);
        assertThat(as("lead-1", "list").out().lines())
                .anyMatch(line -> line.startsWith("ID  "))
                .anyMatch(line ->
                        line.startsWith(held.id()) && line.endsWith("corp/ann-1  POST on crm (prod)  2 more of leads"));

        Said first = as("lead-1", "approve", brief, "--reason", "looks right");
        assertThat(first).isEqualTo(new Said(0, "POST on crm (prod): counted; it needs 1 more of leads\n", ""));
        assertThat(as("lead-1", "show", brief).out())
                .startsWith("POST on crm (prod)\nApproval needed\n\nasked by   person corp/ann-1\n"
                        + "exactly this will run:\n    POST /refunds\n")
                .containsSubsequence(
                        "    {\"amount\": 5}\n",
                        "rule       crm.refunds (",
                        "because    Refunds need two leads.\n",
                        "claim      \"the parcel came back\", as the requester says\n",
                        "until      20",
                        " (in 4 min)\n",
                        "needs      1 more of leads, not the requester\n",
                        "answer     yes by corp/lead-1 over api, ",
                        ": looks right\n",
                        "id         " + held.id());
        assertThat(held.reply()).isNotDone();

        Said second = as("lead-2", "approve", held.id(), "--json");
        assertThat(second.json().path("format").asText()).isEqualTo("hpol.approval/1");
        assertThat(second.json().path("state").asText()).isEqualTo("approved");
        assertThat(held.reply().join().statusCode()).isEqualTo(201);

        assertThat(as("lead-1", "revoke", held.id(), "--reason", "a mistake").out())
                .isEqualTo("POST on crm (prod): Revoked\n");
        assertThat(as("lead-1", "show", held.id()).out()).contains("\nnote       by lead-1: a mistake\n");
    }

    @Test
    void a_no_ends_it_and_who_is_late_learns_by_whom() throws Exception {
        Held held = hold("ann-2", "{\"amount\": 6}");
        assertThat(as("lead-1", "deny", held.id(), "--reason", "use the batch job"))
                .isEqualTo(new Said(0, "POST on crm (prod): Denied\n", ""));
        assertThat(held.reply().join().body()).contains("Denied by lead-1: use the batch job");
        Said late = as("lead-2", "approve", held.id());
        assertThat(late.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(late.err()).isEqualTo("hpol: This request was denied already by lead-1.\n");
    }

    @Test
    void who_may_not_is_told_why() throws Exception {
        Held held = hold("lead-own", "{\"amount\": 7}");
        assertThat(as("lead-own", "approve", held.id()))
                .isEqualTo(new Said(1, "", "hpol: This request is your own; somebody else has to answer it.\n"));
        for (String[] call :
                new String[][] {{"show", held.id()}, {"deny", UUID.randomUUID().toString()}}) {
            Said stranger = as("eve", call);
            assertThat(stranger.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(stranger.err())
                    .isEqualTo("hpol: There is no such approval request for you. `hpol approvals list` shows those that"
                            + " wait for you\n");
        }
        Said brief = as("eve", "show", held.id().substring(0, 8));
        assertThat(brief.err())
                .contains("no request that waits for you begins with `"
                        + held.id().substring(0, 8));
        assertThat(as("eve", "list").err()).isEqualTo("hpol: nothing waits for you\n");
        assertThat(as("lead-1", "list", "--reviews").err()).isEqualTo("hpol: nothing waits for you\n");
        assertThat(as("lead-1", "deny", held.id(), "--reason", "a\nb").err())
                .contains("answered 400: reason: must be one line");
        as("lead-1", "deny", held.id());
    }

    @Test
    void what_others_write_moves_no_terminal() throws Exception {
        Held held = hold("ann-3", "{\"note\": \"\u202e1000\u200b\"}");
        assertThat(as("lead-1", "show", held.id()).out())
                .contains("⟨U+202E⟩1000⟨U+200B⟩")
                .doesNotContain("\u202e", "\u200b");
        assertThat(as("lead-1", "show", held.id(), "--json").out()).matches("\\p{ASCII}+");
        as("lead-1", "deny", held.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "approvals show                             | missing required parameter: `ID`",
                "approvals list --server ftp://x --token-file TOKEN  | --server is `ftp://x`; it must be an http or"
                        + " https URL",
                "approvals list                             | you are not signed in: get a token from your identity"
                        + " provider",
                "approvals list --token-file EMPTY          | you are not signed in",
                "approvals list --token-file NOWHERE        | there is no ",
                "approvals list --token-file WORDS          | is no token",
                "approvals show xyz --server CONTROL --token-file TOKEN | `xyz` is no id",
                "approvals show 12 --server CONTROL --token-file TOKEN  | `12` is no id",
                "approvals list --server CONTROL --token-file TOKEN     | you are not signed in: The token is not a"
                        + " JSON Web Token.",
                "approvals list --server http://127.0.0.1:1 --token-file TOKEN | no control plane answers at"
                        + " http://127.0.0.1:1",
                "approvals list --server OTHER --token-file TOKEN       | is no control plane of hpol",
            })
    void what_cannot_be_asked_is_told_with_the_next_step(String call, String says) throws Exception {
        Files.writeString(folder.resolve("empty"), "\n");
        Files.writeString(folder.resolve("words"), "two words");
        Files.writeString(folder.resolve("token"), "x");
        Said said = hpol(call.replace("EMPTY", folder.resolve("empty").toString())
                .replace("WORDS", folder.resolve("words").toString())
                .replace("NOWHERE", folder.resolve("nowhere").toString())
                .replace("TOKEN", folder.resolve("token").toString())
                .replace("CONTROL", gateway.controlAddress().toString())
                .replace("OTHER", targetAddress() + "/html/")
                .split(" +"));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void every_part_explains_itself() {
        assertThat(hpol("approvals").out()).contains("Usage: hpol approvals", "list", "revoke");
        for (String part : List.of("list", "show", "approve", "deny", "revoke")) {
            Said help = hpol("approvals", part, "--help");
            assertThat(help.status()).isEqualTo(ExitStatus.FINE);
            assertThat(help.out()).contains("Usage: hpol approvals " + part, "--token-file", "--server", "--json");
        }
    }
}
