// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import java.util.HexFormat;

/// Writes JSON strings.
final class JsonText {

    private static final HexFormat HEX = HexFormat.of();

    private JsonText() {}

    /// Writes a text so that it can stand between quotes. Half a surrogate pair is escaped: it has no UTF-8.
    static void escape(String text, StringBuilder out) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(text, done, i);
            done = i + 1;
            escape(c, out);
        }
        out.append(text, done, text.length());
    }

    private static void escape(char c, StringBuilder out) {
        int named = "\"\\\b\f\n\r\t".indexOf(c);
        if (named >= 0) {
            out.append('\\').append("\"\\bfnrt".charAt(named));
        } else {
            out.append("\\u").append(HEX.toHexDigits(c));
        }
    }
}
