// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Texts of which each match of a regular expression has at least one as its part: what to look for before the
/// expression itself is tried. Where that is not plain to see, none are known; that costs time and nothing else.
///
/// Reads the part of RE2 syntax people write: characters, groups, alternatives, repetitions; and gives up on the rest.
final class RequiredTexts {

    /// More alternatives than that are not worth looking for.
    private static final int MOST_ALTERNATIVES = 64;
    /// A shorter part is in most texts.
    private static final int SHORTEST = 2;

    private static final String PUNCTUATION = "\\.+*?()[]{}|^$-/\"'#,:;=!<>@%&~`_ ";
    private static final String CLASSES = "dDsSwWbB";

    private final String regex;
    private int at;

    private RequiredTexts(String regex) {
        this.regex = regex;
    }

    /// @param regex valid, in RE2 syntax
    /// @return none if none are known
    static Set<String> of(String regex) {
        try {
            var reader = new RequiredTexts(regex);
            Set<String> texts = reader.alternatives();
            return reader.at == regex.length() ? texts : Set.of();
        } catch (UnsupportedSyntax e) {
            return Set.of();
        }
    }

    private static final class UnsupportedSyntax extends Exception {
        private static final long serialVersionUID = 1;

        UnsupportedSyntax() {
            super(null, null, false, false);
        }
    }

    private Set<String> alternatives() throws UnsupportedSyntax {
        var all = new TreeSet<String>();
        boolean known = true;
        while (true) {
            Set<String> texts = sequence();
            known &= !texts.isEmpty();
            all.addAll(texts);
            if (at == regex.length() || regex.charAt(at) != '|') {
                return known && all.size() <= MOST_ALTERNATIVES ? all : Set.of();
            }
            at++;
        }
    }

    /// The best of what its pieces require.
    private Set<String> sequence() throws UnsupportedSyntax {
        Set<String> best = Set.of();
        var run = new StringBuilder();
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            Piece piece = piece();
            Times times = times();
            if (piece.character().isPresent() && times != Times.MAYBE_NONE) {
                run.appendCodePoint(piece.character().get());
            }
            boolean runsOn = piece.character().isPresent() && times == Times.ONCE;
            if (!runsOn) {
                best = better(best, texts(run));
                run.setLength(0);
            }
            if (times != Times.MAYBE_NONE) {
                best = better(best, piece.required());
            }
        }
        return better(best, texts(run));
    }

    /// @param character what it stands for, if one alone
    /// @param required of each text it stands for
    private record Piece(Optional<Integer> character, Set<String> required) {

        static final Piece ANYTHING = new Piece(Optional.empty(), Set.of());

        static Piece of(int character) {
            return new Piece(Optional.of(character), Set.of());
        }
    }

    private enum Times {
        ONCE,
        OFTEN,
        MAYBE_NONE
    }

    private Piece piece() throws UnsupportedSyntax {
        int character = regex.codePointAt(at);
        at += Character.charCount(character);
        return switch (character) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '.', '^', '$' -> Piece.ANYTHING;
            case '*', '+', '?', '{' -> throw new UnsupportedSyntax();
            default -> Piece.of(character);
        };
    }

    private Piece group() throws UnsupportedSyntax {
        if (regex.startsWith("?:", at)) {
            at += 2;
        } else if (regex.startsWith("?", at)) {
            // A flag such as `i` changes what follows.
            throw new UnsupportedSyntax();
        }
        Set<String> required = alternatives();
        if (at == regex.length()) {
            throw new UnsupportedSyntax();
        }
        at++;
        return new Piece(Optional.empty(), required);
    }

    private Piece characterClass() throws UnsupportedSyntax {
        // A bracket right after the opening one, or after [^, is part of the class.
        at += regex.startsWith("^", at) ? 1 : 0;
        at += regex.startsWith("]", at) ? 1 : 0;
        while (at < regex.length() && regex.charAt(at) != ']') {
            if (regex.startsWith("[:", at)) {
                throw new UnsupportedSyntax();
            }
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        if (at > regex.length()) {
            throw new UnsupportedSyntax();
        }
        return Piece.ANYTHING;
    }

    private Piece escape() throws UnsupportedSyntax {
        if (at == regex.length()) {
            throw new UnsupportedSyntax();
        }
        char escaped = regex.charAt(at++);
        if (PUNCTUATION.indexOf(escaped) >= 0) {
            return Piece.of(escaped);
        }
        if (CLASSES.indexOf(escaped) >= 0) {
            return Piece.ANYTHING;
        }
        throw new UnsupportedSyntax();
    }

    private Times times() throws UnsupportedSyntax {
        if (at == regex.length()) {
            return Times.ONCE;
        }
        Times times = switch (regex.charAt(at)) {
            case '*', '?' -> Times.MAYBE_NONE;
            case '+' -> Times.OFTEN;
            case '{' -> throw new UnsupportedSyntax();
            default -> Times.ONCE;
        };
        if (times != Times.ONCE) {
            at++;
            // The lazy form matches the same whole texts.
            at += regex.startsWith("?", at) ? 1 : 0;
        }
        return times;
    }

    private static Set<String> texts(StringBuilder run) {
        return run.length() < SHORTEST ? Set.of() : Set.of(run.toString());
    }

    /// The one whose shortest text is longer.
    private static Set<String> better(Set<String> one, Set<String> other) {
        return shortest(other) > shortest(one) ? other : one;
    }

    private static int shortest(Set<String> texts) {
        return texts.stream().mapToInt(String::length).min().orElse(0);
    }
}
