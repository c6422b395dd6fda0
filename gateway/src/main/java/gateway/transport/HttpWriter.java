// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import policy.protocols.http.HttpMessage.Header;

/// HTTP/1.1 heads and chunk frames as bytes, straight from our own values: what is written is decided
/// here and nowhere else, whatever the other side sent.
final class HttpWriter {

    private static final int TYPICAL_HEAD = 512;
    private static final int FIELD_FRAME = ": \r\n".length();
    private static final int LAST_OCTET = 0xFF;

    private static final ByteBuf CRLF = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");
    private static final ByteBuf CONTINUE = constant("HTTP/1.1 100 Continue\r\n\r\n");

    private HttpWriter() {}

    static ByteBuf request(ByteBufAllocator alloc, String method, String target, List<Header> headers) {
        ByteBuf out = alloc.buffer(TYPICAL_HEAD);
        ascii(out, method);
        out.writeByte(' ');
        ascii(out, target);
        ascii(out, " HTTP/1.1\r\n");
        return fields(out, headers);
    }

    /// @param chunked whether the body will be
    /// @param connection the `Connection` option to send; empty for none
    static ByteBuf reply(ByteBufAllocator alloc, ReplyHead head, boolean chunked, String connection) {
        ByteBuf out = statusLine(alloc, head.status(), roomFor(head.framing()));
        fields(out, head.headers());
        if (head.framing() instanceof Framing.Length(long bytes)) {
            field(out, "Content-Length", Long.toString(bytes));
        }
        if (chunked) {
            field(out, "Transfer-Encoding", "chunked");
        }
        if (!connection.isEmpty()) {
            field(out, "Connection", connection);
        }
        return end(out);
    }

    /// Early hints (RFC 8297); nothing but the links is worth passing on before the reply proper.
    static ByteBuf interim(ByteBufAllocator alloc, ReplyHead hints) {
        ByteBuf out = statusLine(alloc, hints.status(), 0);
        for (Header header : hints.headers()) {
            if (header.name().equalsIgnoreCase("link")) {
                field(out, header.name(), header.value());
            }
        }
        return end(out);
    }

    /// A body short enough to be put behind its head ([Pieces]) finds room there.
    private static int roomFor(Framing framing) {
        return framing instanceof Framing.Length(long bytes) && bytes < Pieces.MOST ? (int) bytes : 0;
    }

    private static ByteBuf statusLine(ByteBufAllocator alloc, int status, int room) {
        ByteBuf out = alloc.buffer(TYPICAL_HEAD + room);
        ascii(out, "HTTP/1.1 ");
        ascii(out, Integer.toString(status));
        out.writeByte(' ');
        ascii(out, HttpResponseStatus.valueOf(status).reasonPhrase());
        crlf(out);
        return out;
    }

    /// @throws IllegalArgumentException if a name or value would end its line: a head is never split by what is
    ///     put in
    static void field(ByteBuf out, String name, String value) {
        int length = name.length() + value.length() + FIELD_FRAME;
        byte[] line = new byte[length];
        int at = copy(name, line, 0);
        line[at++] = ':';
        line[at++] = ' ';
        at = copy(value, line, at);
        line[at++] = '\r';
        line[at] = '\n';
        out.writeBytes(line);
    }

    /// One pass copies and checks; characters outside ISO 8859-1 cannot be told and become `?`.
    private static int copy(String text, byte[] into, int at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == '\0') {
                throw new IllegalArgumentException("a header field may not hold line ends");
            }
            into[at + i] = (byte) (c > LAST_OCTET ? '?' : c);
        }
        return at + text.length();
    }

    static ByteBuf end(ByteBuf head) {
        crlf(head);
        return head;
    }

    /// The frame around a chunk: this before it, [#chunkEnd] after.
    static ByteBuf chunkStart(ByteBufAllocator alloc, int bytes) {
        ByteBuf out = alloc.buffer(TYPICAL_HEAD); // others are put behind it
        ascii(out, Integer.toHexString(bytes));
        crlf(out);
        return out;
    }

    static ByteBuf chunkEnd() {
        return CRLF.duplicate();
    }

    static ByteBuf lastChunk() {
        return LAST_CHUNK.duplicate();
    }

    static ByteBuf goOn() {
        return CONTINUE.duplicate();
    }

    private static ByteBuf fields(ByteBuf out, List<Header> headers) {
        for (Header header : headers) {
            field(out, header.name(), header.value());
        }
        return out;
    }

    private static void ascii(ByteBuf out, String text) {
        ByteBufUtil.writeAscii(out, text);
    }

    private static void crlf(ByteBuf out) {
        out.writeByte('\r').writeByte('\n');
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
