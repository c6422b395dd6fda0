// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Short texts that a regular expression may match: of repetitions as few as are allowed, of a class of characters the
/// first that fits. It reads what is common in RE2 syntax; whoever uses a text asks the expression itself.
final class PatternTexts {

    /// How many texts are made of one expression, one for each way through its alternatives.
    private static final int MOST = 16;

    /// How often something is repeated at most.
    private static final int MOST_REPEATED = 100;

    private static final String TRIED = "x0aA _-/.:,@#=+~%&";

    private final String regex;
    private int at;

    private PatternTexts(String regex) {
        this.regex = regex;
    }

    /// None if the expression is not understood.
    static List<String> of(String regex) {
        var reader = new PatternTexts(regex);
        try {
            List<String> texts = reader.alternatives();
            return reader.at == regex.length() ? texts : List.of();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notUnderstood) {
            return List.of();
        }
    }

    private List<String> alternatives() {
        var texts = new ArrayList<>(sequence());
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            texts.addAll(sequence());
        }
        return texts.stream().distinct().limit(MOST).toList();
    }

    private List<String> sequence() {
        List<String> texts = List.of("");
        while (at < regex.length() && "|)".indexOf(regex.charAt(at)) < 0) {
            List<String> item = repeated(item());
            texts = texts.stream()
                    .flatMap(text -> item.stream().map(more -> text + more))
                    .limit(MOST)
                    .toList();
        }
        return texts;
    }

    private List<String> item() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '^', '$' -> List.of("");
            case '.' -> List.of("x");
            case '(' -> group();
            case '[' -> List.of(ofClass());
            case '\\' -> List.of(escaped());
            default -> List.of(String.valueOf(c));
        };
    }

    private List<String> group() {
        if (regex.startsWith("?:", at)) {
            at += 2;
        } else if (regex.startsWith("?P<", at) || regex.startsWith("?<", at)) {
            at = regex.indexOf('>', at) + 1;
        } else if (regex.startsWith("?", at)) {
            // Flags such as (?i) change what the rest means in ways a made-up text need not follow.
            int end = regex.indexOf(')', at);
            at = end + 1;
            return List.of("");
        }
        List<String> texts = alternatives();
        if (regex.charAt(at++) != ')') {
            throw new IllegalArgumentException("a group without an end");
        }
        return texts;
    }

    private String escaped() {
        char c = regex.charAt(at++);
        return switch (c) {
            case 'd' -> "0";
            case 'D', 'w' -> "x";
            case 'W' -> "-";
            case 's' -> " ";
            case 'S' -> "x";
            case 'b', 'B', 'A', 'z', 'Q', 'E' -> "";
            case 't' -> "\t";
            case 'n' -> "\n";
            case 'p', 'P', 'x' -> throw new IllegalArgumentException("classes by name and code points are not read");
            default -> String.valueOf(c);
        };
    }

    /// The first character a class holds, found by asking it.
    private String ofClass() {
        int start = at - 1;
        at += regex.charAt(at) == '^' ? 1 : 0;
        at += regex.charAt(at) == ']' ? 1 : 0;
        while (regex.charAt(at) != ']') {
            boolean named = regex.startsWith("[:", at);
            at = named ? regex.indexOf(":]", at) + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
        }
        String written = regex.substring(start, ++at);
        var pattern = com.google.re2j.Pattern.compile(written);
        return Stream.concat(
                        written.chars().mapToObj(Character::toString),
                        TRIED.chars().mapToObj(Character::toString))
                .filter(pattern::matches)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no usual character"));
    }

    private List<String> repeated(List<String> once) {
        int least = 1;
        while (at < regex.length() && "*+?{".indexOf(regex.charAt(at)) >= 0) {
            char sign = regex.charAt(at++);
            switch (sign) {
                case '*', '?' -> least = 0;
                case '{' -> {
                    int end = regex.indexOf('}', at);
                    least = Integer.parseInt(regex.substring(at, end).split(",", 2)[0]);
                    at = end + 1;
                }
                default -> {}
            }
        }
        int times = Math.min(least, MOST_REPEATED);
        return once.stream().map(text -> text.repeat(times)).distinct().toList();
    }
}
