// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import policy.compiler.condition.Condition;
import policy.compiler.evaluate.TreePolicySet;
import policy.compiler.lint.Lint;
import policy.compiler.lint.UnusedLets;
import policy.compiler.lists.ListReader;
import policy.compiler.report.Report;
import policy.compiler.resolve.Policies;
import policy.compiler.resolve.Resolver;
import policy.compiler.test.SampleCheck;
import policy.compiler.test.TestCase;
import policy.compiler.test.TestChecker;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.TreeBuilder;
import policy.compiler.type.LetChecker;
import policy.compiler.type.TypeChecker;
import policy.compiler.type.Typed;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.DataFiles;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.Revision;

/// Turns sources into a policy set that decides, or into all that is wrong with them.
///
/// Mistakes in the sources are values; whatever is thrown is a defect of the compiler, and leaves no policy set behind.
public final class Compiler {

    private final Vocabulary vocabulary;
    private final SampleCheck samples;

    /// @param vocabulary what the policies can speak about; requests must be typed by its very schemas
    public Compiler(Vocabulary vocabulary) {
        this(vocabulary, SampleCheck.NONE);
    }

    /// @param samples looks at what tests describe, for those who write or run them
    public Compiler(Vocabulary vocabulary, SampleCheck samples) {
        this.vocabulary = vocabulary;
        this.samples = samples;
    }

    /// Compiles what was read from a policy directory. A file that could not be read is a mistake like any other.
    public Compilation compile(SourceSet sources) {
        var report = new Report();
        List<Parsed> parsed = Parser.parse(sources);
        parsed.forEach(one -> report.addParsed(one.diagnostics()));
        DataFiles data = sources.dataFiles();
        var resolver = new Resolver(vocabulary, new ListReader(data, report), report);
        Policies policies = resolver.resolve(inOrder(parsed));
        Typed typed = new TypeChecker(vocabulary, report).check(policies);
        UnusedLets.check(policies, new LetChecker(vocabulary, policies, report));
        List<TestCase> tests = new TestChecker(vocabulary, policies, samples, report).check();
        SortedMap<String, byte[]> content = sources.content(data);
        if (report.mistakes() > 0) {
            return compilation(report, Optional.empty(), List.of(), typed, tests, content, parsed.size());
        }
        // What is not used may be misspelt where it was to be used, so this is asked when all else is right.
        Lint.check(vocabulary, policies, typed, report);
        List<DecisionTree> trees = vocabulary.schemas().stream()
                .map(schema -> TreeBuilder.build(schema, typed.rules()))
                .toList();
        var compiled = new TreePolicySet(Revision.of(content), typed.rules(), trees);
        return compilation(report, Optional.of(compiled), trees, typed, tests, content, parsed.size());
    }

    /// @param sources all files of the policy set, each with a name of its own; their order does not matter
    /// @throws IllegalArgumentException if two have the same name
    public Compilation compile(List<Source> sources) {
        return compile(SourceSet.of(sources, Map.of()));
    }

    private static List<PolicyFile> inOrder(List<Parsed> parsed) {
        return parsed.stream()
                .map(Parsed::file)
                .sorted(Comparator.comparing(file -> file.span().source().name()))
                .toList();
    }

    private static Compilation compilation(
            Report report,
            Optional<CompiledPolicySet> policies,
            List<DecisionTree> trees,
            Typed typed,
            List<TestCase> tests,
            SortedMap<String, byte[]> content,
            int files) {
        int atoms = typed.rules().stream()
                .mapToInt(rule -> (int) Condition.atoms(rule.condition()).count())
                .sum();
        int nodes = trees.stream().mapToInt(DecisionTree::nodes).sum();
        var statistics = new Statistics(files, typed.rules().size(), tests.size(), atoms, nodes);
        return new Compilation(report.inOrder(), policies, trees, typed, tests, statistics, content);
    }
}
