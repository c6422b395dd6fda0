// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Warns of quoted texts that may not be what they look like. Texts compare code point by code point, so a Cyrillic
/// letter
/// in a Latin word, a full-width digit or a letter with its accent apart makes a rule that never applies.
final class Lookalikes {

    /// Scripts with letters that look alike.
    private static final Set<UnicodeScript> ALIKE =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.ARMENIAN);

    private static final int ASCII = 128;

    private final Places places;
    private final Reports reports;

    Lookalikes(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
    }

    /// Cyrillic and Greek letters, and the Latin ones they are taken for.
    private static final String ALIKE_LETTERS =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u03bf\u03b1\u03bd\u03c1\u03b9";

    private static final String LATIN_LETTERS = "aeopcyxijshdoavpi";

    /// The name that this one is taken for: the same with Latin letters. Empty if other letters are in it.
    static Optional<String> latin(String name) {
        var latin = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int alike = ALIKE_LETTERS.indexOf(c);
            latin.append(alike < 0 ? c : LATIN_LETTERS.charAt(alike));
        }
        String plain = latin.toString();
        return plain.equals(name) || !plain.matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*")
                ? Optional.empty()
                : Optional.of(plain);
    }

    /// Tells at most one thing of one text.
    void check(Span text) {
        String content = text.text();
        if (content.chars().allMatch(c -> c < ASCII)) {
            return;
        }
        mixed(text)
                .or(() -> disguised(text))
                .or(() -> Normalizer.isNormalized(content, Normalizer.Form.NFC)
                        ? Optional.empty()
                        : Optional.of(warning(
                                "accents apart from their letters",
                                text,
                                "looks like another text, and is not equal to it")))
                .ifPresent(reports::slip);
    }

    /// A word of letters from several scripts that look alike.
    private Optional<Diagnostic> mixed(Span text) {
        String content = text.text();
        int at = 0;
        while (at < content.length()) {
            int start = at;
            Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
            while (at < content.length() && Character.isLetter(content.codePointAt(at))) {
                scripts.add(UnicodeScript.of(content.codePointAt(at)));
                at += Character.charCount(content.codePointAt(at));
            }
            scripts.retainAll(ALIKE);
            if (scripts.size() > 1) {
                String names = scripts.stream()
                        .map(script -> script.name().charAt(0)
                                + script.name().substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" and "));
                return Optional.of(
                        warning("a word of letters that look alike", within(text, start, at), "mixes " + names));
            }
            at = Math.max(at, start + 1);
        }
        return Optional.empty();
    }

    /// A letter or digit that is an ASCII one in another form: full-width, mathematical.
    private Optional<Diagnostic> disguised(Span text) {
        String content = text.text();
        for (int at = 0; at < content.length(); at += Character.charCount(content.codePointAt(at))) {
            int character = content.codePointAt(at);
            if (character >= ASCII && Character.isLetterOrDigit(character)) {
                String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
                if (plain.length() == 1 && plain.charAt(0) < ASCII) {
                    Span place = within(text, at, at + Character.charCount(character));
                    return Optional.of(warning("a character that looks like `" + plain + "`", place, "is another one"));
                }
            }
        }
        return Optional.empty();
    }

    private Span within(Span text, int from, int to) {
        return places.between(text.start() + from, text.start() + to);
    }

    private static Diagnostic warning(String message, Span span, String label) {
        return Diagnostic.of(
                Code.P113, message, span, label, "write it as it is sent; if that is so, write it as `\\u{…}`");
    }
}
