// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

/// What stands at a place of a text.
final class Ahead {

    private Ahead() {}

    static boolean startsWith(CharSequence text, String part, int at) {
        if (at < 0 || at + part.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.charAt(at + i) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The next place where a delimiter stands whose first character is in it only once more, at its end: so what
    /// was compared in vain is not compared again.
    ///
    /// @return -1 if there is none
    static int indexOf(CharSequence text, String delimiter, int from) {
        for (int at = from; at + delimiter.length() <= text.length(); at++) {
            if (startsWith(text, delimiter, at)) {
                return at;
            }
        }
        return -1;
    }
}
