// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import gateway.storage.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two gateways, each a process with its own data and evidence, that share approvals in one PostgreSQL.
@Timeout(120)
final class TwoGatewaysTest {

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
    private Gateway here;
    private Other there;

    /// The gateway in another process: it prints where callers and where reviewers connect.
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] args) throws Exception {
            Gateway gateway =
                    Gateway.start(Gateway.configuration(Path.of(args[0]), Map.of("CRM_KEY", "the-key-of-crm")));
            System.out.println(gateway.dataAddress());
            System.out.println(gateway.controlAddress());
            gateway.awaitStop();
        }
    }

    private record Other(Process process, URI data, URI control) {

        static Other start(Path configuration) throws Exception {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Elsewhere.class.getName(),
                            configuration.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            return new Other(process, address(lines), address(lines));
        }

        private static URI address(BufferedReader lines) throws Exception {
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("the other gateway started").isNotNull();
                if (line.startsWith("http://")) {
                    return URI.create(line);
                }
            }
        }
    }

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
        String database = "database: {url: \"%s\", user: postgres, tls: off}\n".formatted(TestDatabase.emptyOnServer());
        here = site.start(
                URI.create("http://127.0.0.1:" + target.getAddress().getPort()), "data: data", database + "data: data");
        String same = Files.readString(directory.resolve("hpol.yaml"));
        there = Other.start(
                Files.writeString(directory.resolve("other.yaml"), same.replace("data: data", "data: elsewhere")));
    }

    @AfterEach
    void stop() throws Exception {
        there.process().destroyForcibly().waitFor();
        here.close();
        target.stop(0);
    }

    @Test
    void heldOnOneAndAnsweredOnTheOther() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = refund(here.dataAddress());
        JsonNode request = pending(there.control());

        assertThat(approve(there.control(), request).statusCode()).isEqualTo(200);

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(arrived).hasValue(1);
        assertThat(approve(here.controlAddress(), request).statusCode())
                .as("answered already")
                .isEqualTo(409);
    }

    @Test
    void whatAKilledGatewayHeldIsTakenUpByTheOther() throws Exception {
        CompletableFuture<HttpResponse<String>> lost = refund(there.data());
        JsonNode request = pending(here.controlAddress());
        there.process().destroyForcibly().waitFor();
        assertThat(lost).failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);

        CompletableFuture<HttpResponse<String>> again = refund(here.dataAddress());
        assertThat(pending(here.controlAddress())).as("nobody is asked twice").isEqualTo(request);
        approve(here.controlAddress(), request);

        assertThat(again.get(PATIENCE_SECONDS, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(arrived).hasValue(1);
    }

    private CompletableFuture<HttpResponse<String>> refund(URI gateway) {
        return site.post(gateway, "/crm/refunds", site.issuer.token("ann", "leads"), "{\"amount\":5}");
    }

    private JsonNode pending(URI control) throws Exception {
        String lead = site.issuer.token("lea", "leads");
        while (true) {
            JsonNode open = TestSite.json(site.get(control, "/approvals", lead));
            if (!open.isEmpty()) {
                return open.get(0);
            }
            Thread.sleep(20);
        }
    }

    private HttpResponse<String> approve(URI control, JsonNode request) throws Exception {
        String path = "/approvals/" + request.get("id").asText() + "/approve";
        return site.post(control, path, site.issuer.token("lea", "leads"), "{}")
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
