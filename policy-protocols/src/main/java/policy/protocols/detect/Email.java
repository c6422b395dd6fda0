// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import org.jspecify.annotations.Nullable;

/// An e-mail address as people write it: no quotes, no comments, a domain of at least two labels (RFC
/// 5321 for the lengths). Letters of any script count.
record Email() implements Shape {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final int MAX_DOMAIN = 255;
    private static final int MIN_TOP_LABEL = 2;

    @Override
    public boolean mayStartWith(char c) {
        return local(c);
    }

    @Override
    public boolean mayFollow(int before) {
        return !local(before);
    }

    @Override
    public @Nullable Match match(Window text, int start) {
        int at = start;
        while (at - start < MAX_LOCAL && local(text.at(at))) {
            at++;
        }
        if (text.at(at) != '@') {
            return null;
        }
        int end = domainEnd(text, at + 1);
        return end < 0 ? null : new Match(start, end);
    }

    /// The end of the longest domain that starts here, or -1: a full stop that ends the sentence is not
    /// part of it.
    private static int domainEnd(Window text, int start) {
        int end = -1;
        int labelStart = start;
        while (labelStart - start < MAX_DOMAIN) {
            int labelEnd = labelStart;
            while (labelEnd - labelStart < MAX_LABEL && label(text.at(labelEnd))) {
                labelEnd++;
            }
            if (labelStart > start && top(text, labelStart, labelEnd)) {
                end = labelEnd;
            }
            if (labelEnd == labelStart || text.at(labelEnd) != '.') {
                return end;
            }
            labelStart = labelEnd + 1;
        }
        return end;
    }

    private static boolean top(Window text, int start, int end) {
        if (end - start < MIN_TOP_LABEL) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Character.isLetter((char) text.at(i))) {
                return text.at(start) == 'x' && text.at(start + 1) == 'n' && text.at(start + 2) == '-';
            }
        }
        return true;
    }

    private static boolean local(int c) {
        return label(c) || c == '.' || c == '_' || c == '%' || c == '+';
    }

    private static boolean label(int c) {
        return c >= 0 && (Character.isLetterOrDigit((char) c) || c == '-');
    }

    @Override
    public int reach() {
        return MAX_LOCAL + 1 + MAX_DOMAIN + 1 + MAX_LABEL + 1;
    }
}
