// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Undoes the backslashes of `E'…'`. The result is looked through and compared, never sent; bytes that are
/// not UTF-8, which the server refuses, become replacement characters.
final class Escapes {

    private Escapes() {}

    static String undone(String content) {
        if (content.indexOf('\\') < 0) {
            return content;
        }
        var bytes = new ByteArrayOutputStream(content.length());
        int at = 0;
        while (at < content.length()) {
            char c = content.charAt(at);
            int next = content.indexOf('\\', at);
            if (c != '\\') {
                int end = next < 0 ? content.length() : next;
                bytes.writeBytes(content.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            } else {
                at = escape(content, at + 1, bytes);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// @param at offset behind the backslash
    /// @return offset behind the escape
    private static int escape(String content, int at, ByteArrayOutputStream bytes) {
        if (at >= content.length()) {
            return at;
        }
        char c = content.charAt(at);
        return switch (c) {
            case 'b' -> plain('\b', at, bytes);
            case 'f' -> plain('\f', at, bytes);
            case 'n' -> plain('\n', at, bytes);
            case 'r' -> plain('\r', at, bytes);
            case 't' -> plain('\t', at, bytes);
            case 'x' -> number(content, at + 1, 2, 16, c, bytes);
            case 'u' -> point(content, at, 4, bytes);
            case 'U' -> point(content, at, 8, bytes);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(content, at, 3, 8, c, bytes);
            default -> {
                int end = at + Character.charCount(content.codePointAt(at));
                bytes.writeBytes(content.substring(at, end).getBytes(StandardCharsets.UTF_8));
                yield end;
            }
        };
    }

    private static int plain(char c, int at, ByteArrayOutputStream bytes) {
        bytes.write(c);
        return at + 1;
    }

    private static int number(String content, int from, int most, int radix, char letter, ByteArrayOutputStream bytes) {
        int end = digits(content, from, most, radix);
        bytes.write(end == from ? letter : Integer.parseInt(content.substring(from, end), radix));
        return end;
    }

    private static int point(String content, int at, int digits, ByteArrayOutputStream bytes) {
        int end = digits(content, at + 1, digits, 16);
        if (end != at + 1 + digits) {
            return plain(content.charAt(at), at, bytes);
        }
        int point = (int) Long.parseLong(content.substring(at + 1, end), 16);
        int low = end + digits + 2;
        if (Character.isBmpCodePoint(point)
                && Character.isHighSurrogate((char) point)
                && content.startsWith("\\", end)
                && digits(content, end + 2, digits, 16) == low) {
            int second = (int) Long.parseLong(content.substring(end + 2, low), 16);
            bytes.writeBytes(Character.toString(Character.toCodePoint((char) point, (char) second))
                    .getBytes(StandardCharsets.UTF_8));
            return low;
        }
        bytes.writeBytes((Character.isValidCodePoint(point) ? Character.toString(point) : "\uFFFD")
                .getBytes(StandardCharsets.UTF_8));
        return end;
    }

    private static int digits(String content, int from, int most, int radix) {
        int end = from;
        while (end < content.length()
                && end - from < most
                && content.charAt(end) < 0x80
                && Character.digit(content.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }
}
