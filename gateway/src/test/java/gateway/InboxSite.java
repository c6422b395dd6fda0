// SPDX-License-Identifier: Apache-2.0
package gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import gateway.identity.TestIssuer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// A gateway at which people sign in, whose every POST asks one of the leads.
final class InboxSite implements AutoCloseable {

    private static final String POLICY = """
        policy crm

        approve refunds on http {
            when http.method == POST
            ask 1 of group("leads")
            within 5m
            because "Refunds need a lead."
        }
        """;

    private static final String SIGN_IN = """
        console: https://hpol.example
        sign-in:
          issuer: corp
          client-id: %s
          client-secret: "%s"
          authorization-endpoint: %s/authorize
          token-endpoint: %s/token
        auditors: [audit]\
        """;

    final TestProvider provider = new TestProvider();
    private final HttpServer target;
    final TestSite site;
    final Gateway gateway;

    InboxSite(Path directory) throws Exception {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        target.start();
        site = new TestSite(directory);
        Files.writeString(directory.resolve("policies/crm.hpol"), POLICY);
        gateway = site.start(
                URI.create("http://127.0.0.1:" + target.getAddress().getPort()),
                "auditors: [audit]",
                SIGN_IN.formatted(TestProvider.CLIENT, TestProvider.SECRET, provider.address(), provider.address()));
    }

    /// A request that is held.
    record Held(String id, CompletableFuture<HttpResponse<String>> reply) {
        String page() {
            return "/inbox/" + id;
        }
    }

    /// @param person somebody with no other request
    Held hold(String person, String json) throws Exception {
        String token = site.issuer.token(person, "support");
        var reply = site.post(gateway.dataAddress(), "/crm/refunds", token, json);
        while (!reply.isDone()) {
            JsonNode open = TestSite.json(site.get(gateway.controlAddress(), "/approvals", token));
            if (!open.isEmpty()) {
                return new Held(open.get(0).get("id").asText(), reply);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not held: " + reply.join().body());
    }

    TestBrowser browser() {
        return new TestBrowser(gateway.controlAddress());
    }

    /// A browser somebody has signed in with.
    TestBrowser signedIn(String person, String... groups) throws Exception {
        TestBrowser browser = browser();
        Map<String, String> question = begin(browser);
        HttpResponse<String> answer = back(
                browser,
                question,
                site.issuer.sign(TestProvider.claims(person, question, groups).build()));
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.body());
        }
        return browser;
    }

    /// Sends a browser to the provider.
    static Map<String, String> begin(TestBrowser browser) throws Exception {
        return TestProvider.question(TestBrowser.location(browser.get("/sign-in")));
    }

    /// The browser comes back from the provider with a code for this token.
    HttpResponse<String> back(TestBrowser browser, Map<String, String> question, String idToken) throws Exception {
        return browser.get("/signed-in?state=%s&code=%s&iss=%s"
                .formatted(question.get("state"), provider.signedIn(question, idToken), TestIssuer.ISSUER));
    }

    @Override
    public void close() {
        gateway.close();
        provider.close();
        target.stop(0);
    }
}
