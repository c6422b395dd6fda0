// SPDX-License-Identifier: Apache-2.0
package policy.lsp.text;

/// Texts that must not be too long to show.
public final class Shortened {

    private static final String CUT = "…";

    private Shortened() {}

    /// At most so many UTF-16 units and a mark; no character is cut in half.
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + CUT;
    }
}
