// SPDX-License-Identifier: Apache-2.0
package policy.compiler.outline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import policy.dsl.source.Span;

/// Text in the one style as it would stand if lines had no end. No text literal goes over the end of a line, so what is
/// quoted stays as it is.
public final class OneLine {

    private static final Pattern OPENING = Pattern.compile("(?<=[\\[(])\\n\\s*");
    private static final Pattern CLOSING = Pattern.compile(",?\\n\\s*(?=[\\])])");
    private static final Pattern CLOSING_BRACE = Pattern.compile(",?\\n\\s*(?=})");
    private static final Pattern BETWEEN = Pattern.compile("\\n\\s*");
    /// A text literal, raw or not, or the space between a keyword and the column where the rest begins.
    private static final Pattern QUOTED_OR_GAP = Pattern.compile("\\br\"[^\"]*\"|\"(?:\\\\.|[^\"\\\\])*\"| {2,}");

    private OneLine() {}

    /// @param span in a text that the formatter wrote
    public static String of(Span span) {
        String text = OPENING.matcher(span.text()).replaceAll("");
        text = CLOSING.matcher(text).replaceAll("");
        text = CLOSING_BRACE.matcher(text).replaceAll(" ");
        text = BETWEEN.matcher(text).replaceAll(" ");
        return QUOTED_OR_GAP
                .matcher(text)
                .replaceAll(found -> found.group().isBlank() ? " " : Matcher.quoteReplacement(found.group()));
    }
}
