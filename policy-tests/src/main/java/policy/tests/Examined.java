// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Optional;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.test.TestCase;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.SourceSet;
import policy.dsl.source.Span;
import policy.protocols.Protocols;

/// Policies and their tests, ready to be run. A test whose sample describes no message stops no other: it is there to
/// fail, with the mistake.
///
/// @param flaws the mistakes in samples, if nothing else is wrong
public record Examined(Compilation compilation, List<Diagnostic> flaws) {

    public Examined {
        flaws = List.copyOf(flaws);
    }

    /// Compiles a second time only where there is a mistake.
    public static Examined of(SourceSet sources) {
        Compilation strict = ProtocolSamples.compiler().compile(sources);
        if (strict.policies().isPresent()) {
            return new Examined(strict, List.of());
        }
        Compilation rules = new Compiler(Protocols.vocabulary()).compile(sources);
        return rules.policies().isPresent()
                ? new Examined(
                        rules,
                        strict.diagnostics().stream()
                                .filter(told -> told.severity() == Severity.ERROR)
                                .toList())
                : new Examined(strict, List.of());
    }

    /// The mistake in a test's sample: in the row of its table, in the sample, or in a let that they name.
    ///
    /// @param reason why the protocol's model takes it for no message
    Optional<Diagnostic> flaw(TestCase test, String reason) {
        List<Diagnostic> same = flaws.stream()
                .filter(flaw -> reason.startsWith(problem(flaw.message())))
                .toList();
        return same.stream()
                .filter(flaw -> isWithin(flaw, test.span()))
                .findFirst()
                .or(() -> same.stream()
                        .filter(flaw -> isWithin(flaw, test.sampleSpan()))
                        .findFirst())
                .or(() -> same.stream().findFirst());
    }

    /// What a message says behind the name of the protocol.
    private static String problem(String message) {
        int colon = message.indexOf(": ");
        return colon < 0 ? message : message.substring(colon + 2);
    }

    private static boolean isWithin(Diagnostic flaw, Span span) {
        Span at = flaw.primary().span();
        return at.source().name().equals(span.source().name()) && at.start() >= span.start() && at.end() <= span.end();
    }
}
