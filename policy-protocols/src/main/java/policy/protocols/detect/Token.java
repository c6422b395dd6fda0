// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token made of fixed parts and runs of characters, such as `ghp_` and 36 letters and digits.
///
/// @param before characters it does not begin after
/// @param after characters it does not end before
/// @param secret the piece where what must be hidden begins
record Token(Alphabet before, List<Piece> pieces, Alphabet after, int secret) implements Shape {

    sealed interface Piece {
        /// One of several words, none of them the start of another.
        record Word(List<String> words, boolean anyCase) implements Piece {}

        /// As many characters of the alphabet as there are, up to `max`.
        record Run(Alphabet alphabet, int min, int max) implements Piece {}
    }

    Token {
        pieces = List.copyOf(pieces);
    }

    static Piece word(String... words) {
        return new Piece.Word(List.of(words), false);
    }

    static Piece anyCase(String... words) {
        return new Piece.Word(List.of(words), true);
    }

    static Piece run(Alphabet alphabet, int min, int max) {
        return new Piece.Run(alphabet, min, max);
    }

    /// A token that may stand anywhere but within a word; if it goes on longer than it can, its start is
    /// still found.
    static Token of(Piece... pieces) {
        return new Token(Alphabet.ALNUM, List.of(pieces), Alphabet.NONE, 0);
    }

    /// A token of exact length: something longer is something else.
    static Token exact(Alphabet after, Piece... pieces) {
        return new Token(Alphabet.ALNUM, List.of(pieces), after, 0);
    }

    @Override
    public boolean mayStartWith(char c) {
        return pieces.getFirst() instanceof Piece.Word word
                && word.words().stream().anyMatch(w -> same(w.charAt(0), c, word.anyCase()));
    }

    @Override
    public boolean mayFollow(int c) {
        return !before.has(c);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        int secretStart = start;
        int end = start;
        for (int i = 0; i < pieces.size(); i++) {
            secretStart = i == secret ? end : secretStart;
            end = end(pieces.get(i), text, end);
            if (end < 0) {
                return null;
            }
        }
        return after.has(after == Alphabet.NONE ? Window.NOTHING : text.after(end))
                ? null
                : new Match(secretStart, end);
    }

    @Override
    public boolean spansLines() {
        return true;
    }

    private static int end(Piece piece, Window text, int start) {
        return switch (piece) {
            case Piece.Word word -> {
                for (String w : word.words()) {
                    if (matches(w, word.anyCase(), text, start)) {
                        yield start + w.length();
                    }
                }
                yield -1;
            }
            case Piece.Run run -> {
                int end = start;
                while (end - start < run.max() && run.alphabet().has(text.at(end))) {
                    end++;
                }
                yield end - start < run.min() ? -1 : end;
            }
        };
    }

    private static boolean matches(String word, boolean anyCase, Window text, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (!same(word.charAt(i), text.at(start + i), anyCase)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(char expected, int c, boolean anyCase) {
        return c == expected || (anyCase && c >= 'A' && c <= 'Z' && c - 'A' + 'a' == expected);
    }

    @Override
    public int reach() {
        return 1 + pieces.stream().mapToInt(Token::reach).sum();
    }

    private static int reach(Piece piece) {
        return switch (piece) {
            case Piece.Word word ->
                word.words().stream().mapToInt(String::length).max().orElse(0);
            case Piece.Run run -> run.max();
        };
    }
}
