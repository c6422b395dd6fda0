// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import policy.compiler.condition.Visible;
import policy.dsl.source.Span;

/// Text of a policy in a sentence: in backticks, on one line, not too long, with nothing in it that cannot be seen.
public final class Quotation {

    /// The most characters that are quoted.
    private static final int MOST = 80;

    private static final String CUT = "…";

    private Quotation() {}

    public static String of(Span span) {
        return of(span.text());
    }

    public static String of(String text) {
        String line = Visible.text(text.strip().replaceAll("\\s+", " "));
        boolean fits = line.codePointCount(0, line.length()) <= MOST;
        return "`" + (fits ? line : line.substring(0, line.offsetByCodePoints(0, MOST - 1)) + CUT) + "`";
    }
}
