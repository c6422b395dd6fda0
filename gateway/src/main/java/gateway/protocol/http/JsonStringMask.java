// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import policy.protocols.masking.TextMask;

/// The inside of one JSON string (RFC 8259, section 7): escapes are read, what they say is masked, and the result is
/// escaped again. It streams, so a string may be of any length.
final class JsonStringMask {

    private static final int HEX_DIGITS = 4;
    /// Longest member name that is compared with known ones.
    private static final int MAX_KEPT = 32;

    private final TextMask mask;
    private final boolean tolerant;
    private final StringBuilder piece = new StringBuilder();
    /// The escape being read, without what is still to come; empty if none is.
    private final StringBuilder escape = new StringBuilder();
    private final StringBuilder kept = new StringBuilder();
    private boolean closed;
    private boolean broken;

    /// @param tolerant whether what is not allowed in a JSON string stands for itself there
    JsonStringMask(TextMask mask, boolean tolerant) {
        this.mask = mask;
        this.tolerant = tolerant;
    }

    /// @return where the string ended, behind its closing quote; the length of the input if it goes on
    int push(CharSequence in, int from, StringBuilder out) {
        int at = from;
        while (at < in.length() && !closed && !broken) {
            at = escape.isEmpty() ? plain(in, at) : escaped(in, at);
        }
        keep();
        JsonText.escape(mask.push(piece), out);
        piece.setLength(0);
        if (closed) {
            JsonText.escape(mask.finish(), out);
            out.append('"');
        }
        return at;
    }

    /// The text breaks off inside the string.
    void cut(StringBuilder out) {
        JsonText.escape(mask.push(escape), out);
        JsonText.escape(mask.finish(), out);
    }

    boolean closed() {
        return closed;
    }

    /// Whether it is no JSON string.
    boolean broken() {
        return broken;
    }

    /// What the string says, unmasked; cut if it is longer than any known member name.
    String said() {
        return kept.toString();
    }

    private int plain(CharSequence in, int from) {
        int at = from;
        char c = 0;
        while (at < in.length()) {
            c = in.charAt(at);
            if (c == '"' || c == '\\' || c < ' ') {
                break;
            }
            at++;
        }
        piece.append(in, from, at);
        if (at == in.length()) {
            return at;
        }
        switch (c) {
            case '"' -> closed = true;
            case '\\' -> escape.append(c);
            default -> standsForItself(c);
        }
        return at + 1;
    }

    private int escaped(CharSequence in, int at) {
        char c = in.charAt(at);
        if (escape.length() == 1) {
            return afterBackslash(c, at);
        }
        if (Character.digit(c, 16) < 0 || c > 'f') {
            String misread = escape.toString();
            escape.setLength(0);
            broken = !tolerant;
            piece.append(misread);
            return at; // this character is read anew
        }
        escape.append(c);
        if (escape.length() == 2 + HEX_DIGITS) {
            piece.append((char) Integer.parseInt(escape, 2, 2 + HEX_DIGITS, 16));
            escape.setLength(0);
        }
        return at + 1;
    }

    private int afterBackslash(char c, int at) {
        if (c == 'u') {
            escape.append(c);
            return at + 1;
        }
        escape.setLength(0);
        int meant = "\"\\/bfnrt".indexOf(c);
        if (meant >= 0) {
            piece.append("\"\\/\b\f\n\r\t".charAt(meant));
            return at + 1;
        }
        broken = !tolerant;
        piece.append('\\');
        return at;
    }

    private void standsForItself(char c) {
        broken = !tolerant;
        piece.append(c);
    }

    private void keep() {
        kept.append(piece, 0, Math.min(piece.length(), MAX_KEPT + 1 - Math.min(kept.length(), MAX_KEPT + 1)));
    }
}
