// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.BitSet;

/// A whole text without what only breaks it: characters nobody sees, any number of them, control characters
/// and, if asked for, ends of lines and tabs. A model puts a key together again that was taken apart this
/// way. Only for whole texts; of a stream, any amount would have to be held back.
///
/// @param text folded as [Folded] does
/// @param breaks before which characters something was taken out: there a word may begin and end
record Unbroken(CharSequence text, BitSet breaks) {

    /// @param lines whether ends of lines and tabs are taken out, too
    static Unbroken of(CharSequence text, boolean lines) {
        var whole = new StringBuilder(text.length());
        var breaks = new BitSet();
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            int like = Folded.fold(c);
            if (like == Folded.DROPPED || taken(c, lines)) {
                breaks.set(whole.length());
            } else {
                whole.append(Folded.unit(like));
            }
        }
        return new Unbroken(whole, breaks);
    }

    /// Whether there is anything to take out.
    static boolean changes(CharSequence text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 0x20 && c < 0x7F;
            if (!plain && (taken(c, lines) || (c >= 0x80 && hidden(text, i)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hidden(CharSequence text, int at) {
        return Folded.fold(Character.codePointAt(text, at)) == Folded.DROPPED;
    }

    Window window() {
        return new Window(text, true, breaks);
    }

    private static boolean taken(int c, boolean lines) {
        return switch (c) {
            case '\t', '\n', 0x0B, '\f', '\r', 0x85, 0x2028, 0x2029 -> lines;
            default -> Character.isISOControl(c);
        };
    }
}
