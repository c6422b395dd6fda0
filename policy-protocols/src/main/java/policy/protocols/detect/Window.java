// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

/// The text a shape is compared with, of which more may follow. Whoever asks for a character that is not
/// there yet makes the window remember it: the answer then depends on what follows, and nobody has to
/// think of that case elsewhere.
final class Window {

    /// What stands before the text and after a complete one.
    static final int NOTHING = -1;

    private final CharSequence text;
    private final boolean complete;
    private boolean ranOut;

    Window(CharSequence text, boolean complete) {
        this.text = text;
        this.complete = complete;
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

    /// Whether a character was asked for that is not there yet.
    boolean ranOut() {
        return ranOut;
    }
}
