// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
/// @param doubtful names that a mistake was told of
/// @param unread what was written and could not be read: a name that stands there may be declared, and nothing is
///     said about it
public record Namespace(
        String policy,
        Map<String, RuleDeclaration> rules,
        Map<String, LetDeclaration> lets,
        Map<String, TextList> lists,
        Map<String, InvariantDeclaration> invariants,
        Map<String, ImportDeclaration> imports,
        Doubtful doubtful,
        List<TestDeclaration> tests,
        Unread unread) {

    public Namespace {
        rules = ordered(rules);
        lets = ordered(lets);
        lists = ordered(lists);
        invariants = ordered(invariants);
        imports = ordered(imports);
        tests = List.copyOf(tests);
    }

    /// Whether a name that is not here may be declared nevertheless.
    ///
    /// @param name without the alias of an import
    public boolean mayDeclare(String name) {
        return unread.mayDeclare(name);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
