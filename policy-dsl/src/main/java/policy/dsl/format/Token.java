// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

/// Where tokens end, in text that has been parsed without errors.
final class Token {

    private static final String BRACKETS = "()[]{},:";

    private Token() {}

    static int end(String source, int start) {
        char first = source.charAt(start);
        if (first == '"') {
            return endOfText(source, start);
        }
        if (source.startsWith("r\"", start)) {
            return source.indexOf('"', start + 2) + 1;
        }
        if (BRACKETS.indexOf(first) >= 0) {
            return start + 1;
        }
        // Times of day, which begin with a digit, hold colons; names do not.
        boolean number = first == '-' || (first >= '0' && first <= '9');
        boolean word = number || isOfWord(first);
        int end = start + 1;
        while (end < source.length() && (word ? isOf(source.charAt(end), number) : isOfOperator(source.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static int endOfText(String source, int start) {
        int end = start + 1;
        while (source.charAt(end) != '"') {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    private static boolean isOf(char c, boolean number) {
        return isOfWord(c) || (number && c == ':');
    }

    private static boolean isOfWord(char c) {
        return c == '_' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isOfOperator(char c) {
        return c == '=' || c == '!' || c == '<' || c == '>';
    }
}
