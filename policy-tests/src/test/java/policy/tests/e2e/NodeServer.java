// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A server of the Model Context Protocol in a process of its own.
final class NodeServer implements AutoCloseable {

    private static final String EVERYTHING = "node_modules/@modelcontextprotocol/server-everything/dist/index.js";

    private final String path;
    private final int port;
    private final Process process;

    /// The protocol's reference server, which does everything the versions up to 2025-11-25 have.
    static NodeServer everything() throws IOException {
        return new NodeServer("/mcp", EVERYTHING, "streamableHttp");
    }

    static NodeServer modern() throws IOException {
        return new NodeServer("", "mcp-2026-server.mjs");
    }

    /// Returns once it listens.
    private NodeServer(String path, String script, String... arguments) throws IOException {
        this.path = path;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder program = NodeProject.program(script, arguments);
        program.environment().put("PORT", Integer.toString(port));
        process = program.start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = lines.readLine(); ; line = lines.readLine()) {
            if (line == null) {
                throw new IOException("the server ended: " + said);
            }
            said.append(line).append('\n');
            if (line.contains("listening")) {
                break;
            }
        }
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {})); // or it stops when the pipe is full
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
