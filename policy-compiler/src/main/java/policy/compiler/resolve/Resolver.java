// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import policy.compiler.report.Report;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Gathers the declarations of each policy and finds names declared twice.
public final class Resolver {

    private Resolver() {}

    /// @param files in the order of their names, so that "first declared here" does not depend on how they were
    ///     listed
    /// @return the policies in the order of their names
    public static List<Namespace> resolve(List<PolicyFile> files, Report report) {
        var policies = new TreeMap<String, Gathered>();
        for (PolicyFile file : files) {
            // A file without a policy name is an error already; its rules are still read for theirs.
            String policy = file.policy().map(Name::text).orElse("");
            var gathered = policies.computeIfAbsent(policy, _ -> new Gathered());
            file.declarations().forEach(declaration -> gathered.add(declaration, report));
        }
        // What stands in a file of no known policy may belong to any.
        boolean known = files.stream().allMatch(file -> file.policy().isPresent());
        return policies.entrySet().stream()
                .map(policy -> policy.getValue().named(policy.getKey(), known))
                .toList();
    }

    /// One policy while its files are read.
    private static final class Gathered {

        private final Map<String, Name> first = new HashMap<>();
        private final Map<String, RuleDeclaration> rules = new LinkedHashMap<>();
        private final Map<String, LetDeclaration> lets = new LinkedHashMap<>();
        private final List<TestDeclaration> tests = new ArrayList<>();
        private boolean complete = true;

        void add(Declaration declaration, Report report) {
            switch (declaration) {
                case RuleDeclaration rule -> {
                    if (isNew(rule.name(), report)) {
                        rules.put(rule.name().text(), rule);
                    }
                }
                case LetDeclaration let -> {
                    if (isNew(let.name(), report)) {
                        lets.put(let.name().text(), let);
                    }
                }
                case TestDeclaration test -> tests.add(test);
                case Declaration.Invalid _ -> {
                    complete = false;
                    report.silentMistake();
                }
            }
        }

        private boolean isNew(Name name, Report report) {
            Name before = first.putIfAbsent(name.text(), name);
            if (before == null) {
                return true;
            }
            report.add(Diagnostic.of(
                            Code.P201,
                            "`" + name.text() + "` is declared twice",
                            name.span(),
                            "declared again here",
                            "rules and lets of one policy share their names, over all its files; rename one")
                    .withSecondary(before.span(), "first declared here"));
            return false;
        }

        Namespace named(String policy, boolean allFilesKnown) {
            return new Namespace(policy, rules, lets, tests, complete && allFilesKnown);
        }
    }
}
