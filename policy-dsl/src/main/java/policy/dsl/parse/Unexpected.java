// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.util.Map;

/// What people may have meant by a character that is none of the language.
final class Unexpected {

    /// Signs of mathematics and typography, and how this language writes them.
    private static final Map<Integer, String> SIGNS = Map.ofEntries(
            Map.entry(0x2260, "!="),
            Map.entry(0x2264, "<="),
            Map.entry(0x2265, ">="),
            Map.entry(0x2227, "and"),
            Map.entry(0x2228, "or"),
            Map.entry(0xAC, "not"),
            Map.entry(0x2208, "in"),
            Map.entry(0x2192, "implies"),
            Map.entry(0x21D2, "implies"),
            Map.entry(0x2203, "some"),
            Map.entry(0x2200, "every"));

    private Unexpected() {}

    static String[] help(String text, int at) {
        int character = text.codePointAt(at);
        if (SIGNS.containsKey(character)) {
            return new String[] {"write `" + SIGNS.get(character) + "`"};
        }
        if (Character.isSpaceChar(character)) {
            return new String[] {"write a plain space"};
        }
        return switch (character) {
            case '/' ->
                new String[] {
                    follows(text, at, "matches")
                            ? "a regular expression stands in quotes: `matches r\"^/v\\d+\"`"
                            : "a rate is written `per 1h`; paths and networks stand in quotes"
                };
            case '.' ->
                text.startsWith("..", at)
                        ? new String[] {"write a range without spaces, such as `mon..fri` or `09:00..17:30`"}
                        : at > 0 && text.charAt(at - 1) == ']'
                                ? new String[] {"after brackets go on with brackets: `a[\"x-y\"][\"z\"]`"}
                                : new String[0];
            default -> new String[0];
        };
    }

    private static boolean follows(String text, int at, String word) {
        int end = at;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.startsWith(word, end - word.length());
    }
}
