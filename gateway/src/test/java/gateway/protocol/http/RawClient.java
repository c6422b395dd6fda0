// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly the bytes it is given.
final class RawClient implements AutoCloseable {

    /// @param complete whether the body came to the end its framing announced
    record Answer(int status, List<String> fields, byte[] body, boolean complete) {
        String field(String name) {
            return new FakeTarget.Request("", fields, body).field(name);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress gateway) throws IOException {
        this(gateway, 0);
    }

    RawClient(InetSocketAddress gateway, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(20_000);
        socket.connect(gateway);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// Sends a request of the caller everybody knows.
    RawClient ask(String line, String... fields) throws IOException {
        var text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer good\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return send(text.append("\r\n").toString());
    }

    Answer answer() throws IOException {
        return answer(true);
    }

    Answer answer(boolean withBody) throws IOException {
        String line = FakeTarget.line(in);
        if (line == null) {
            throw new EOFException("no answer");
        }
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        var fields = new ArrayList<String>();
        for (String field = FakeTarget.line(in); field != null && !field.isEmpty(); field = FakeTarget.line(in)) {
            fields.add(field);
        }
        var head = new Answer(status, fields, new byte[0], true);
        if (!withBody || status < 200 || status == 204 || status == 304) {
            return head;
        }
        if (head.field("transfer-encoding").equals("chunked")) {
            return chunked(head);
        }
        String length = head.field("content-length");
        byte[] body = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Answer(status, fields, body, length.isEmpty() || body.length == Integer.parseInt(length));
    }

    private Answer chunked(Answer head) throws IOException {
        var body = new ByteArrayOutputStream();
        try {
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                body.write(chunk.getBytes(StandardCharsets.ISO_8859_1));
            }
            return new Answer(head.status(), head.fields(), body.toByteArray(), true);
        } catch (IOException cut) {
            return new Answer(head.status(), head.fields(), body.toByteArray(), false);
        }
    }

    /// The next chunk; empty for the last.
    String chunk() throws IOException {
        String size = FakeTarget.line(in);
        if (size == null) {
            throw new EOFException();
        }
        byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
        FakeTarget.line(in);
        return new String(chunk, StandardCharsets.ISO_8859_1);
    }

    /// Whether the gateway has closed the connection.
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    long skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
