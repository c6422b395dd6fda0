// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The page of the demo's identity provider: whoever opens it is whom they press. Anything real asks for more.
final class DemoSignIn implements AutoCloseable {

    static final String CLIENT = "hpol-inbox";

    private static final int FOUND = 302;
    private static final int WRONG = 400;
    private static final int CODES_MAX = 100;

    private final HttpServer server;
    private final DemoIssuer issuer;
    private final URI returnTo;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    private record Code(DemoPerson person, String nonce, String challenge) {}

    /// @param console where browsers come from and go back to
    DemoSignIn(DemoIssuer issuer, URI console) throws IOException {
        this.issuer = issuer;
        this.returnTo = console.resolve("/signed-in");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    URI authorizationEndpoint() {
        return at("/authorize");
    }

    URI tokenEndpoint() {
        return at("/token");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        String asked = String.valueOf(exchange.getRequestURI().getRawQuery());
        Map<String, String> question = fields(asked);
        if (!returnTo.toString().equals(question.get("redirect_uri")) || !CLIENT.equals(question.get("client_id"))) {
            send(exchange, WRONG, "text/plain", "This page signs people in to the demo's inbox and nowhere else.");
            return;
        }
        Optional<DemoPerson> person = Arrays.stream(DemoPerson.values())
                .filter(each -> each.id().equals(question.get("as")))
                .findFirst();
        if (person.isEmpty()) {
            send(exchange, 200, "text/html; charset=utf-8", page(asked));
            return;
        }
        if (codes.size() >= CODES_MAX) {
            codes.clear();
        }
        String code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Code(
                        person.get(), question.getOrDefault("nonce", ""), question.getOrDefault("code_challenge", "")));
        String state = URLEncoder.encode(question.getOrDefault("state", ""), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", returnTo + "?code=" + code + "&state=" + state);
        exchange.sendResponseHeaders(FOUND, -1);
        exchange.close();
    }

    private static String page(String question) {
        String buttons = Arrays.stream(DemoPerson.values())
                .map(person -> "<p><a href=\"?%s&amp;as=%s\">Sign in as %s (%s)</a></p>"
                        .formatted(
                                question.replace("&", "&amp;")
                                        .replace("\"", "&quot;")
                                        .replace("<", "&lt;"),
                                person.id(),
                                person.id(),
                                String.join(", ", person.groups())))
                .collect(Collectors.joining("\n"));
        return """
            <!doctype html>
            <html lang="en">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Identity provider of the demo</title>
            <body style="font: 1.1rem/2 system-ui, sans-serif; max-width: 30rem; margin: 2rem auto; padding: 0 1rem">
            <h1>Who are you?</h1>
            <p>The demo's identity provider believes everybody.</p>
            %s
            """.formatted(buttons);
    }

    private void token(HttpExchange exchange) throws IOException {
        var form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null || !challenge(form.getOrDefault("code_verifier", "")).equals(code.challenge())) {
            send(exchange, WRONG, "application/json", "{\"error\": \"invalid_grant\"}");
            return;
        }
        String token = issuer.idToken(code.person(), CLIENT, code.nonce());
        send(exchange, 200, "application/json", "{\"token_type\": \"Bearer\", \"id_token\": \"" + token + "\"}");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
