// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

/// What the demo's gateway stands in front of: a model and an orders API. Both want the credential only the gateway
/// knows.
final class DemoTargets implements AutoCloseable {

    static final String CREDENTIAL = "Bearer demo-credential-only-the-gateway-knows";

    private final HttpServer server;

    DemoTargets() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> guarded(exchange, DemoModel::answer));
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
                DemoModel.send(exchange, 401, "{\"error\":\"who are you?\"}");
            }
        }
    }

    private static void orders(HttpExchange exchange) throws IOException {
        String done = switch (exchange.getRequestMethod()) {
            case "POST" -> "refunded";
            case "DELETE" -> "deleted";
            default -> "shipped";
        };
        DemoModel.send(exchange, 200, "{\"order\":42,\"state\":\"%s\"}".formatted(done));
    }
}
