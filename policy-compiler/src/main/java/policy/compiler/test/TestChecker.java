// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.compiler.test.TestCase.Expectation;
import policy.compiler.type.Lets;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;
import policy.runtime.request.Vocabulary;

/// Checks `test` blocks and spells out their tables.
public final class TestChecker {

    static final String SUBJECT = "subject";
    static final String RESOURCE = "resource";

    private final List<String> protocols;
    private final Report report;
    private final Expectations expectations;

    public TestChecker(Vocabulary vocabulary, List<Namespace> policies, Report report) {
        this.protocols = vocabulary.schemas().stream().map(Schema::protocol).toList();
        this.report = report;
        this.expectations = new Expectations(policies, report);
    }

    public List<TestCase> check(List<Namespace> policies) {
        return policies.stream()
                .flatMap(policy -> policy.tests().stream().flatMap(test -> check(test, policy).stream()))
                .toList();
    }

    private List<TestCase> check(TestDeclaration test, Namespace policy) {
        List<Expectation> expected = expectations.read(test, policy);
        Map<String, Given> givens = givens(test);
        Optional<Given> sample = protocols.stream()
                .flatMap(p -> Optional.ofNullable(givens.get(p)).stream())
                .findFirst();
        if (sample.isEmpty()) {
            return List.of();
        }
        var lets = new Lets(policy, report);
        if (test.table().isEmpty()) {
            var samples = new Samples(lets, report, Optional.empty());
            return testCase(test, policy, Optional.empty(), givens, sample.get(), samples, expected).stream()
                    .toList();
        }
        var table = test.table().get();
        return table.rows().stream()
                .flatMap(row -> {
                    var samples = new Samples(
                            lets,
                            report,
                            Optional.of(new Samples.Row(table.name().text(), row)));
                    return testCase(test, policy, Optional.of(row), givens, sample.get(), samples, expected).stream();
                })
                .toList();
    }

    /// The parts of the request by name; of the samples at most one.
    private Map<String, Given> givens(TestDeclaration test) {
        var givens = new HashMap<String, Given>();
        List<String> parts =
                Stream.concat(Stream.of(SUBJECT, RESOURCE), protocols.stream()).toList();
        Optional<Given> sample = Optional.empty();
        boolean unclear = false;
        for (Given given : test.givens()) {
            String part = given.part().text();
            boolean isSample = protocols.contains(part);
            if (!parts.contains(part)) {
                unclear = true;
                wrong(
                        "a test has no part `" + part + "`",
                        given.part().span(),
                        "unknown part",
                        Suggestion.among(parts, part, "its parts are"));
            } else if (givens.containsKey(part) || (isSample && sample.isPresent())) {
                wrong("a test has one request", given.part().span(), "a second one begins here", "write another test");
            } else {
                givens.put(part, given);
                sample = isSample ? Optional.of(given) : sample;
            }
        }
        if (sample.isEmpty() && !unclear) {
            wrong(
                    "a test needs a request",
                    test.title().span(),
                    "says nothing of one",
                    "name a protocol and give a sample of it in braces; the protocols are `"
                            + String.join("`, `", protocols) + "`");
        }
        return givens;
    }

    private Optional<TestCase> testCase(
            TestDeclaration test,
            Namespace policy,
            Optional<Expression> row,
            Map<String, Given> givens,
            Given sample,
            Samples samples,
            List<Expectation> expected) {
        int before = report.mistakes();
        var parties = new Parties(samples, report);
        var subject = parties.subject(Optional.ofNullable(givens.get(SUBJECT)).map(Given::value));
        Resource resource = parties.resource(
                Optional.ofNullable(givens.get(RESOURCE)).map(Given::value),
                sample.part().text());
        Optional<Value> value = samples.value(sample.value());
        if (value.isEmpty() || report.mistakes() > before) {
            return Optional.empty();
        }
        return Optional.of(new TestCase(
                policy.policy(),
                test.title().text(),
                row.map(r -> r.span().text()),
                row.map(Expression::span).orElse(test.title().span()),
                subject,
                resource,
                value.get(),
                sample.span(),
                expected));
    }

    private void wrong(String message, Span at, String label, String... help) {
        report.add(Diagnostic.of(Code.P209, message, at, label, help));
    }
}
