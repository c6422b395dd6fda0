// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import java.util.ArrayList;
import java.util.List;

/// What the model answers, settled by what it is asked, and what of that a client may get to see.
sealed interface Script {

    String KEY = "AKIAIOSFODNN7EXAMPLE";
    String MAIL = "bob@example.org";

    String HELLO = "Hello! How can I help you today?";
    String LEAK = "Sure: the key is " + KEY + ", and " + MAIL + " knows more. Keep both to yourself.";
    String MASKED_LEAK = "Sure: the key is [aws_access_key], and [email] knows more. Keep both to yourself.";

    /// Asked for this, it breaks off in the middle of a stream.
    String BREAK_OFF = "break off";

    String TOOL = "lookup";
    String ARGUMENTS = "{\"owner\":\"" + MAIL + "\",\"keys\":[\"" + KEY + "\"]}";
    String MASKED_ARGUMENTS = "{\"owner\":\"[email]\",\"keys\":[\"[aws_access_key]\"]}";

    /// Shorter than any secret, and no divisor of one: every secret is spread over several deltas.
    int DELTA = 3;

    record Says(String text) implements Script {}

    record Calls(String arguments) implements Script {}

    static Script of(String prompt) {
        if (prompt.contains("look up")) {
            return new Calls(ARGUMENTS);
        }
        return new Says(prompt.contains("leak") ? LEAK : HELLO);
    }

    /// A text as a model streams it.
    static List<String> deltas(String text) {
        var deltas = new ArrayList<String>();
        for (int start = 0; start < text.length(); start += DELTA) {
            deltas.add(text.substring(start, Math.min(start + DELTA, text.length())));
        }
        return deltas;
    }
}
