// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A model with two answers: it reads out a customer's record to whoever mentions customers, and knows what a monad is.
/// Speaks as OpenAI and Anthropic do, so that their SDKs can talk to it through the gateway.
final class DemoModel {

    /// What the model "read" about a customer, cut so that every secret spans several pieces.
    private static final List<String> RECORD = List.of(
            "Customer 7 is Ada L",
            "ovelace, ada.love",
            "lace@exa",
            "mple.com, card 4111 11",
            "11 1111 11",
            "11, since 1843.");

    private static final List<String> MONAD =
            List.of("A monad is a monoid in the category", " of endofunctors. Ask", " again for tea.");

    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoModel() {}

    static void answer(HttpExchange exchange) throws IOException {
        boolean anthropic = exchange.getRequestHeaders().containsKey("anthropic-version");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String operation =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        switch (operation) {
            case "GET /v1/models" -> send(exchange, 200, anthropic ? DemoAnthropic.MODELS : DemoOpenAi.MODELS);
            case "POST /v1/chat/completions" -> {
                Asked asked = Asked.of(body);
                answer(exchange, asked, DemoOpenAi.chat(asked), DemoOpenAi.chatEvents(asked));
            }
            case "POST /v1/responses" -> {
                Asked asked = Asked.of(body);
                answer(exchange, asked, DemoOpenAi.response(asked), DemoOpenAi.responseEvents(asked));
            }
            case "POST /v1/messages" -> {
                Asked asked = Asked.of(body);
                answer(exchange, asked, DemoAnthropic.message(asked), DemoAnthropic.events(asked));
            }
            default -> {
                String message = "the demo's model does not know " + operation
                        + "; it knows /v1/chat/completions, /v1/responses, /v1/messages and /v1/models";
                send(exchange, 404, anthropic ? DemoAnthropic.notFound(message) : DemoOpenAi.notFound(message));
            }
        }
    }

    /// What is asked, and the pieces of the answer.
    record Asked(String model, boolean streamed, List<String> pieces) {

        static Asked of(String body) throws IOException {
            JsonNode request = JSON.readTree(body);
            boolean record = body.toLowerCase(Locale.ROOT).contains("customer");
            return new Asked(
                    request.path("model").asText(), request.path("stream").asBoolean(), record ? RECORD : MONAD);
        }

        String text() {
            return String.join("", pieces);
        }
    }

    private static void answer(HttpExchange exchange, Asked asked, String whole, List<String> events)
            throws IOException {
        if (!asked.streamed()) {
            send(exchange, 200, whole);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// A JSON string.
    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }
}
