// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;

/// All declarations of one policy, from all its files. Rules and lets share one set of names.
///
/// @param policy dotted name
/// @param complete whether all that was written could be read; if not, a name that is not here may be declared
///     nevertheless, and nothing is said about it
public record Namespace(
        String policy,
        Map<String, RuleDeclaration> rules,
        Map<String, LetDeclaration> lets,
        List<TestDeclaration> tests,
        boolean complete) {

    public Namespace {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        lets = Collections.unmodifiableMap(new LinkedHashMap<>(lets));
        tests = List.copyOf(tests);
    }
}
