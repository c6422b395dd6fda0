// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.util.List;
import java.util.Optional;
import policy.compiler.test.TestCase;
import policy.compiler.tree.DecisionTree;
import policy.compiler.type.Typed;
import policy.dsl.diagnostic.Diagnostic;
import policy.runtime.evaluate.CompiledPolicySet;

/// What became of the sources.
///
/// @param diagnostics all mistakes of all files, by file and place; errors and warnings
/// @param policies empty as soon as there is one error
/// @param trees what the policies decide by, one for each protocol; none as soon as there is one error
/// @param typed the rules and invariants that are right in themselves, for tools that read them; where there are
///     errors, others are missing
/// @param tests the test blocks that could be read, in the order of files and places
public record Compilation(
        List<Diagnostic> diagnostics,
        Optional<CompiledPolicySet> policies,
        List<DecisionTree> trees,
        Typed typed,
        List<TestCase> tests,
        Statistics statistics) {

    public Compilation {
        diagnostics = List.copyOf(diagnostics);
        trees = List.copyOf(trees);
        tests = List.copyOf(tests);
    }
}
