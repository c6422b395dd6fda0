// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.List;
import policy.dsl.source.Span;

/// One mistake in a policy, told once.
///
/// @param message what is wrong: lower case, no full stop, user text in backticks
/// @param primary the place the caret points at, with what is wrong there
/// @param secondary other places that matter ("first declared here")
/// @param help what to do, each a sentence fragment such as "did you mean `http.path`?"
public record Diagnostic(Code code, String message, Label primary, List<Label> secondary, List<String> help) {
    public Diagnostic {
        secondary = List.copyOf(secondary);
        help = List.copyOf(help);
    }

    public static Diagnostic of(Code code, String message, Span at, String label, String... help) {
        return new Diagnostic(code, message, new Label(at, label), List.of(), List.of(help));
    }

    public Diagnostic withSecondary(Span at, String label) {
        return new Diagnostic(code, message, primary, List.of(new Label(at, label)), help);
    }

    public Severity severity() {
        return code.severity();
    }

    /// A place and a few words about it; the words may be empty.
    public record Label(Span span, String text) {}
}
