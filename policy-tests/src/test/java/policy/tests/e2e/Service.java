// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A company's own service: it repeats what it is sent, and knows one customer.
final class Service implements AutoCloseable {

    static final String KEY = "the-key-of-crm";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> arrivals = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Service() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Method, path and body of all that came with the right key and without a caller's token.
    List<String> arrivals() {
        return List.copyOf(arrivals);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            if (!List.of(KEY).equals(headers.get("x-api-key")) || headers.containsKey("authorization")) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            arrivals.add((asked + " " + sent).strip());
            byte[] body = (asked + " by bob@example.org " + sent).strip().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
