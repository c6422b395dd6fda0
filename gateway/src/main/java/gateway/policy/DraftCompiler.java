// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.List;
import java.util.Optional;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.SourceSet;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.Vocabulary;

/// Compiles what was read, wherever from. A defect of the compiler is a policy set that is not put in force.
final class DraftCompiler {

    private static final System.Logger LOG = System.getLogger(DraftCompiler.class.getName());

    private final Compiler compiler;

    DraftCompiler(Vocabulary vocabulary) {
        this.compiler = new Compiler(vocabulary);
    }

    Draft.Result compile(SourceSet sources, Optional<Release> release) {
        Compilation compilation;
        try {
            compilation = compiler.compile(sources);
            compilation.policies().ifPresent(CompiledPolicySet::prepare);
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, "the compiler failed", defect);
            return new Draft.Result.Broken(1, "the compiler failed", "error: the compiler failed; the log says how");
        }
        List<Diagnostic> errors = compilation.diagnostics().stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty() && compilation.policies().isPresent()) {
            UnenforceableRules.of(compilation.typed().rules())
                    .forEach(told -> LOG.log(System.Logger.Level.WARNING, told));
            return new Draft.Result.Good(compilation.policies().get(), compilation.content(), release);
        }
        String first = errors.isEmpty() ? "it does not compile" : line(errors.getFirst());
        return new Draft.Result.Broken(errors.size(), first, render(errors));
    }

    private static String line(Diagnostic error) {
        return "%s: %s: %s".formatted(error.primary().span().place(), error.code(), error.message());
    }

    static String render(List<Diagnostic> diagnostics) {
        return new TextRenderer(false).render(diagnostics);
    }
}
