// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import org.jspecify.annotations.Nullable;

/// The number of a payment card (ISO/IEC 7812): digits of a length its brand has, together or parted by
/// single spaces or hyphens, with a right Luhn sum.
record Card() implements Shape {

    private static final int MIN_DIGITS = 13;
    private static final int MAX_DIGITS = 19;
    private static final Alphabet NOT_BEFORE = new Alphabet("A-Za-z0-9_.");

    @Override
    public boolean mayStartWith(char c) {
        return c >= '2' && c <= '6';
    }

    @Override
    public boolean mayFollow(int before) {
        return !NOT_BEFORE.has(before);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        var digits = new int[MAX_DIGITS];
        var ends = new int[MAX_DIGITS];
        int count = 0;
        int next = start;
        while (count < MAX_DIGITS && Alphabet.DIGITS.has(text.at(next))) {
            digits[count] = text.at(next) - '0';
            ends[count] = next + 1;
            count++;
            next++;
            if (separator(text.at(next)) && Alphabet.DIGITS.has(text.at(next + 1))) {
                next++;
            }
        }
        for (int length = count; length >= MIN_DIGITS; length--) {
            if (!Alphabet.ALNUM.has(text.at(ends[length - 1])) && brand(digits, length) && luhn(digits, length)) {
                return new Match(start, ends[length - 1]);
            }
        }
        return null;
    }

    private static boolean separator(int c) {
        return c == ' ' || c == '-';
    }

    /// Whether a brand has numbers that start like this and are this long.
    private static boolean brand(int[] digits, int length) {
        int first4 = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
        int first2 = first4 / 100;
        int first3 = first4 / 10;
        boolean visa = digits[0] == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && ((first2 >= 51 && first2 <= 55) || (first4 >= 2221 && first4 <= 2720));
        boolean amex = length == 15 && (first2 == 34 || first2 == 37);
        boolean diners =
                length >= 14 && ((first3 >= 300 && first3 <= 305) || first2 == 36 || first2 == 38 || first2 == 39);
        boolean others =
                length >= 16 && (first2 == 35 || first4 == 6011 || first2 == 62 || first2 == 64 || first2 == 65);
        return visa || mastercard || amex || diners || others;
    }

    private static boolean luhn(int[] digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits[length - 1 - i];
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    @Override
    public int reach() {
        return 2 * MAX_DIGITS + 2;
    }
}
