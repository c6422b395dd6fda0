// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.lex.Token.Kind;

/// Cuts a text into tokens as PostgreSQL does (documentation, chapter 4.1 "Lexical Structure").
///
/// Where versions differ, or where the server would refuse the text, the text is unreadable: a token too many
/// refused costs a retry, a token read wrong hides a statement. Never throws for any text; time grows with
/// its length.
public final class Lexer {

    private static final String OPERATOR = "+-*/<>=~!@#%^&|`?";
    private static final String MAY_END_IN_SIGN = "~!@#%^&|`?";
    private static final String SYMBOLS = "()[],;:.";

    private final CharSequence text;
    private final boolean standardStrings;
    private final List<Token> tokens = new ArrayList<>();
    private final Blanks blanks;
    private int at;
    private @Nullable String problem;

    private Lexer(CharSequence text, boolean standardStrings) {
        this.text = text;
        this.standardStrings = standardStrings;
        this.blanks = new Blanks(text);
    }

    /// @param text any sequence of characters that stays as it is; read once through, a few characters ahead aside
    /// @param standardStrings the session's `standard_conforming_strings`: whether a backslash in `'…'` is
    ///     just a backslash
    public static Lexed lex(CharSequence text, boolean standardStrings) {
        if (text.length() > Limits.TEXT_CHARS) {
            return new Lexed.Unreadable("the text is over %d characters".formatted(Limits.TEXT_CHARS));
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !paired(text, i))) {
                return new Lexed.Unreadable("the text holds a character that no server accepts");
            }
        }
        return new Lexer(text, standardStrings).all();
    }

    private static boolean paired(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private Lexed all() {
        while (problem == null && skipBlanks()) {
            if (tokens.size() == Limits.TOKENS) {
                problem = "the text has more than %d words and signs".formatted(Limits.TOKENS);
            } else {
                token();
            }
        }
        return problem == null ? new Lexed.Tokens(tokens) : new Lexed.Unreadable(problem);
    }

    /// @return whether there is more text
    private boolean skipBlanks() {
        at = blanks.after(at);
        if (at == Blanks.OPEN) {
            problem = "a comment is not closed";
            return false;
        }
        return at < text.length();
    }

    private void token() {
        char c = text.charAt(at);
        if (prefixed()) {
            return;
        }
        if (startsWord(c)) {
            word();
        } else if (c == '\'') {
            string(at, at + 1, standardStrings ? Quoted.Mode.PLAIN : Quoted.Mode.ESCAPED, Kind.STRING);
        } else if (c == '"') {
            identifier(at + 1);
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if (SYMBOLS.indexOf(c) >= 0) {
            symbol(c);
        } else if (OPERATOR.indexOf(c) >= 0) {
            operator();
        } else {
            problem = "there is a character that SQL does not know";
        }
    }

    /// Constants whose quote follows a letter at once: `E'`, `B'`, `X'`, `N'`, `U&'`, `U&"`.
    private boolean prefixed() {
        char letter = Character.toUpperCase(text.charAt(at));
        if (letter == 'U' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
            unicode(peek(2) == '"');
            return true;
        }
        if (peek(1) != '\'') {
            return false;
        }
        switch (letter) {
            case 'E' -> string(at, at + 2, Quoted.Mode.ESCAPED, Kind.STRING);
            case 'B', 'X' -> string(at, at + 2, Quoted.Mode.PLAIN, Kind.BITS);
            case 'N' -> {
                tokens.add(new Token(Kind.WORD, "nchar", at, at + 1));
                at++;
                string(at, at + 1, standardStrings ? Quoted.Mode.PLAIN : Quoted.Mode.ESCAPED, Kind.STRING);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void string(int start, int from, Quoted.Mode mode, Kind kind) {
        Quoted quoted = Quoted.string(text, from, mode, blanks);
        if (quoted == null) {
            problem = "a constant in quotes is not closed";
            return;
        }
        add(
                kind,
                mode == Quoted.Mode.ESCAPED ? Escapes.undone(quoted.content()) : quoted.content(),
                start,
                quoted.end());
    }

    private void identifier(int from) {
        Quoted quoted = Quoted.identifier(text, from);
        if (quoted == null || quoted.content().isEmpty()) {
            problem = "a name in double quotes is empty or not closed";
            return;
        }
        add(Kind.QUOTED, Identifiers.cut(quoted.content()), at, quoted.end());
    }

    /// `U&'…'` and `U&"…"`, with what may follow as `UESCAPE '!'`.
    private void unicode(boolean name) {
        int start = at;
        if (!name && !standardStrings) {
            problem = "the server refuses `U&'…'` while standard_conforming_strings is off";
            return;
        }
        Quoted quoted = name ? Quoted.identifier(text, at + 3) : Quoted.string(text, at + 3, Quoted.Mode.PLAIN, blanks);
        if (quoted == null) {
            problem = "a constant in quotes is not closed";
            return;
        }
        at = quoted.end();
        int end = at;
        char escape = '\\';
        if (skipBlanks() && Identifiers.folded(part(at, wordEnd(at))).equals("uescape")) {
            at = wordEnd(at);
            escape = escapeCharacter();
            end = at;
        }
        if (problem != null) {
            return;
        }
        String decoded = UnicodeEscapes.undone(quoted.content(), escape);
        if (decoded == null || (name && decoded.isEmpty())) {
            problem = "an escape in `U&` is not valid";
            return;
        }
        add(name ? Kind.QUOTED : Kind.STRING, name ? Identifiers.cut(decoded) : decoded, start, end);
    }

    /// The constant behind `UESCAPE`; sets the problem if it is not one valid character.
    private char escapeCharacter() {
        int before = tokens.size();
        if (skipBlanks() && peek(1) != '&') {
            token();
        }
        if (tokens.size() == before + 1) {
            Token constant = tokens.removeLast();
            String escape = constant.text();
            if (constant.kind() == Kind.STRING && escape.length() == 1 && UnicodeEscapes.mayEscape(escape.charAt(0))) {
                return escape.charAt(0);
            }
        }
        problem = problem == null ? "`UESCAPE` is not followed by a valid character" : problem;
        return '\\';
    }

    private void word() {
        int end = wordEnd(at);
        add(Kind.WORD, Identifiers.folded(part(at, end)), at, end);
    }

    private int wordEnd(int from) {
        int end = from;
        if (end < text.length() && startsWord(text.charAt(end))) {
            while (end < text.length()
                    && (startsWord(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '$')) {
                end++;
            }
        }
        return end;
    }

    /// `$1`, `$$…$$`, `$tag$…$tag$`.
    private void dollar() {
        if (isDigit(peek(1))) {
            int end = at + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            endsClearly(Kind.PARAMETER, end);
            return;
        }
        int tag = at + 1;
        while (tag < text.length() && (startsWord(text.charAt(tag)) || isDigit(text.charAt(tag)))) {
            tag++;
        }
        if (tag >= text.length() || text.charAt(tag) != '$') {
            problem = "there is a `$` that begins nothing";
            return;
        }
        String delimiter = part(at, tag + 1);
        int close = Ahead.indexOf(text, delimiter, tag + 1);
        if (close < 0) {
            problem = "a constant in dollar quotes is not closed";
            return;
        }
        add(Kind.STRING, part(tag + 1, close), at, close + delimiter.length());
    }

    private void number() {
        int end = Numbers.end(text, at);
        if (end < 0) {
            problem = "there is a number that is not complete";
            return;
        }
        endsClearly(Kind.NUMBER, end);
    }

    /// `1a` is an error since version 15 and was `1 AS a` before.
    private void endsClearly(Kind kind, int end) {
        if (end < text.length() && startsWord(text.charAt(end))) {
            problem = "a number runs into a word";
            return;
        }
        add(kind, part(at, end), at, end);
    }

    private void symbol(char c) {
        char next = peek(1);
        boolean two = (c == ':' && (next == ':' || next == '=')) || (c == '.' && next == '.');
        add(Kind.SYMBOL, part(at, at + (two ? 2 : 1)), at, at + (two ? 2 : 1));
    }

    private void operator() {
        int end = at;
        while (end < text.length()
                && OPERATOR.indexOf(text.charAt(end)) >= 0
                && !Ahead.startsWith(text, "--", end)
                && !Ahead.startsWith(text, "/*", end)) {
            end++;
            if (end - at > Identifiers.MAX_BYTES) { // also if it would be cut into several: looking ahead is bounded
                problem = "there is an operator that is too long";
                return;
            }
        }
        end = withoutSigns(end);
        String operator = part(at, end);
        add(Kind.OPERATOR, operator.equals("!=") ? "<>" : operator, at, end);
    }

    /// `a =-1` is `a = -1`: an operator ends in a sign only if it also holds one of the other characters.
    private int withoutSigns(int end) {
        for (int i = at; i < end - 1; i++) {
            if (MAY_END_IN_SIGN.indexOf(text.charAt(i)) >= 0) {
                return end;
            }
        }
        int last = end;
        while (last - at > 1 && (text.charAt(last - 1) == '+' || text.charAt(last - 1) == '-')) {
            last--;
        }
        return last;
    }

    private void add(Kind kind, String value, int start, int end) {
        tokens.add(new Token(kind, value, start, end));
        at = end;
    }

    private String part(int from, int to) {
        return text.subSequence(from, to).toString();
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /// Every character beyond ASCII is a letter to the server, even a space that is none of ASCII's.
    private static boolean startsWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
