// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import policy.compiler.lists.TextList;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;

/// All declarations of one policy, from all its files. Rules, lets, lists and invariants share one set of names.
///
/// @param policy dotted name
/// @param imports by alias; all are of policies there are
/// @param brokenImports the words of imports that are wrong
/// @param complete whether all that was written could be read; if not, a name that is not here may be declared
///     nevertheless, and nothing is said about it
public record Namespace(
        String policy,
        Map<String, RuleDeclaration> rules,
        Map<String, LetDeclaration> lets,
        Map<String, TextList> lists,
        Map<String, InvariantDeclaration> invariants,
        Map<String, ImportDeclaration> imports,
        Set<String> brokenImports,
        List<TestDeclaration> tests,
        boolean complete) {

    public Namespace {
        rules = ordered(rules);
        lets = ordered(lets);
        lists = ordered(lists);
        invariants = ordered(invariants);
        imports = ordered(imports);
        brokenImports = Set.copyOf(brokenImports);
        tests = List.copyOf(tests);
    }

    /// Whether a name begins with the word of an import that is wrong, so that nothing is known of it.
    public boolean isOfBrokenImport(String name) {
        int dot = name.indexOf('.');
        return dot >= 0 && brokenImports.contains(name.substring(0, dot));
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
