// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import policy.compiler.Compilation;
import policy.compiler.test.TestCase;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.lsp.text.Lines;
import policy.lsp.workspace.View;
import policy.protocols.Protocols;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.tests.Examined;
import policy.tests.TestResult;
import policy.tests.TestRunner;

/// The tests of a file: where they can be run, and what comes of it.
public final class TestRuns {

    /// The command behind the lenses. Its arguments are the URI of a file and, for a single test, the title.
    public static final String COMMAND = "hpol.runTest";

    /// Failures told in full of one run.
    private static final int MAX_TOLD = 5;

    private final View view;

    public TestRuns(View view) {
        this.view = view;
    }

    /// A test by its file and title; two of one title run together.
    public record Test(String file, String title) {}

    /// What came of a test, of all its rows.
    ///
    /// @param message what was different; empty if nothing was
    public record Result(int passed, int failed, String message) {
        boolean isFine() {
            return failed == 0;
        }
    }

    /// What came of a run.
    ///
    /// @param revision of the policy set it is about; empty if nothing ran
    /// @param message for people
    public record Run(String revision, Map<Test, Result> results, boolean passed, String message) {
        static Run none(String message) {
            return new Run("", Map.of(), false, message);
        }
    }

    /// One over each test, and one for all in the first line of the file.
    public List<CodeLens> lenses(Source source) {
        List<TestDeclaration> tests = tests(source);
        Lines lines = view.lines(source);
        String uri = view.uri(source.name());
        var lenses = new ArrayList<CodeLens>();
        if (!tests.isEmpty()) {
            Span first = view.parsed(source.name())
                    .flatMap(parsed -> parsed.file().policy())
                    .map(Name::span)
                    .orElse(new Span(source, 0, 0));
            lenses.add(new CodeLens(lines.range(first), new Command("Run all tests", COMMAND, List.of(uri)), null));
        }
        for (TestDeclaration test : tests) {
            lenses.add(new CodeLens(
                    lines.range(test.title().span()),
                    new Command("Run test", COMMAND, List.of(uri, test.title().text())),
                    null));
        }
        return lenses;
    }

    private List<TestDeclaration> tests(Source source) {
        return view.parsed(source.name()).stream()
                .flatMap(parsed -> parsed.file().declarations().stream())
                .filter(TestDeclaration.class::isInstance)
                .map(TestDeclaration.class::cast)
                .limit(Outline.MAX_SYMBOLS)
                .toList();
    }

    /// Compiles the policy set as it stands in the editor and runs tests of one file.
    ///
    /// @param title of the test; without one, all of the file
    public Run run(Source source, Optional<String> title) {
        Examined examined = Examined.of(view.sources());
        Compilation compilation = examined.compilation();
        if (compilation.policies().isEmpty()) {
            return Run.none("hpol: tests run once the policies have no errors; see the problems");
        }
        List<TestCase> cases = compilation.tests().stream()
                .filter(one -> one.span().source().name().equals(source.name()))
                .filter(one -> title.map(one.title()::equals).orElse(true))
                .toList();
        if (cases.isEmpty()) {
            return Run.none("hpol: there is no such test any more");
        }
        CompiledPolicySet policies = compilation.policies().get();
        List<TestResult> results = new TestRunner(Protocols.all(), examined).run(policies, cases);
        boolean passed = results.stream().noneMatch(TestResult.Failed.class::isInstance);
        return new Run(policies.revision().hash(), byTest(results), passed, told(results));
    }

    private static Map<Test, Result> byTest(List<TestResult> results) {
        var byTest = new LinkedHashMap<Test, Result>();
        for (TestResult result : results) {
            TestCase test = result.test();
            byTest.merge(new Test(test.span().source().name(), test.title()), of(result), TestRuns::together);
        }
        return byTest;
    }

    private static Result of(TestResult result) {
        return switch (result) {
            case TestResult.Passed _ -> new Result(1, 0, "");
            case TestResult.Failed failed -> new Result(0, 1, failed.message());
        };
    }

    private static Result together(Result one, Result other) {
        return new Result(
                one.passed + other.passed,
                one.failed + other.failed,
                one.message.isEmpty() ? other.message : one.message);
    }

    private static String told(List<TestResult> results) {
        List<TestResult.Failed> failed = results.stream()
                .filter(TestResult.Failed.class::isInstance)
                .map(TestResult.Failed.class::cast)
                .toList();
        var told = new StringBuilder(
                "hpol: %d passed, %d failed".formatted(results.size() - failed.size(), failed.size()));
        failed.stream()
                .limit(MAX_TOLD)
                .forEach(one -> told.append("\n%s (%s): %s".formatted(one.test().name(), one.place(), one.message())));
        return told.append(failed.size() > MAX_TOLD ? "\n…" : "").toString();
    }
}
