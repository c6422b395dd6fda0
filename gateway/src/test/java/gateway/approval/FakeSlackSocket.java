// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/// The end of Slack's that Socket Mode connects to.
final class FakeSlackSocket extends WebSocketServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final CountDownLatch started = new CountDownLatch(1);
    private final LinkedBlockingQueue<WebSocket> connections = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Void>> unacknowledged = new ConcurrentHashMap<>();

    FakeSlackSocket() throws InterruptedException {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        setReuseAddr(true);
        start();
        started.await();
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + getPort() + "/link");
    }

    /// Waits for the next connection.
    WebSocket connected() throws InterruptedException {
        return connections.take();
    }

    /// Delivers what a person did.
    ///
    /// @return done when it is acknowledged
    CompletableFuture<Void> deliver(WebSocket to, SlackPress press) {
        String id = UUID.randomUUID().toString();
        ObjectNode envelope = JSON.createObjectNode()
                .put("envelope_id", id)
                .put("type", "interactive")
                .put("accepts_response_payload", true);
        envelope.set("payload", press.payload());
        var acknowledged = new CompletableFuture<Void>();
        unacknowledged.put(id, acknowledged);
        to.send(envelope.toString());
        return acknowledged;
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        ObjectNode hello = JSON.createObjectNode().put("type", "hello").put("num_connections", 1);
        hello.putObject("connection_info").put("app_id", FakeSlack.APP);
        connection.send(hello.toString());
        connections.add(connection);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        try {
            JsonNode answer = JSON.readTree(message);
            CompletableFuture<Void> acknowledged =
                    unacknowledged.remove(answer.path("envelope_id").asText());
            if (acknowledged != null) {
                acknowledged.complete(null);
            }
        } catch (IOException e) {
            throw new AssertionError("Slack would not understand " + message, e);
        }
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception e) {}

    @Override
    public void close() {
        try {
            stop(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
