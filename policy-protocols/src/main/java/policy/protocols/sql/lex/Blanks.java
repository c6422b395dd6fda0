// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// White space and comments of a text. Comments in `/* */` nest.
record Blanks(CharSequence text) {

    /// A comment began that does not end.
    static final int OPEN = -1;

    /// The offset of the next token at or after an offset, the text's length if there is none, or [#OPEN].
    int after(int from) {
        int at = from;
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
            } else if (Ahead.startsWith(text, "--", at)) {
                at = lineEnd(at);
            } else if (Ahead.startsWith(text, "/*", at)) {
                at = commentEnd(at);
                if (at == OPEN) {
                    return OPEN;
                }
            } else {
                return at;
            }
        }
        return at;
    }

    /// Where a constant that ended goes on: behind a quote with nothing but space, line comments and at least
    /// one line break before it. -1 if it does not.
    int continuation(int from) {
        boolean broken = false;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                broken |= isBreak(c);
                at++;
            } else if (Ahead.startsWith(text, "--", at)) {
                at = lineEnd(at);
            } else {
                return broken && c == '\'' ? at + 1 : -1;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < text.length() && !isBreak(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int commentEnd(int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            if (Ahead.startsWith(text, "/*", at)) {
                depth++;
                at += 2;
            } else if (Ahead.startsWith(text, "*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        return OPEN;
    }

    /// Vertical tab since version 16; before, the server refuses it.
    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
