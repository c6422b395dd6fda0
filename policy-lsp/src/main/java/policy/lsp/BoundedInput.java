// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A stream of messages without those that are longer than a limit: whoever reads behind it makes room for as many
/// bytes
/// as a header says.
final class BoundedInput extends InputStream {

    /// Of one message. The longest text the parser reads fits many times over, also with every character escaped.
    static final int MAX_MESSAGE_BYTES = 64 << 20;

    /// Of the lines before a message.
    static final int MAX_HEADER_BYTES = 4 << 10;

    private static final System.Logger LOG = System.getLogger(BoundedInput.class.getName());
    private static final String LENGTH = "content-length:";

    private final InputStream in;
    private byte[] header = {};
    private int shown;
    private long body;

    BoundedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (shown == header.length && body == 0 && !next()) {
            return -1;
        }
        if (shown < header.length) {
            int some = Math.min(length, header.length - shown);
            System.arraycopy(header, shown, bytes, offset, some);
            shown += some;
            return some;
        }
        int some = in.read(bytes, offset, (int) Math.min(length, body));
        body -= Math.max(some, 0);
        return some;
    }

    /// Goes to the next message that is not too long.
    ///
    /// @return false at the end
    private boolean next() throws IOException {
        while (readHeader()) {
            if (body <= MAX_MESSAGE_BYTES) {
                return true;
            }
            LOG.log(System.Logger.Level.ERROR, "a message of " + body + " bytes is left out");
            in.skipNBytes(body);
            body = 0;
        }
        return false;
    }

    /// Up to the empty line.
    private boolean readHeader() throws IOException {
        var text = new StringBuilder();
        while (!endsHeader(text)) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            if (text.length() == MAX_HEADER_BYTES) {
                throw new IOException("what comes in is no message of the protocol");
            }
            text.append((char) next);
        }
        header = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        shown = 0;
        body = length(text.toString());
        return true;
    }

    private static boolean endsHeader(StringBuilder text) {
        int end = text.length();
        return (end >= 4 && text.substring(end - 4).equals("\r\n\r\n"))
                || (end >= 2 && text.substring(end - 2).equals("\n\n"));
    }

    private static long length(String header) throws IOException {
        for (String line : header.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                try {
                    return Math.max(
                            0, Long.parseLong(line.substring(LENGTH.length()).strip()));
                } catch (NumberFormatException e) {
                    throw new IOException("a message without its length", e);
                }
            }
        }
        throw new IOException("a message without its length");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
