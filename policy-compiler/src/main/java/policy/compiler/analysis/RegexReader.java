// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import policy.compiler.analysis.Pattern.Either;
import policy.compiler.analysis.Pattern.One;
import policy.compiler.analysis.Pattern.Repeated;
import policy.compiler.analysis.Pattern.Sequence;

/// Reads the part of RE2 syntax people write (https://github.com/google/re2/wiki/Syntax), and says of the rest that it
/// cannot: Unicode classes, quotation by `\Q`, the flags `m` and `U`, and letters outside of ASCII under `i`.
final class RegexReader {

    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(\\d{1,4})(,(\\d{1,4})?)?}");
    private static final java.util.regex.Pattern FLAGS = java.util.regex.Pattern.compile("\\?([is]+)([:)])");
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("\\?P?<\\w+>");
    private static final java.util.regex.Pattern HEX =
            java.util.regex.Pattern.compile("x(?:([0-9A-Fa-f]{2})|\\{([0-9A-Fa-f]{1,6})})");

    private static final Map<Integer, CodePoints> CLASSES = Map.of(
            (int) 'd',
            CodePoints.DIGIT,
            (int) 'D',
            CodePoints.DIGIT.complement(),
            (int) 'w',
            CodePoints.WORD,
            (int) 'W',
            CodePoints.WORD.complement(),
            (int) 's',
            CodePoints.SPACE,
            (int) 'S',
            CodePoints.SPACE.complement());
    private static final Map<Integer, Pattern.Edge> EDGES = Map.of(
            (int) 'b', Pattern.Edge.WORD_EDGE,
            (int) 'B', Pattern.Edge.NO_WORD_EDGE,
            (int) 'A', Pattern.Edge.BEGINNING,
            (int) 'z', Pattern.Edge.END);
    private static final Map<Integer, Integer> CONTROLS = Map.of(
            (int) 'n', (int) '\n',
            (int) 't', (int) '\t',
            (int) 'r', (int) '\r',
            (int) 'f', (int) '\f',
            (int) 'a', 7,
            (int) 'v', 11);
    private static final int ASCII = 128;

    /// @param ignoreCase the flag `i`
    /// @param dotAll the flag `s`
    private record Flags(boolean ignoreCase, boolean dotAll) {}

    private final String regex;
    private int at;

    private RegexReader(String regex) {
        this.regex = regex;
    }

    /// @param regex valid, in RE2 syntax
    /// @return empty if it says something that is not read here
    static Optional<Pattern> read(String regex) {
        var reader = new RegexReader(regex);
        try {
            Pattern pattern = reader.alternatives(new Flags(false, false));
            return reader.at == regex.length() ? Optional.of(pattern) : Optional.empty();
        } catch (UnsupportedSyntax notRead) {
            return Optional.empty();
        }
    }

    private static final class UnsupportedSyntax extends Exception {
        private static final long serialVersionUID = 1;

        UnsupportedSyntax() {
            super(null, null, false, false);
        }
    }

    private Pattern alternatives(Flags given) throws UnsupportedSyntax {
        var parts = new ArrayList<Pattern>();
        var sequence = new ArrayList<Pattern>();
        Flags flags = given;
        while (at < regex.length() && regex.charAt(at) != ')') {
            if (take("|")) {
                parts.add(new Sequence(sequence));
                sequence.clear();
                continue;
            }
            // Flags in the middle of a group hold to its end, in the alternatives to come as well.
            Optional<MatchResult> set = flagsAlone();
            if (set.isPresent()) {
                flags = with(flags, set.get());
            } else {
                sequence.add(repeated(piece(flags)));
            }
        }
        parts.add(new Sequence(sequence));
        return parts.size() == 1 ? parts.getFirst() : new Either(parts);
    }

    private Optional<MatchResult> flagsAlone() {
        return regex.startsWith("(?", at)
                ? looking(FLAGS, at + 1)
                        .filter(flags -> flags.group(2).equals(")"))
                        .map(flags -> {
                            at = flags.end();
                            return flags;
                        })
                : Optional.empty();
    }

    private static Flags with(Flags flags, MatchResult set) {
        return new Flags(
                flags.ignoreCase || set.group(1).contains("i"),
                flags.dotAll || set.group(1).contains("s"));
    }

    private Optional<MatchResult> looking(java.util.regex.Pattern wanted, int from) {
        var matcher = wanted.matcher(regex).region(from, regex.length());
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private boolean take(String wanted) {
        boolean there = regex.startsWith(wanted, at);
        at += there ? wanted.length() : 0;
        return there;
    }

    private int next() throws UnsupportedSyntax {
        if (at == regex.length()) {
            throw new UnsupportedSyntax();
        }
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private Pattern piece(Flags flags) throws UnsupportedSyntax {
        int c = next();
        return switch (c) {
            case '(' -> group(flags);
            case '[' -> new One(bracketed(flags));
            case '.' -> new One(flags.dotAll ? CodePoints.ANY : CodePoints.NOT_LINE_BREAK);
            case '^' -> new Pattern.At(Pattern.Edge.BEGINNING);
            case '$' -> new Pattern.At(Pattern.Edge.END);
            case '*', '+', '?' -> throw new UnsupportedSyntax();
            case '\\' -> {
                Pattern.Edge edge = at < regex.length() ? EDGES.get((int) regex.charAt(at)) : null;
                at += edge == null ? 0 : 1;
                yield edge == null ? new One(escape(flags)) : new Pattern.At(edge);
            }
            default -> new One(folded(CodePoints.of(c, c), flags));
        };
    }

    private Pattern group(Flags given) throws UnsupportedSyntax {
        Flags flags = given;
        Optional<MatchResult> set = looking(FLAGS, at);
        Optional<MatchResult> name = looking(NAME, at);
        if (set.isPresent()) {
            flags = with(flags, set.get());
            at = set.get().end();
        } else if (name.isPresent()) {
            at = name.get().end();
        } else if (!take("?:") && regex.startsWith("?", at)) {
            throw new UnsupportedSyntax();
        }
        Pattern inner = alternatives(flags);
        if (!take(")")) {
            throw new UnsupportedSyntax();
        }
        return inner;
    }

    private CodePoints escape(Flags flags) throws UnsupportedSyntax {
        Optional<MatchResult> hex = looking(HEX, at);
        if (hex.isPresent()) {
            String digits =
                    hex.get().group(1) == null ? hex.get().group(2) : hex.get().group(1);
            at = hex.get().end();
            int c = Integer.parseInt(digits, 16);
            return folded(CodePoints.of(c, c), flags);
        }
        int c = next();
        if (CLASSES.containsKey(c) && !flags.ignoreCase) {
            return CLASSES.get(c);
        }
        if (CONTROLS.containsKey(c)) {
            return CodePoints.of(CONTROLS.get(c), CONTROLS.get(c));
        }
        if (c >= ASCII || Character.isLetterOrDigit(c)) {
            throw new UnsupportedSyntax();
        }
        return CodePoints.of(c, c);
    }

    private CodePoints bracketed(Flags flags) throws UnsupportedSyntax {
        boolean negated = take("^");
        CodePoints all = new CodePoints(List.of());
        boolean first = true;
        while (first || !regex.startsWith("]", at)) {
            if (regex.startsWith("[:", at)) {
                throw new UnsupportedSyntax();
            }
            CodePoints low = bracketedOne(flags);
            if (regex.startsWith("-", at) && !regex.startsWith("-]", at)) {
                at++;
                low = folded(CodePoints.of(single(low, flags), single(bracketedOne(flags), flags)), flags);
            }
            all = all.with(low);
            first = false;
        }
        at++;
        return negated ? all.complement() : all;
    }

    /// Under the flag `i` a range is not put together from characters that were folded.
    private static int single(CodePoints one, Flags flags) throws UnsupportedSyntax {
        CodePoints.Range range = one.ranges().getFirst();
        if (flags.ignoreCase || one.ranges().size() > 1 || range.low() != range.high()) {
            throw new UnsupportedSyntax();
        }
        return range.low();
    }

    private CodePoints bracketedOne(Flags flags) throws UnsupportedSyntax {
        int c = next();
        return c == '\\' ? escape(flags) : folded(CodePoints.of(c, c), flags);
    }

    /// With the other case, and what Unicode folds onto ASCII: the long s and the Kelvin sign.
    private static CodePoints folded(CodePoints one, Flags flags) throws UnsupportedSyntax {
        if (!flags.ignoreCase) {
            return one;
        }
        int c = one.ranges().getFirst().low();
        if (c >= ASCII) {
            throw new UnsupportedSyntax();
        }
        CodePoints both = one.with(CodePoints.of(Character.toLowerCase(c), Character.toLowerCase(c)))
                .with(CodePoints.of(Character.toUpperCase(c), Character.toUpperCase(c)));
        return switch (Character.toLowerCase(c)) {
            case 's' -> both.with(CodePoints.of(0x17F, 0x17F));
            case 'k' -> both.with(CodePoints.of(0x212A, 0x212A));
            default -> both;
        };
    }

    private Pattern repeated(Pattern piece) throws UnsupportedSyntax {
        Pattern so = piece;
        while (at < regex.length()) {
            Optional<MatchResult> count = looking(COUNT, at);
            if (take("*")) {
                so = new Repeated(so, 0, Repeated.WITHOUT_END);
            } else if (take("+")) {
                so = new Repeated(so, 1, Repeated.WITHOUT_END);
            } else if (take("?")) {
                so = new Repeated(so, 0, 1);
            } else if (count.isPresent()) {
                at = count.get().end();
                so = counted(so, count.get());
            } else {
                return so;
            }
            // The lazy form matches the same whole texts.
            take("?");
        }
        return so;
    }

    private static Pattern counted(Pattern piece, MatchResult count) {
        int least = Integer.parseInt(count.group(1));
        int most = count.group(2) == null
                ? least
                : count.group(3) == null ? Repeated.WITHOUT_END : Integer.parseInt(count.group(3));
        return new Repeated(piece, least, most);
    }
}
