// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server of the Model Context Protocol at `/mcp`, version 2025-11-25, with sessions and a stream of its own. Tools
/// whose name begins with `lookup` know somebody's key and address; all others say that they are done.
final class ToolServer implements AutoCloseable {

    static final String VERSION = "2025-11-25";

    /// So that every secret comes in several pieces.
    private static final int PIECE = 7;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    ToolServer() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
    }

    /// Tool and arguments of each call that came this far, such as `lookup {"id":1}`.
    List<String> calls() {
        return List.copyOf(calls);
    }

    /// The sessions that were ended.
    List<String> ended() {
        return List.copyOf(ended);
    }

    /// What was wrong with requests.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            checkHead(exchange);
            switch (exchange.getRequestMethod()) {
                case "POST" -> answer(exchange, JSON.readTree(exchange.getRequestBody()));
                case "GET" -> stream(exchange);
                case "DELETE" -> {
                    ended.add(exchange.getRequestHeaders().getFirst("mcp-session-id"));
                    exchange.sendResponseHeaders(200, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkHead(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (!exchange.getRequestURI().toString().equals("/mcp")) {
            complaints.add("it is at " + exchange.getRequestURI());
        }
        if (!List.of(Service.KEY).equals(headers.get("x-api-key")) || headers.containsKey("authorization")) {
            complaints.add("the credentials are not those of the target");
        }
    }

    private void answer(HttpExchange exchange, JsonNode message) throws IOException {
        if (!message.has("id") || !message.has("method")) {
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", message.get("id"));
        JsonNode params = message.path("params");
        switch (message.path("method").asText()) {
            case "initialize" -> {
                exchange.getResponseHeaders()
                        .set("Mcp-Session-Id", UUID.randomUUID().toString());
                answer.putObject("result")
                        .put("protocolVersion", VERSION)
                        .<ObjectNode>set("capabilities", JSON.readTree("{\"tools\":{},\"logging\":{}}"))
                        .putObject("serverInfo")
                        .put("name", "tools")
                        .put("version", "1");
            }
            case "tools/list" -> answer.putObject("result").set("tools", tools());
            case "tools/call" -> answer.set("result", called(params));
            default -> answer.putObject("error").put("code", -32601).put("message", "no such method");
        }
        if (params.path("name").asText().equals("lookup_streamed")) {
            events(
                    exchange,
                    "event: message\nid: 1\ndata: " + logged() + "\n\nevent: message\ndata: " + answer + "\n\n");
        } else {
            send(exchange, answer.toString());
        }
    }

    private static JsonNode tools() throws IOException {
        return JSON.readTree("""
            [{"name": "lookup", "description": "Asks %s.", "inputSchema": {"type": "object"}},
             {"name": "shell", "description": "Runs anything.", "inputSchema": {"type": "object"}},
             {"name": "deploy", "description": "Puts it there.", "inputSchema": {"type": "object"}},
             {"name": "unheard_of", "description": "Nobody knows.", "inputSchema": {"type": "object"}}]
            """.formatted(Script.MAIL));
    }

    private ObjectNode called(JsonNode params) {
        String tool = params.path("name").asText();
        calls.add(tool + " " + params.path("arguments"));
        ObjectNode result = JSON.createObjectNode();
        String text = tool.startsWith("lookup") ? Script.LEAK : "done";
        result.putArray("content").addObject().put("type", "text").put("text", text);
        if (tool.equals("lookup_structured")) {
            result.putObject("structuredContent").put("key", Script.KEY).put("count", 3);
        }
        return result;
    }

    private static String logged() {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"asked %s\"}}"
                .formatted(Script.MAIL);
    }

    /// Says one thing, and then keeps still until the server is closed.
    private void stream(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        pieces(exchange.getResponseBody(), "data: " + logged() + "\n\n");
        closing.await();
    }

    private static void events(HttpExchange exchange, String events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        pieces(exchange.getResponseBody(), events);
    }

    private static void pieces(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += PIECE) {
            out.write(bytes, at, Math.min(PIECE, bytes.length - at));
            out.flush();
        }
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
