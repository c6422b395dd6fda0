// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// What the demo's gateway stands in front of: a model that speaks the chat completions format, and an
/// orders API. Both want the credential only the gateway knows.
final class DemoTargets implements AutoCloseable {

    static final String CREDENTIAL = "Bearer demo-credential-only-the-gateway-knows";

    /// What the model "read" about a customer, cut so that every secret spans several pieces.
    static final List<String> RECORD = List.of(
            "Customer 7 is Ada L",
            "ovelace, ada.love",
            "lace@exa",
            "mple.com, card 4111 11",
            "11 1111 11",
            "11, since 1843.");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;

    DemoTargets() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> guarded(exchange, DemoTargets::chat));
        server.createContext("/orders", exchange -> guarded(exchange, DemoTargets::orders));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static void guarded(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            if (CREDENTIAL.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer.to(exchange);
            } else {
                send(exchange, 401, Map.of("error", "who are you?"));
            }
        }
    }

    private static void orders(HttpExchange exchange) throws IOException {
        String done = switch (exchange.getRequestMethod()) {
            case "POST" -> "refunded";
            case "DELETE" -> "deleted";
            default -> "shipped";
        };
        send(exchange, 200, Map.of("order", 42, "state", done));
    }

    private static void chat(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        if (request.path("stream").asBoolean()) {
            stream(exchange);
        } else {
            var message = Map.of(
                    "role",
                    "assistant",
                    "content",
                    "A monad is a monoid in the category of endofunctors. Ask again for tea.");
            send(
                    exchange,
                    200,
                    Map.of(
                            "id",
                            "chatcmpl-demo",
                            "object",
                            "chat.completion",
                            "created",
                            0,
                            "model",
                            request.path("model").asText(),
                            "choices",
                            List.of(Map.of("index", 0, "message", message, "finish_reason", "stop"))));
        }
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String piece : RECORD) {
            event(out, Map.of("index", 0, "delta", Map.of("content", piece)));
        }
        event(out, Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop"));
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void event(OutputStream out, Map<String, Object> choice) throws IOException {
        var chunk = Map.of(
                "id",
                "chatcmpl-demo",
                "object",
                "chat.completion.chunk",
                "created",
                0,
                "model",
                "gpt-4o",
                "choices",
                List.of(choice));
        out.write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
