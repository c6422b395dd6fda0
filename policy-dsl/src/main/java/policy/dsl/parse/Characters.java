// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.Locale;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Invisible;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Which characters may stand in a source. What a reviewer cannot see, or what changes the order in which text is
/// shown, may not: a policy must read the same to people and to the compiler (CVE-2021-42574, "trojan source").
final class Characters {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /// Stands for half of a character beyond the basic plane; no token may hold it outside of quotes and comments.
    private static final char PLACEHOLDER = '\uFFFC';

    private final Source source;
    private final Reports reports;

    private Characters(Source source, Reports reports) {
        this.source = source;
        this.reports = reports;
    }

    /// The text for the lexer: as long as the source's, one character per UTF-16 unit, invisible ones blanked.
    static String readable(Source source, Reports reports) {
        return new Characters(source, reports).readable();
    }

    private String readable() {
        String text = source.text();
        var readable = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int end = at + Character.charCount(character);
            if (at == 0 && character == BYTE_ORDER_MARK) {
                readable.append(' ');
            } else if (isHidden(text, at, character)) {
                end = endOfHidden(text, end);
                report(new Span(source, at, end), character);
                readable.repeat(' ', end - at);
            } else if (Character.isBmpCodePoint(character)) {
                readable.append((char) character);
            } else {
                readable.repeat(PLACEHOLDER, 2);
            }
            at = end;
        }
        return readable.toString();
    }

    private static int endOfHidden(String text, int from) {
        int end = from;
        while (end < text.length() && isHidden(text, end, text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isHidden(String text, int at, int character) {
        return switch (character) {
            case '\n', '\t' -> false;
            // A carriage return alone moves a terminal back over what it has just shown.
            case '\r' -> at + 1 >= text.length() || text.charAt(at + 1) != '\n';
            default -> Invisible.is(character);
        };
    }

    private void report(Span span, int first) {
        String number = String.format(Locale.ROOT, "%04x", first);
        reports.mistake(Diagnostic.of(
                Code.P002,
                "invisible character U+" + number.toUpperCase(Locale.ROOT) + " in the source",
                span,
                "readers cannot see this",
                "remove it, or inside quotes write it as `\\u{" + number + "}`"));
    }
}
