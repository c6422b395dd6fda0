// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Locale;

/// Makes text safe to show to people: what is invisible, reorders text or ends a line becomes an escape with its code
/// point, so that nobody can be shown something else than what is there.
public final class Visible {

    private Visible() {}

    public static String text(String text) {
        if (text.codePoints().noneMatch(Visible::hides)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (hides(c)) {
                shown.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /// Controls, format characters (bidirectional controls, zero-width ones, tags), line and paragraph separators,
    /// halves of surrogate pairs, private use and unassigned code points.
    private static boolean hides(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> isBlankLetter(codePoint);
        };
    }

    /// Letters and marks without a shape of their own.
    private static boolean isBlankLetter(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
