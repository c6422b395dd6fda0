// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A target that does exactly as told, byte for byte, and remembers what it was sent.
final class FakeTarget implements AutoCloseable {

    /// Answers one request; returns whether the connection stays.
    interface Script {
        boolean answer(Request request, OutputStream out) throws Exception;
    }

    record Request(String line, List<String> fields, byte[] body) {
        String field(String name) {
            return find(name).orElse("");
        }

        Optional<String> find(String name) {
            return fields.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(field -> field.substring(name.length() + 1).strip())
                    .findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();

    private FakeTarget(Script script) throws IOException {
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static FakeTarget start(Script script) {
        try {
            return new FakeTarget(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers every request with the same bytes.
    static FakeTarget saying(String reply) {
        return start((request, out) -> {
            out.write(reply.getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    /// Answers 200 with what it was sent.
    static FakeTarget echo() {
        return start((request, out) -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n";
            out.write(head.formatted(request.body().length).getBytes(StandardCharsets.US_ASCII));
            out.write(request.body());
            return true;
        });
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// Waits for the next request.
    Request next() throws InterruptedException {
        Request request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("the target got no request");
        }
        return request;
    }

    int waiting() {
        return requests.size();
    }

    int connections() {
        return sockets.size();
    }

    /// Waits until the gateway has opened a connection; its request need not have come.
    void awaitConnection() throws InterruptedException {
        if (begun.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("the gateway opens no connection to the target");
        }
    }

    /// Waits until the gateway has closed a connection, or it broke.
    void awaitEnd() throws InterruptedException {
        if (ended.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("the gateway keeps its connection to the target");
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                begun.add("begun");
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean stays = true;
            while (stays) {
                Optional<Request> request = read(in);
                if (request.isEmpty()) {
                    break;
                }
                requests.add(request.get());
                stays = script.answer(request.get(), socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            // the gateway went away, which some tests are about
        } finally {
            ended.add("ended");
        }
    }

    static Optional<Request> read(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
            fields.add(field);
        }
        var head = new Request(line, fields, new byte[0]);
        if (head.field("transfer-encoding").equals("chunked")) {
            return Optional.of(new Request(line, fields, chunks(in)));
        }
        int length = head.find("content-length").map(Integer::parseInt).orElse(0);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return Optional.of(new Request(line, fields, body));
    }

    static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            if (size == null) {
                throw new EOFException();
            }
            byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
            body.write(chunk);
            String end = line(in);
            if (end == null || !end.isEmpty()) {
                throw new EOFException("no end of chunk: " + end);
            }
            if (chunk.length == 0) {
                return body.toByteArray();
            }
        }
    }

    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException();
                }
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceAll("\r$", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
