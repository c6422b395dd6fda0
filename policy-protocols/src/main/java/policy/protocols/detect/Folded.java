// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.Arrays;

/// A text as detectors see it: what people do not see is gone, and what only looks different is the same.
///
/// Characters without width between visible ones are dropped (up to [#MAX_HIDDEN] in a row), digits of
/// any script become 0 to 9, full-width and tag characters ASCII, all spaces a space, all hyphens a
/// hyphen. Look-alike letters of other scripts stay what they are. Every character knows where it came
/// from.
final class Folded {

    /// More than so many in a row are not an accident of copying, but a break.
    static final int MAX_HIDDEN = 2;

    /// The most chars of the original that one char here, with the hidden ones after it, can stand for.
    static final int MAX_SPREAD = 2 + 2 * MAX_HIDDEN;

    static final int DROPPED = -1;
    private static final int BREAK = 0;

    private final CharSequence text;
    private final int[] starts;
    private final int[] ends;

    private Folded(CharSequence text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    CharSequence text() {
        return text;
    }

    /// Where the character at an offset begins in the original.
    int start(int offset) {
        return starts.length == 0 ? offset : starts[offset];
    }

    /// Where the character before an offset ends in the original.
    int end(int offset) {
        return starts.length == 0 || offset == 0 ? offset : ends[offset - 1];
    }

    static Folded of(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && (Character.isSurrogate(c) || fold(c) != c)) {
                return unlike(text);
            }
        }
        return new Folded(text, new int[0], new int[0]);
    }

    private static Folded unlike(CharSequence text) {
        var folded = new StringBuilder(text.length());
        var starts = new int[text.length() + 1];
        var ends = new int[text.length() + 1];
        int hidden = 0;
        for (int i = 0; i < text.length(); ) {
            int point = Character.codePointAt(text, i);
            int next = i + Character.charCount(point);
            int like = fold(point);
            hidden = like == DROPPED ? hidden + 1 : 0;
            if (like == DROPPED && hidden > MAX_HIDDEN) {
                like = BREAK;
            }
            if (like != DROPPED) {
                starts[folded.length()] = i;
                ends[folded.length()] = next;
                folded.append(unit(like));
            }
            i = next;
        }
        return new Folded(folded, Arrays.copyOf(starts, folded.length() + 1), ends);
    }

    /// One char for one character: those outside of the basic plane take part in no shape.
    static char unit(int c) {
        return Character.isBmpCodePoint(c) ? (char) c : Character.highSurrogate(c);
    }

    /// What a character looks like, or [#DROPPED] if it cannot be seen.
    static int fold(int c) {
        if (c < 0x80) {
            return c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return c - 0xFF01 + '!';
        }
        if (c >= 0xE0020 && c <= 0xE007E) {
            return c - 0xE0020 + ' ';
        }
        if (Character.isDigit(c)) {
            return '0' + Character.digit(c, 10);
        }
        return switch (Character.getType(c)) {
            case Character.FORMAT -> DROPPED;
            case Character.SPACE_SEPARATOR -> ' ';
            default -> invisible(c) ? DROPPED : hyphen(c) ? '-' : c;
        };
    }

    /// Characters of Unicode's property Default_Ignorable_Code_Point that are no format characters: the
    /// grapheme joiner, fillers of Hangul, Khmer vowels, Mongolian and other variation selectors.
    private static boolean invisible(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFFA0
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /// Hyphens, the figure dash, the en dash and the minus sign; a dash that parts a sentence is not
    /// among them.
    private static boolean hyphen(int c) {
        return (c >= 0x2010 && c <= 0x2013) || c == 0x2212 || c == 0xFE63;
    }
}
