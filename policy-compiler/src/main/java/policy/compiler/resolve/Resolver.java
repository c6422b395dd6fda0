// SPDX-License-Identifier: Apache-2.0
package policy.compiler.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.lists.ListReader;
import policy.compiler.lists.TextList;
import policy.compiler.report.Report;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ImportDeclaration;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.ast.PolicyFile;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Source;
import policy.runtime.request.Vocabulary;

/// Gathers the declarations of each policy, finds names declared twice, and reads the files that lists stand in.
public final class Resolver {

    private final Vocabulary vocabulary;
    private final ListReader lists;
    private final Report report;

    public Resolver(Vocabulary vocabulary, ListReader lists, Report report) {
        this.vocabulary = vocabulary;
        this.lists = lists;
        this.report = report;
    }

    /// @param files in the order of their names, so that "first declared here" does not depend on how they were
    ///     listed
    public Policies resolve(List<PolicyFile> files) {
        var policies = new TreeMap<String, Gathered>();
        for (PolicyFile file : files) {
            // A file without a policy name is an error already; its rules are still read for theirs.
            String policy = file.policy().map(Name::text).orElse("");
            var gathered = policies.computeIfAbsent(policy, _ -> new Gathered());
            file.declarations().forEach(gathered::add);
        }
        // What stands in a file of no known policy may belong to any.
        List<Source> strays = files.stream()
                .filter(file -> file.policy().isEmpty())
                .map(file -> file.span().source())
                .toList();
        var resolved = new HashMap<String, Namespace>();
        policies.forEach((policy, gathered) -> {
            var imports = new Imports(policy, policies.keySet(), strays.isEmpty(), roots(vocabulary), report);
            var usable = imports.check(gathered.imports);
            resolved.put(policy, gathered.named(policy, usable, imports.broken(), strays));
        });
        return Policies.of(resolved);
    }

    /// The words before the first dot of attributes: they mean the same everywhere.
    public static Set<String> roots(Vocabulary vocabulary) {
        return vocabulary.schemas().stream()
                .flatMap(schema -> Stream.concat(
                        Stream.of(schema.protocol()),
                        schema.attributes().stream()
                                .map(attribute -> attribute.name().split("\\.", 2)[0])))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// One policy while its files are read.
    private final class Gathered {

        private final Map<String, Name> first = new HashMap<>();
        private final Set<String> twice = new HashSet<>();
        private final Map<String, RuleDeclaration> rules = new LinkedHashMap<>();
        private final Map<String, LetDeclaration> lets = new LinkedHashMap<>();
        private final Map<String, TextList> textLists = new LinkedHashMap<>();
        private final Map<String, InvariantDeclaration> invariants = new LinkedHashMap<>();
        private final List<ImportDeclaration> imports = new ArrayList<>();
        private final List<TestDeclaration> tests = new ArrayList<>();
        private final Set<Source> broken = new LinkedHashSet<>();

        void add(Declaration declaration) {
            switch (declaration) {
                case RuleDeclaration rule -> {
                    if (isNew(rule.name())) {
                        rules.put(rule.name().text(), rule);
                    }
                }
                case LetDeclaration let -> {
                    if (isNew(let.name())) {
                        lets.put(let.name().text(), let);
                    }
                }
                case ListDeclaration list -> {
                    if (isNew(list.name())) {
                        textLists.put(list.name().text(), lists.read(list));
                    }
                }
                case InvariantDeclaration invariant -> {
                    if (isNew(invariant.name())) {
                        invariants.put(invariant.name().text(), invariant);
                    }
                }
                case ImportDeclaration one -> imports.add(one);
                case TestDeclaration test -> tests.add(test);
                case Declaration.Invalid invalid -> {
                    broken.add(invalid.span().source());
                    report.silentMistake();
                }
            }
        }

        private boolean isNew(Name name) {
            Name before = first.putIfAbsent(name.text(), name);
            if (before == null) {
                return true;
            }
            twice.add(name.text());
            report.add(Diagnostic.of(
                            Code.P201,
                            "`" + name.text() + "` is declared twice",
                            name.span(),
                            "declared again here",
                            "the rules, lets, lists and invariants of one policy share their names, over all its"
                                    + " files; rename one")
                    .withSecondary(before.span(), "first declared here"));
            return false;
        }

        Namespace named(
                String policy, Map<String, ImportDeclaration> known, Set<String> brokenImports, List<Source> strays) {
            broken.addAll(strays);
            return new Namespace(
                    policy,
                    rules,
                    lets,
                    textLists,
                    invariants,
                    known,
                    new Doubtful(brokenImports, twice),
                    tests,
                    policy.isEmpty() ? Unread.ALL : Unread.of(broken));
        }
    }
}
