// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// OpenAI and Anthropic on this machine: their wire formats, and answers by [Script]. It insists on what the
/// real ones insist on, and on what a gateway owes them; what it does not like it answers with 400 and keeps in
/// [#complaints].
final class ModelServer implements AutoCloseable {

    static final String OPENAI_KEY = "sk-proj-the-key-of-the-target-itself";
    static final String ANTHROPIC_KEY = "sk-ant-the-key-of-the-target-itself";

    /// A date; which one depends on the SDK, and what it reads is the same.
    private static final Pattern ANTHROPIC_VERSION = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
    /// How every JSON Web Token begins.
    private static final String TOKEN_START = "eyJ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> prompts = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    private static final class Unacceptable extends Exception {
        Unacceptable(String why) {
            super(why);
        }
    }

    ModelServer() throws IOException {
        // Or each event waits for the acknowledgement of the one before it.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How often it was asked this.
    long asked(String prompt) {
        return prompts.stream().filter(prompt::equals).count();
    }

    /// Returns once it has been asked this.
    void awaitAsked(String prompt) {
        while (asked(prompt) == 0) {
            Thread.onSpinWait();
        }
    }

    /// What was wrong with requests.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void serve(HttpExchange exchange) throws IOException {
        boolean anthropic = exchange.getRequestHeaders().containsKey("anthropic-version");
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            try {
                checkHead(exchange, anthropic);
                answer(exchange, anthropic, bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes));
            } catch (Unacceptable e) {
                complaints.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ": " + e.getMessage());
                String error = anthropic ? AnthropicWire.error(e.getMessage()) : OpenAiWire.error(e.getMessage());
                send(exchange, 400, error);
            }
        }
    }

    private void answer(HttpExchange exchange, boolean anthropic, JsonNode body) throws IOException, Unacceptable {
        String operation = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String model = body.path("model").asText();
        switch (operation) {
            case "GET /v1/models" -> send(exchange, 200, anthropic ? AnthropicWire.models() : OpenAiWire.models());
            case "POST /v1/embeddings" -> {
                String format = body.path("encoding_format").asText();
                prompts.add(textOf(body.path("input")));
                send(exchange, 200, OpenAiWire.embeddings(model, format.equals("base64")));
            }
            case "POST /v1/chat/completions" -> {
                Script script = chosen(body, body.at("/tools/0/function/name"));
                answer(exchange, body, OpenAiWire.chat(model, script), OpenAiWire.chatEvents(model, script));
            }
            case "POST /v1/responses" -> {
                String input = textOf(body.path("input"));
                prompts.add(input);
                Script script = Script.of(input);
                answer(exchange, body, OpenAiWire.response(model, script), OpenAiWire.responseEvents(model, script));
            }
            case "POST /v1/messages" -> {
                require(body.path("max_tokens").isInt(), "max_tokens: Field required");
                Script script = chosen(body, body.at("/tools/0/name"));
                answer(exchange, body, AnthropicWire.message(model, script), AnthropicWire.events(model, script));
            }
            default -> throw new Unacceptable("there is no such operation");
        }
    }

    private Script chosen(JsonNode body, JsonNode tool) throws Unacceptable {
        JsonNode messages = body.path("messages");
        require(!messages.isEmpty(), "messages: at least one message is required");
        JsonNode last = messages.get(messages.size() - 1);
        require(last.path("role").asText().equals("user"), "messages: the last one is not a user's");
        String prompt = textOf(last.path("content"));
        prompts.add(prompt);
        Script script = Script.of(prompt);
        require(script instanceof Script.Says || tool.asText().equals(Script.TOOL), "tools: none to call");
        return script;
    }

    /// A text that is given as one, or in parts.
    private static String textOf(JsonNode content) throws Unacceptable {
        String text =
                content.isTextual() ? content.asText() : content.at("/0/text").asText();
        require(!text.isEmpty(), "content: there is no text");
        return text;
    }

    private static void checkHead(HttpExchange exchange, boolean anthropic) throws Unacceptable {
        Headers headers = exchange.getRequestHeaders();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            boolean token = header.getValue().stream().anyMatch(value -> value.contains(TOKEN_START));
            require(!token, "the caller's token arrived in " + header.getKey());
        }
        if (anthropic) {
            one(headers, "anthropic-version", ANTHROPIC_VERSION.asMatchPredicate());
            one(headers, "x-api-key", ANTHROPIC_KEY::equals);
            require(!headers.containsKey("authorization"), "there are two credentials");
        } else {
            one(headers, "authorization", ("Bearer " + OPENAI_KEY)::equals);
            require(!headers.containsKey("x-api-key"), "there are two credentials");
        }
        if (exchange.getRequestMethod().equals("POST")) {
            String type = String.valueOf(headers.getFirst("content-type"));
            require(type.startsWith("application/json"), "unsupported media type " + type);
        }
    }

    private static void one(Headers headers, String name, Predicate<String> right) throws Unacceptable {
        List<String> values = headers.getOrDefault(name, List.of());
        require(values.size() == 1 && right.test(values.getFirst()), name + " is " + values);
    }

    private static void require(boolean condition, String otherwise) throws Unacceptable {
        if (!condition) {
            throw new Unacceptable(otherwise);
        }
    }

    private static void answer(HttpExchange exchange, JsonNode body, String whole, List<String> events)
            throws IOException, Unacceptable {
        require(!body.path("model").asText().isEmpty(), "model: Field required");
        if (!body.path("stream").asBoolean()) {
            send(exchange, 200, whole);
        } else if (body.toString().contains(Script.BREAK_OFF)) {
            stream(
                    exchange,
                    events.subList(0, events.size() / 2),
                    String.join("", events).length());
        } else {
            stream(exchange, events, 0);
        }
    }

    /// @param announced length of the body, 0 if it is not told; with less than it, the connection is closed
    private static void stream(HttpExchange exchange, List<String> events, long announced) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, announced);
        OutputStream out = exchange.getResponseBody();
        for (String event : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
