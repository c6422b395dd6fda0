// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.Compilation;
import policy.compiler.test.TestCase;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.WrittenRule;
import policy.dsl.source.SourceSet;
import policy.protocols.InvalidSample;
import policy.protocols.Protocols;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.tests.Examined;
import policy.tests.TestRequests;
import policy.tests.TestResult;
import policy.tests.TestRunner;
import policy.tests.coverage.Coverage;
import policy.tests.mutation.MutationRun;
import policy.tests.mutation.MutationRun.Example;

/// What became of one policy set and its tests.
///
/// @param results in the order of files and places; empty if the policy set does not compile
/// @param leftOut how many tests the filter left out
/// @param coverage empty unless it was asked for
/// @param mutation empty unless it was asked for and every test that was run passes
public record TestRun(
        Path path,
        SourceSet sources,
        Compilation compilation,
        List<TestResult> results,
        int leftOut,
        Optional<Coverage> coverage,
        Optional<MutationRun> mutation) {

    public TestRun {
        results = List.copyOf(results);
    }

    /// What to do.
    public record Wish(TestFilter filter, boolean coverage, boolean mutation) {

        /// All tests, and nothing else.
        public static final Wish ALL = new Wish(new TestFilter(""), false, false);
    }

    /// @param path where the sources are, as it is to be shown
    /// @param progress told of the tests, then of the changes to the rules
    public static TestRun of(Path path, SourceSet sources, Wish wish, ProgressLine progress) {
        Examined examined = Examined.of(sources);
        Compilation compilation = examined.compilation();
        if (compilation.policies().isEmpty()) {
            return new TestRun(path, sources, compilation, List.of(), 0, Optional.empty(), Optional.empty());
        }
        CompiledPolicySet policies = compilation.policies().get();
        List<TestCase> chosen =
                compilation.tests().stream().filter(wish.filter()::takes).toList();
        List<TestResult> results =
                new TestRunner(Protocols.all(), examined).run(policies, chosen, progress.of("tests"));
        boolean passed = results.stream().allMatch(TestResult.Passed.class::isInstance);
        boolean mutate = wish.mutation() && passed && !chosen.isEmpty();
        Optional<Coverage> coverage = Optional.empty();
        Optional<MutationRun> mutation = Optional.empty();
        if (wish.coverage() || mutate) {
            List<WrittenRule> rules = WrittenRules.of(Protocols.vocabulary(), sources);
            List<Example> examples = examples(chosen);
            if (wish.coverage()) {
                coverage = Optional.of(Coverage.of(
                        policies.revision(),
                        rules,
                        examples.stream().map(Example::request).toList()));
            }
            if (mutate) {
                mutation = Optional.of(MutationRun.of(policies.revision(), rules, examples, progress.of("changes")));
            }
        }
        progress.clear();
        int leftOut = compilation.tests().size() - chosen.size();
        return new TestRun(path, sources, compilation, results, leftOut, coverage, mutation);
    }

    /// The tests that describe a request; of the others the results tell.
    private static List<Example> examples(List<TestCase> tests) {
        var requests = new TestRequests(Protocols.all());
        var examples = new ArrayList<Example>();
        for (TestCase test : tests) {
            example(test, requests).ifPresent(examples::add);
        }
        return examples;
    }

    private static Optional<Example> example(TestCase test, TestRequests requests) {
        try {
            return Optional.of(new Example(requests.of(test), test.answer(), test.expectations()));
        } catch (InvalidSample invalid) {
            return Optional.empty();
        }
    }

    /// A file of the policy set, or a place in one, as people at the place where hpol was called find it.
    public String shown(String name) {
        return Files.isDirectory(path)
                ? path.resolve(name).normalize().toString()
                : path + name.substring(name.contains(":") ? name.indexOf(':') : name.length());
    }

    public boolean compiles() {
        return compilation.policies().isPresent();
    }

    public List<TestResult.Failed> failures() {
        return results.stream()
                .filter(TestResult.Failed.class::isInstance)
                .map(TestResult.Failed.class::cast)
                .toList();
    }

    public int passed() {
        return results.size() - failures().size();
    }
}
