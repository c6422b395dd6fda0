// SPDX-License-Identifier: Apache-2.0
package policy.lsp.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.source.Span;
import policy.lsp.index.Occurrence.Meaning;

/// What is declared, once all files were looked through; before that no use can be told from a word.
///
/// @param declared by policy and name
/// @param imports policy names by importing policy and alias
record Names(SortedMap<String, SortedMap<String, Declaration>> declared, Map<String, Map<String, String>> imports) {

    static Names of(List<PolicyFile> files, Consumer<Occurrence> found) {
        var names = new Names(new TreeMap<>(), new HashMap<>());
        for (PolicyFile file : files) {
            String policy = policyOf(file);
            names.declared.computeIfAbsent(policy, _ -> new TreeMap<>());
            file.policy()
                    .ifPresent(name -> found.accept(
                            Occurrence.declaration(Symbol.policy(policy), name.span(), new Meaning.Policy())));
            file.declarations().forEach(declaration -> names.declare(policy, declaration, found));
        }
        return names;
    }

    /// Empty for a file that does not say.
    static String policyOf(PolicyFile file) {
        return file.policy().map(Name::text).orElse("");
    }

    private void declare(String policy, Declaration declaration, Consumer<Occurrence> found) {
        Optional<Name> name = switch (declaration) {
            case RuleDeclaration rule -> Optional.of(rule.name());
            case LetDeclaration let -> Optional.of(let.name());
            case ListDeclaration list -> Optional.of(list.name());
            case InvariantDeclaration invariant -> Optional.of(invariant.name());
            case ImportDeclaration imported -> {
                declare(policy, imported, found);
                yield Optional.empty();
            }
            case TestDeclaration _, Declaration.Invalid _ -> Optional.empty();
        };
        name.ifPresent(written -> {
            declared.computeIfAbsent(policy, _ -> new TreeMap<>()).putIfAbsent(written.text(), declaration);
            found.accept(Occurrence.declaration(
                    Symbol.name(policy, written.text()), written.span(), new Meaning.Declared(declaration)));
        });
    }

    private void declare(String policy, ImportDeclaration imported, Consumer<Occurrence> found) {
        Name from = imported.policy();
        String alias = imported.alias().map(Name::text).orElseGet(() -> last(from.text()));
        imports.computeIfAbsent(policy, _ -> new HashMap<>()).putIfAbsent(alias, from.text());
        Span written = imported.alias()
                .map(Name::span)
                .orElseGet(() -> new Span(
                        from.span().source(),
                        from.span().end() - alias.length(),
                        from.span().end()));
        found.accept(new Occurrence(
                Symbol.alias(policy, alias),
                written,
                Optional.of(new Meaning.Import(from.text())),
                imported.alias().isEmpty()));
    }

    /// Whether an expression of this policy that names this means a let or a list.
    boolean isValue(String policy, String name) {
        Declaration declaration = declared.getOrDefault(policy, new TreeMap<>()).get(name);
        return declaration instanceof LetDeclaration || declaration instanceof ListDeclaration;
    }

    boolean isRule(String policy, String name) {
        return declared.getOrDefault(policy, new TreeMap<>()).get(name) instanceof RuleDeclaration;
    }

    boolean isPolicy(String name) {
        return declared.containsKey(name);
    }

    Optional<String> imported(String policy, String alias) {
        return Optional.ofNullable(imports.getOrDefault(policy, Map.of()).get(alias));
    }

    static String last(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
