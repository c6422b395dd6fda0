// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// How the server takes names: without quotes in lower case, and none longer than it keeps.
///
/// Only `A` to `Z` are folded, as a server whose encoding is UTF8 does; `K` (the Kelvin sign) stays what it is.
final class Identifiers {

    /// `NAMEDATALEN` less one, in bytes of UTF-8. What is longer is cut, not refused: two spellings, one name.
    static final int MAX_BYTES = 63;

    private Identifiers() {}

    static String folded(String written) {
        return cut(lower(written));
    }

    static String cut(String name) {
        if (name.length() * 3L <= MAX_BYTES) {
            return name;
        }
        int bytes = 0;
        int end = 0;
        while (end < name.length()) {
            int point = name.codePointAt(end);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (bytes > MAX_BYTES) {
                return name.substring(0, end);
            }
            end += Character.charCount(point);
        }
        return name;
    }

    private static String lower(String written) {
        for (int i = 0; i < written.length(); i++) {
            if (isUpper(written.charAt(i))) {
                var folded = new StringBuilder(written);
                for (int at = i; at < folded.length(); at++) {
                    char c = folded.charAt(at);
                    if (isUpper(c)) {
                        folded.setCharAt(at, (char) (c + ('a' - 'A')));
                    }
                }
                return folded.toString();
            }
        }
        return written;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
