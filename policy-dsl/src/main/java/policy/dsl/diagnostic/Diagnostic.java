// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import policy.dsl.source.Span;

/// One mistake in a policy, told once.
///
/// @param message what is wrong: lower case, no full stop, user text in backticks
/// @param primary the place the caret points at, with what is wrong there
/// @param secondary other places that matter ("first declared here")
/// @param help what to do, each a sentence fragment such as "did you mean `http.path`?"
public record Diagnostic(Code code, String message, Label primary, List<Label> secondary, List<String> help) {
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(
                    (Diagnostic d) -> d.primary().span().source().name())
            .thenComparingInt(d -> d.primary().span().start())
            .thenComparing(Diagnostic::code);

    public Diagnostic {
        secondary = List.copyOf(secondary);
        help = List.copyOf(help);
    }

    public static Diagnostic of(Code code, String message, Span at, String label, String... help) {
        return new Diagnostic(code, message, new Label(at, label), List.of(), List.of(help));
    }

    /// The same with one more secondary label.
    public Diagnostic withSecondary(Span at, String label) {
        var labels = Stream.concat(secondary.stream(), Stream.of(new Label(at, label)));
        return new Diagnostic(code, message, primary, labels.toList(), help);
    }

    /// By file, then by position, then by code: the order in which they are shown.
    public static List<Diagnostic> inOrder(Collection<Diagnostic> diagnostics) {
        return diagnostics.stream().sorted(BY_PLACE).toList();
    }

    public Severity severity() {
        return code.severity();
    }

    /// A place and a few words about it; the words may be empty.
    public record Label(Span span, String text) {}
}
