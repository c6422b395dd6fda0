// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.util.List;
import java.util.Optional;
import policy.compiler.Compilation;
import policy.compiler.test.TestCase;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.tests.Examined;

/// What became of the files of a policy set.
sealed interface Compiled {

    record Tests(CompiledPolicySet policies, Examined examined) implements Compiled {

        List<TestCase> tests() {
            return examined.compilation().tests();
        }
    }

    /// @param what in a few words
    /// @param at the first mistake
    record Problem(String what, Optional<Span> at, String text) implements Compiled {}

    static Compiled of(SourceSet sources) {
        Examined examined = Examined.of(sources);
        Compilation compilation = examined.compilation();
        return compilation
                .policies()
                .<Compiled>map(policies -> new Tests(policies, examined))
                .orElseGet(() -> problem(compilation.diagnostics()));
    }

    private static Problem problem(List<Diagnostic> diagnostics) {
        return new Problem(
                "the policies compile",
                diagnostics.stream()
                        .filter(told -> told.severity() == Severity.ERROR)
                        .findFirst()
                        .map(first -> first.primary().span()),
                new TextRenderer(false).render(diagnostics));
    }

    static Problem missing(String reason) {
        return new Problem("there are policies to test", Optional.empty(), reason);
    }
}
