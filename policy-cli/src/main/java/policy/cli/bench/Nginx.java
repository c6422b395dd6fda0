// SPDX-License-Identifier: Apache-2.0
package policy.cli.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// An nginx (Debian package `nginx-light`) in a folder of its own.
final class Nginx implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final String BODY = "x".repeat(1024);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Answers every request with 1 KiB.
    static Nginx target(Path folder) throws IOException, InterruptedException {
        return start(folder, "location / { default_type text/plain; return 200 '" + BODY + "'; }");
    }

    /// Passes every request on to a target, with connections kept alive.
    static Nginx proxy(Path folder, Nginx target) throws IOException, InterruptedException {
        return start(
                folder,
                """
                location / {
                    proxy_pass http://target;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                }
                """,
                "upstream target { server 127.0.0.1:" + target.port + "; keepalive 256; keepalive_requests 1000000; }");
    }

    private static Nginx start(Path folder, String location) throws IOException, InterruptedException {
        return start(folder, location, "");
    }

    private static Nginx start(Path folder, String location, String upstream) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
            daemon off;
            worker_processes auto;
            pid nginx.pid;
            error_log stderr error;
            events { worker_connections 4096; }
            http {
                access_log off;
                keepalive_requests 100000000;
                client_body_temp_path body; proxy_temp_path proxy;
                fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                %s
                server { listen 127.0.0.1:%d; %s }
            }
            """.formatted(upstream, port, location));
        Process process = new ProcessBuilder(
                        "nginx", "-p", folder.toString(), "-e", "stderr", "-c", configuration.toString())
                .redirectError(folder.resolve("nginx.log").toFile())
                .start();
        var nginx = new Nginx(process, port);
        nginx.awaitPort();
        return nginx;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /// CPU time all its processes have used.
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private void awaitPort() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("nginx did not start; see nginx.log in its folder");
            }
            Thread.sleep(20);
        }
    }

    private boolean accepts() {
        try (var probe = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
