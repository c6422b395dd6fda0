// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import java.util.BitSet;

/// The text a shape is compared with, of which more may follow. Whoever asks for a character that is not
/// there yet makes the window remember it: the answer then depends on what follows, and nobody has to
/// think of that case elsewhere.
final class Window {

    /// What stands before the text and after a complete one.
    static final int NOTHING = -1;

    private static final BitSet NONE = new BitSet();

    private final CharSequence text;
    private final boolean complete;
    private final BitSet breaks;
    private boolean ranOut;

    Window(CharSequence text, boolean complete) {
        this(text, complete, NONE);
    }

    /// @param breaks before which characters a word may begin and end, whatever they are
    Window(CharSequence text, boolean complete, BitSet breaks) {
        this.text = text;
        this.complete = complete;
        this.breaks = breaks;
    }

    int length() {
        return text.length();
    }

    /// The character at an offset, or [#NOTHING].
    int at(int offset) {
        if (offset < 0) {
            return NOTHING;
        }
        if (offset < text.length()) {
            return text.charAt(offset);
        }
        ranOut |= !complete;
        return NOTHING;
    }

    /// What a word that begins here stands after: the character before, or [#NOTHING].
    int before(int offset) {
        return breaks.get(offset) ? NOTHING : at(offset - 1);
    }

    /// What a word that ends here stands before: the character at the offset, or [#NOTHING].
    int after(int offset) {
        return breaks.get(offset) ? NOTHING : at(offset);
    }

    /// Whether a character was asked for that is not there yet.
    boolean ranOut() {
        return ranOut;
    }
}
