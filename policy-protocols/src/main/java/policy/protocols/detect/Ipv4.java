// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import org.jspecify.annotations.Nullable;

/// An IPv4 address in dotted decimal form. A version number of four parts looks the same and is found as
/// well.
record Ipv4() implements Shape {

    private static final int PARTS = 4;
    private static final int MAX_DIGITS = 3;
    private static final int MAX_PART = 255;
    private static final Alphabet NOT_BEFORE = new Alphabet("A-Za-z0-9_.-");

    @Override
    public boolean mayStartWith(char c) {
        return Alphabet.DIGITS.has(c);
    }

    @Override
    public boolean mayFollow(int before) {
        return !NOT_BEFORE.has(before);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        int next = start;
        for (int part = 0; part < PARTS; part++) {
            if (part > 0 && text.at(next++) != '.') {
                return null;
            }
            int end = partEnd(text, next);
            if (end < 0) {
                return null;
            }
            next = end;
        }
        boolean goesOn =
                Alphabet.ALNUM.has(text.at(next)) || (text.at(next) == '.' && Alphabet.DIGITS.has(text.at(next + 1)));
        return goesOn ? null : new Match(start, next);
    }

    /// The end of a number from 0 to 255 without leading zeros, or -1.
    private static int partEnd(Window text, int start) {
        int number = 0;
        int end = start;
        while (end - start < MAX_DIGITS && Alphabet.DIGITS.has(text.at(end))) {
            number = number * 10 + text.at(end) - '0';
            end++;
        }
        boolean leadingZero = end - start > 1 && text.at(start) == '0';
        return end == start || leadingZero || number > MAX_PART ? -1 : end;
    }

    @Override
    public int reach() {
        return PARTS * (MAX_DIGITS + 1) + 1;
    }
}
