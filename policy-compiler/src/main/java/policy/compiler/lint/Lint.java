// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import policy.compiler.analysis.Meanings;
import policy.compiler.report.Report;
import policy.compiler.resolve.Namespace;
import policy.compiler.resolve.Policies;
import policy.compiler.type.Typed;
import policy.compiler.type.TypedRule;
import policy.compiler.type.WrittenRules;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.runtime.request.Vocabulary;

/// Finds rules and parts of rules that make no difference, approvals that nobody gets, and what nobody uses.
public final class Lint {

    private final Report report;
    private final Uses uses;

    private Lint(Report report, Uses uses) {
        this.report = report;
        this.uses = uses;
    }

    /// @param vocabulary what the policies speak about
    public static void check(Vocabulary vocabulary, Policies policies, Typed typed, Report report) {
        var meanings = new Meanings(vocabulary);
        var written = WrittenRules.in(vocabulary, policies);
        var rules = new RuleWarnings(meanings, written, report);
        List<TypedRule> possible = typed.rules().stream().filter(rules::check).toList();
        possible.stream()
                .collect(Collectors.groupingBy(rule -> rule.rule().policy(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofOnePolicy -> PairWarnings.check(ofOnePolicy, meanings, report));
        var approvals = new ApprovalWarnings(meanings, written, report);
        possible.forEach(approvals::check);
        var lint = new Lint(report, Uses.of(policies));
        policies.all().forEach(lint::check);
    }

    private void check(Namespace policy) {
        policy.lets().values().forEach(let -> {
            tellUnused(Code.P403, let.name(), policy);
            tellUnusedParameters(let, policy);
        });
        policy.lists()
                .values()
                .forEach(list -> tellUnused(Code.P405, list.declaration().name(), policy));
        policy.imports().forEach((alias, declared) -> {
            if (!uses.hasImport(policy, alias)) {
                report.add(unusedImport(declared));
            }
        });
    }

    private void tellUnused(Code code, Name name, Namespace policy) {
        if (!uses.hasDeclaration(policy, name.text())) {
            report.add(Diagnostic.of(
                    code,
                    "`" + name.text() + "` is never used",
                    name.span(),
                    "no rule and no test needs it",
                    "use it, or delete it"));
        }
    }

    private void tellUnusedParameters(LetDeclaration let, Namespace policy) {
        if (let.parameters().isEmpty()) {
            return;
        }
        Set<String> mentioned = Uses.in(let.value(), policy);
        let.parameters().stream()
                .filter(parameter -> !mentioned.contains(parameter.text()))
                .forEach(parameter -> report.add(Diagnostic.of(
                        Code.P408,
                        "`" + parameter.text() + "` is never used",
                        parameter.span(),
                        "what is given for it does not matter",
                        "use it, or delete it here and at every use of `"
                                + let.name().text() + "`")));
    }

    private static Diagnostic unusedImport(ImportDeclaration declared) {
        return Diagnostic.of(
                Code.P404,
                "nothing of `" + declared.policy().text() + "` is used",
                declared.span(),
                "this import changes nothing",
                "delete it");
    }
}
