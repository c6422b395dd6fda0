// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import policy.dsl.ast.Clause.Part;
import policy.dsl.ast.Clause.Template;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Reads what stands between quotes: escapes, and the `{attributes}` of messages.
final class Quoted {

    private static final int MAX_HEX_DIGITS = 6;

    private final String source;
    private final Places places;
    private final Reports reports;
    private final Span whole;
    private final int end;
    private int at;

    private Quoted(Token token, Places places, Reports reports) {
        this.source = places.source().text();
        this.places = places;
        this.reports = reports;
        this.whole = places.of(token);
        this.at = whole.start() + 1;
        this.end = closed() ? whole.end() - 1 : whole.end();
    }

    private boolean closed() {
        if (whole.end() - whole.start() < 2) {
            return false;
        }
        if (source.charAt(whole.start()) != '"') {
            return true;
        }
        int backslashes = 0;
        while (source.charAt(whole.end() - 2 - backslashes) == '\\') {
            backslashes++;
        }
        return source.charAt(whole.end() - 1) == '"' && backslashes % 2 == 0;
    }

    /// The text a quoted token stands for.
    static String text(Token token, Places places, Reports reports) {
        var quoted = new Quoted(token, places, reports);
        var text = new StringBuilder();
        while (quoted.at < quoted.end) {
            quoted.character(text);
        }
        return text.toString();
    }

    /// The same of `r"…"`, where a backslash is itself.
    static String raw(Token token, Places places) {
        String text = places.of(token).text();
        return text.substring(2, text.length() > 2 && text.endsWith("\"") ? text.length() - 1 : text.length());
    }

    static Template template(Token token, Places places, Reports reports) {
        return new Quoted(token, places, reports).template();
    }

    private Template template() {
        var parts = new ArrayList<Part>();
        var literal = new StringBuilder();
        int literalStart = at;
        while (at < end) {
            char c = source.charAt(at);
            boolean doubled = at + 1 < end && source.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                at += 2;
            } else if (c == '{') {
                addLiteral(parts, literal, literalStart);
                hole(parts);
                literalStart = at;
            } else if (c == '}') {
                brace(at, at + 1, "`}` closes nothing", "for a brace itself write `}}`");
                at++;
            } else {
                character(literal);
            }
        }
        addLiteral(parts, literal, literalStart);
        return new Template(parts, whole);
    }

    private void addLiteral(List<Part> parts, StringBuilder literal, int start) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString(), places.between(start, at)));
            literal.setLength(0);
        }
    }

    private void hole(List<Part> parts) {
        int open = at;
        int close = source.indexOf('}', open);
        if (close < 0 || close >= end) {
            brace(open, open + 1, "`{` in a message is never closed", "for a brace itself write `{{`");
            at = end;
            return;
        }
        at = close + 1;
        String inside = source.substring(open + 1, close);
        String name = inside.strip();
        if (isName(name)) {
            int start = open + 1 + inside.indexOf(name);
            Span span = places.between(start, start + name.length());
            parts.add(new Part.Hole(new Name(name, span), places.between(open, at)));
        } else {
            brace(
                    open,
                    at,
                    "braces in a message hold one attribute",
                    "write `{http.path}`, or `{{` for a brace itself");
        }
    }

    private static boolean isName(String text) {
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c == '_' || (c < 128 && Character.isLetter(c));
            if (!letter && (atStart || !(c == '.' || (c < 128 && Character.isDigit(c))))) {
                return false;
            }
            atStart = c == '.';
        }
        return !atStart;
    }

    private void brace(int start, int stop, String message, String help) {
        reports.slip(Diagnostic.of(Code.P105, message, places.between(start, stop), "not an attribute", help));
    }

    private void character(StringBuilder text) {
        char c = source.charAt(at);
        if (c == '\\') {
            escape(text);
        } else {
            text.append(c);
            at++;
        }
    }

    private void escape(StringBuilder text) {
        int start = at;
        if (at + 1 >= end) {
            at = end;
            return;
        }
        int c = source.codePointAt(at + 1);
        at = Math.min(end, at + 1 + Character.charCount(c));
        switch (c) {
            case '"', '\\' -> text.appendCodePoint(c);
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'u' -> unicode(start, text);
            default -> {
                text.appendCodePoint(c);
                unknown(start, "unknown escape `\\" + Character.toString(c) + "`");
            }
        }
    }

    private void unicode(int start, StringBuilder text) {
        int close = at < end && source.charAt(at) == '{' ? source.indexOf('}', at) : -1;
        String digits = close > 0 && close < end ? source.substring(at + 1, close) : "";
        if (digits.isEmpty() || digits.length() > MAX_HEX_DIGITS || !digits.matches("[0-9a-fA-F]+")) {
            unknown(start, "`\\u` without a number in braces");
            return;
        }
        at = close + 1;
        int character = Integer.parseInt(digits, 16);
        if (!Character.isValidCodePoint(character) || Character.getType(character) == Character.SURROGATE) {
            unknown(start, "no character has this number");
        } else {
            text.appendCodePoint(character);
        }
    }

    private void unknown(int start, String message) {
        reports.slip(Diagnostic.of(
                Code.P102,
                message,
                places.between(start, at),
                "not an escape",
                "escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{1f600}`; in `r\"…\"` a backslash is itself"));
    }
}
