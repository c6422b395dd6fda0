// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection to a real server that sends texts as they are: a driver would cut and rewrite them.
public final class Server implements AutoCloseable {

    /// What the server said to one text.
    ///
    /// @param tags the command tags of the statements it carried out
    /// @param state the SQLSTATE of its error, if there was one
    public record Said(List<String> tags, List<List<String>> rows, Optional<String> state, String message) {

        boolean syntaxError() {
            return state.filter("42601"::equals).isPresent();
        }

        /// Refused because a read-only transaction does not write.
        boolean wouldWrite() {
            return state.filter("25006"::equals).isPresent();
        }
    }

    private static final class Running {

        static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private Server(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    public static Server connect() throws IOException {
        var server = new Server(new Socket(InetAddress.getLoopbackAddress(), Running.ONE.getPort()));
        byte[] parameters =
                "user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0".getBytes(StandardCharsets.UTF_8);
        server.out.writeInt(8 + parameters.length);
        server.out.writeInt(3 << 16);
        server.out.write(parameters);
        server.said();
        return server;
    }

    public Said ask(String text) throws IOException {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        send('Q', bytes);
        return said();
    }

    private void send(char type, byte[] bytes) throws IOException {
        var message = new ByteArrayOutputStream();
        var data = new DataOutputStream(message);
        data.writeByte(type);
        data.writeInt(4 + bytes.length);
        data.write(bytes);
        out.write(message.toByteArray());
    }

    private Said said() throws IOException {
        var tags = new ArrayList<String>();
        var rows = new ArrayList<List<String>>();
        Optional<String> state = Optional.empty();
        var message = "";
        while (true) {
            char type = (char) in.readByte();
            var body = new byte[in.readInt() - 4];
            in.readFully(body);
            switch (type) {
                case 'C' -> tags.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
                case 'D' -> rows.add(row(body));
                case 'E' -> {
                    message = new String(body, StandardCharsets.UTF_8);
                    state = Optional.of(field(message, 'C'));
                }
                case 'G' -> send('f', "no rows\0".getBytes(StandardCharsets.UTF_8)); // COPY FROM STDIN
                case 'Z' -> {
                    return new Said(List.copyOf(tags), List.copyOf(rows), state, message.replace('\0', ' '));
                }
                default -> {}
            }
        }
    }

    private static List<String> row(byte[] body) throws IOException {
        var data = new DataInputStream(new java.io.ByteArrayInputStream(body));
        var values = new ArrayList<String>();
        int columns = data.readShort();
        for (int i = 0; i < columns; i++) {
            int length = data.readInt();
            values.add(length < 0 ? "" : new String(data.readNBytes(length), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static String field(String message, char code) {
        for (String field : message.split("\0")) {
            if (!field.isEmpty() && field.charAt(0) == code) {
                return field.substring(1);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
