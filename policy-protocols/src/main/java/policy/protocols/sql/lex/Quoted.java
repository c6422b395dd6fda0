// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import org.jspecify.annotations.Nullable;

/// What stands between quotes.
///
/// @param content with doubled quotes made one; backslashes as written
/// @param end offset behind the last quote
record Quoted(String content, int end) {

    enum Mode {
        /// A backslash is a backslash.
        PLAIN,
        /// A backslash and the character behind it belong together.
        ESCAPED
    }

    /// @param from offset behind the first quote
    /// @return null if it is not closed
    static @Nullable Quoted string(CharSequence text, int from, Mode mode, Blanks blanks) {
        var content = new StringBuilder();
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' && Ahead.startsWith(text, "''", at)) {
                // Kept apart from a quote behind a backslash only by the mode: undoing escapes comes later.
                content.append(mode == Mode.ESCAPED ? "\\'" : "'");
                at += 2;
            } else if (c == '\'') {
                int next = blanks.continuation(at + 1);
                if (next < 0) {
                    return new Quoted(content.toString(), at + 1);
                }
                at = next;
            } else if (c == '\\' && mode == Mode.ESCAPED) {
                if (at + 1 >= text.length()) {
                    return null;
                }
                content.append(c).append(text.charAt(at + 1));
                at += 2;
            } else {
                content.append(c);
                at++;
            }
        }
        return null;
    }

    /// @param from offset behind the first quote
    /// @return null if it is not closed
    static @Nullable Quoted identifier(CharSequence text, int from) {
        var content = new StringBuilder();
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '"') {
                content.append(c);
                at++;
            } else if (Ahead.startsWith(text, "\"\"", at)) {
                content.append('"');
                at += 2;
            } else {
                return new Quoted(content.toString(), at + 1);
            }
        }
        return null;
    }
}
