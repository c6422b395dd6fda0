// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.Locale;
import policy.dsl.diagnostic.Invisible;

/// Makes text safe to show to people: what is invisible, reorders text or ends a line becomes an escape with its code
/// point, so that nobody can be shown something else than what is there.
public final class Visible {

    private Visible() {}

    public static String text(String text) {
        if (text.codePoints().noneMatch(Invisible::is)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Invisible.is(c)) {
                shown.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
