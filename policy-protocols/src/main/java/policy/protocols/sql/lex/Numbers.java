// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// Where a number ends: `42`, `4_2`, `0x2A`, `4.2`, `.42`, `4.`, `4e-2`.
final class Numbers {

    private Numbers() {}

    /// @param at offset of a digit, or of a point before a digit
    /// @return offset behind the number, or -1 if it is not complete
    static int end(CharSequence text, int at) {
        int radix = radix(text, at);
        if (radix != 10) {
            int end = digits(text, at + 2, radix);
            return end == at + 2 ? -1 : end;
        }
        int end = digits(text, at, 10);
        if (charAt(text, end) == '.' && charAt(text, end + 1) != '.') {
            end = plainDigits(text, end + 1);
        }
        char e = charAt(text, end);
        if (e != 'e' && e != 'E') {
            return end;
        }
        int sign = charAt(text, end + 1) == '+' || charAt(text, end + 1) == '-' ? 1 : 0;
        int exponent = plainDigits(text, end + 1 + sign);
        return exponent == end + 1 + sign ? -1 : exponent;
    }

    private static int radix(CharSequence text, int at) {
        if (text.charAt(at) != '0') {
            return 10;
        }
        return switch (charAt(text, at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    /// A leading digit, then digits with at most one underscore before each.
    private static int plainDigits(CharSequence text, int from) {
        return charAt(text, from) == '_' ? from : digits(text, from, 10);
    }

    private static int digits(CharSequence text, int from, int radix) {
        int end = from;
        while (true) {
            int next = charAt(text, end) == '_' ? end + 1 : end;
            char c = charAt(text, next);
            if (c >= 0x80 || Character.digit(c, radix) < 0) {
                return end;
            }
            end = next + 1;
        }
    }

    private static char charAt(CharSequence text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
