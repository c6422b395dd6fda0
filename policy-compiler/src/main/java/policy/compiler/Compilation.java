// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
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
/// @param content what the revision is the hash of: sources and the data files that lists name, in canonical form
public record Compilation(
        List<Diagnostic> diagnostics,
        Optional<CompiledPolicySet> policies,
        List<DecisionTree> trees,
        Typed typed,
        List<TestCase> tests,
        Statistics statistics,
        SortedMap<String, byte[]> content) {

    public Compilation {
        diagnostics = List.copyOf(diagnostics);
        trees = List.copyOf(trees);
        tests = List.copyOf(tests);
        content = Collections.unmodifiableSortedMap(content);
    }
}
