// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// What a regular expression asks of a whole text. RE2 syntax: matching takes time linear in the text.
public final class Regex {

    /// Steps of the compiled pattern; matching takes at most this times the length of the text.
    static final int MOST_STEPS = 1_000;

    private Regex() {}

    /// @throws IllegalArgumentException if the expression is not valid or too large, with a message for the author
    public static Test test(String regex) {
        if (PatternSize.of(regex) > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "with its repetitions written out it is over " + MOST_STEPS + " characters long");
        }
        try {
            return new Test.Matches(regex, RequiredTexts.of(regex), Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + ": `" + e.getPattern() + "`", e);
        }
    }
}
