// SPDX-License-Identifier: Apache-2.0
package policy.lsp.text;

import java.util.List;
import java.util.Optional;
import policy.dsl.parse.Lexeme;
import policy.dsl.parse.Lexemes;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// What stands around a place.
public final class Around {

    private Around() {}

    /// The word or sign at an offset, or, between two, a word that ends there.
    public static Optional<Lexeme> lexeme(Source source, int offset) {
        List<Lexeme> touching = Lexemes.of(source).stream()
                .filter(one ->
                        one.span().start() <= offset && offset <= one.span().end())
                .toList();
        return touching.stream()
                .filter(one -> one.span().end() > offset && one.kind() != Lexeme.Kind.SIGN)
                .findFirst()
                .or(() -> touching.stream().findFirst());
    }

    /// The dotted name that is being typed at an offset: what stands of it before the offset.
    public static Span typed(Source source, int offset) {
        String text = source.text();
        int start = offset;
        while (start > 0 && isNamed(text.charAt(start - 1))) {
            start--;
        }
        return new Span(source, start, offset);
    }

    /// The dotted name around an offset; may be empty.
    public static Span word(Source source, int offset) {
        String text = source.text();
        int end = offset;
        while (end < text.length() && isNamed(text.charAt(end))) {
            end++;
        }
        return new Span(source, typed(source, offset).start(), end);
    }

    private static boolean isNamed(char c) {
        return c == '_' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
