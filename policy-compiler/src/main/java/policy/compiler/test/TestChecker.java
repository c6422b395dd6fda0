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
import policy.compiler.resolve.Policies;
import policy.compiler.test.TestCase.Expectation;
import policy.compiler.type.Lets;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
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
    static final String CONTEXT = "context";
    static final String ANSWER = "answer";
    private static final List<String> COMMON = List.of(SUBJECT, RESOURCE, CONTEXT, ANSWER);

    private final List<String> protocols;
    private final List<String> parts;
    private final Report report;
    private final Policies policies;
    private final SampleCheck samplesOfProtocols;
    private final Expectations expectations;

    public TestChecker(Vocabulary vocabulary, Policies policies, SampleCheck samples, Report report) {
        this.protocols = vocabulary.schemas().stream().map(Schema::protocol).toList();
        this.parts = Stream.concat(COMMON.stream(), protocols.stream()).toList();
        this.report = report;
        this.policies = policies;
        this.samplesOfProtocols = samples;
        this.expectations = new Expectations(policies, parts, report);
    }

    public List<TestCase> check() {
        return policies.all().stream()
                .flatMap(policy -> policy.tests().stream().flatMap(test -> check(test, policy).stream()))
                .toList();
    }

    private List<TestCase> check(TestDeclaration test, Namespace policy) {
        if (isBroken(test)) {
            report.silentMistake();
            return List.of();
        }
        List<Expectation> expected = expectations.read(test, policy);
        Map<String, Given> givens = givens(test);
        Optional<Given> sample = protocols.stream()
                .flatMap(p -> Optional.ofNullable(givens.get(p)).stream())
                .findFirst();
        if (sample.isEmpty()) {
            return List.of();
        }
        var lets = new Lets(policies, policy, report);
        if (test.table().isEmpty()) {
            var samples = new Samples(lets, report);
            return testCase(test, policy, Optional.empty(), givens, sample.get(), samples, expected).stream()
                    .toList();
        }
        Table table = test.table().get();
        return table.rows().stream()
                .flatMap(row -> columns(table, row, lets).stream().flatMap(columns -> {
                    var samples = new Samples(lets.with(columns), report);
                    return testCase(test, policy, Optional.of(row), givens, sample.get(), samples, expected).stream();
                }))
                .toList();
    }

    /// Whether a mistake of syntax is told in it, so that nobody knows what it says.
    private static boolean isBroken(TestDeclaration test) {
        return test.expectations().stream()
                .anyMatch(one -> one instanceof Declaration.Expectation.Invalid
                        && one.span().equals(test.span()));
    }

    /// What the names of a table stand for in one row: the row, or with several names its parts.
    private Optional<Map<String, Expression>> columns(Table table, Expression row, Lets lets) {
        List<Name> names = table.names();
        if (names.size() == 1) {
            return Optional.of(Map.of(names.getFirst().text(), row));
        }
        return lets.reading(row, Optional.empty(), read -> {
            List<Expression> values =
                    read instanceof Expression.ListLiteral(List<Expression> items, var _) ? items : List.of();
            if (values.size() != names.size()) {
                wrong(
                        "a row of this table is a list of " + names.size() + " values",
                        row.span(),
                        values.isEmpty() ? "this is something else" : "this one has " + values.size(),
                        "write each row in brackets, a value for each name: `["
                                + String.join(
                                        ", ", names.stream().map(Name::text).toList()) + "]`");
                return Optional.empty();
            }
            var columns = new HashMap<String, Expression>();
            for (int i = 0; i < values.size(); i++) {
                if (columns.put(names.get(i).text(), values.get(i)) != null) {
                    wrong(
                            "`" + names.get(i).text() + "` stands twice",
                            names.get(i).span(),
                            "again here");
                    return Optional.empty();
                }
            }
            return Optional.of(columns);
        });
    }

    /// The parts of the request by name; of the samples at most one.
    private Map<String, Given> givens(TestDeclaration test) {
        var givens = new HashMap<String, Given>();
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
        var context = parties.context(Optional.ofNullable(givens.get(CONTEXT)).map(Given::value));
        var answer = parties.answer(Optional.ofNullable(givens.get(ANSWER)).map(Given::value));
        Optional<Value> value = samples.value(sample.value());
        if (value.isEmpty() || report.mistakes() > before) {
            return Optional.empty();
        }
        samplesOfProtocols
                .flaw(sample.part().text(), value.get())
                .ifPresent(flaw -> new Flawed(report, samples.lets()).tell(flaw, sample));
        if (report.mistakes() > before) {
            return Optional.empty();
        }
        return Optional.of(new TestCase(
                policy.policy(),
                test.title().text(),
                row.map(r -> r.span().text()),
                row.map(Expression::span).orElse(test.title().span()),
                subject,
                resource,
                context,
                value.get(),
                sample.span(),
                answer,
                expected));
    }

    private void wrong(String message, Span at, String label, String... help) {
        report.add(Diagnostic.of(Code.P209, message, at, label, help));
    }
}
