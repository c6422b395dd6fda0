// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import org.jspecify.annotations.Nullable;

/// A social security number of the United States with its hyphens; numbers that are never given out are
/// not found.
record SocialSecurityNumber() implements Shape {

    private static final String FORM = "ddd-dd-dddd";
    private static final Alphabet WORD = new Alphabet("A-Za-z0-9_.-");
    private static final int NEVER = 666;
    private static final int FIRST_TAXPAYER_NUMBER = 900;

    @Override
    public boolean mayStartWith(char c) {
        return Alphabet.DIGITS.has(c);
    }

    @Override
    public boolean mayFollow(int before) {
        return !WORD.has(before);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        for (int i = 0; i < FORM.length(); i++) {
            int c = text.at(start + i);
            if (FORM.charAt(i) == 'd' ? !Alphabet.DIGITS.has(c) : c != '-') {
                return null;
            }
        }
        int end = start + FORM.length();
        int after = text.at(end);
        int area = number(text, start, 3);
        boolean given = area > 0 && area != NEVER && area < FIRST_TAXPAYER_NUMBER;
        return given
                        && number(text, start + 4, 2) > 0
                        && number(text, start + 7, 4) > 0
                        && !Alphabet.BASE64_URL.has(after)
                ? new Match(start, end)
                : null;
    }

    private static int number(Window text, int start, int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            number = number * 10 + text.at(start + i) - '0';
        }
        return number;
    }

    @Override
    public int reach() {
        return FORM.length() + 1;
    }
}
