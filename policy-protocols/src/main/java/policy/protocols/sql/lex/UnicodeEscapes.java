// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import org.jspecify.annotations.Nullable;

/// Undoes the escapes of `U&'…'` and `U&"…"`: `\0441`, `\+00E441` and a doubled escape character.
final class UnicodeEscapes {

    private UnicodeEscapes() {}

    static boolean mayEscape(char c) {
        boolean hex = Character.digit(c, 16) >= 0;
        boolean space = c == ' ' || (c >= '\t' && c <= '\r');
        return c < 0x80 && !hex && !space && c != '+' && c != '\'' && c != '"';
    }

    /// @return null if the server refuses it
    static @Nullable String undone(String content, char escape) {
        var decoded = new StringBuilder(content.length());
        int at = 0;
        while (at < content.length()) {
            char c = content.charAt(at);
            if (c != escape) {
                decoded.append(c);
                at++;
            } else if (at + 1 < content.length() && content.charAt(at + 1) == escape) {
                decoded.append(escape);
                at += 2;
            } else {
                boolean six = at + 1 < content.length() && content.charAt(at + 1) == '+';
                int from = at + (six ? 2 : 1);
                int end = from + (six ? 6 : 4);
                int point = point(content, from, end);
                if (point <= 0) {
                    return null;
                }
                decoded.appendCodePoint(point);
                at = end;
            }
        }
        return wellFormed(decoded) ? decoded.toString() : null;
    }

    private static int point(String content, int from, int end) {
        if (end > content.length()) {
            return -1;
        }
        int point = 0;
        for (int i = from; i < end; i++) {
            int digit = content.charAt(i) < 0x80 ? Character.digit(content.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            point = point * 16 + digit;
        }
        return Character.isValidCodePoint(point) ? point : -1;
    }

    private static boolean wellFormed(CharSequence text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }
}
