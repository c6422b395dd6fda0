// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.ArrayList;
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
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;

/// Reads what stands after `expect`.
final class Expectations {

    private static final String OBSERVE = "observe";
    private static final String ANSWER = "answer";
    private static final List<String> OUTCOMES = Stream.concat(
                    Stream.of(Effect.values()).map(Effect::word), Stream.of(OBSERVE))
            .toList();

    private final Map<String, RuleDeclaration> rules = new HashMap<>();
    private final List<String> parts;
    private final Report report;

    /// @param parts the names a part of a test may have
    Expectations(Policies policies, List<String> parts, Report report) {
        this.parts = parts;
        this.report = report;
        for (Namespace policy : policies.all()) {
            policy.rules()
                    .values()
                    .forEach(rule -> rules.put(id(policy, rule.name().text()), rule));
        }
    }

    private static String id(Namespace policy, String name) {
        return policy.policy() + "." + name;
    }

    List<Expectation> read(TestDeclaration test, Namespace policy) {
        var read = new ArrayList<Expectation>();
        Optional<Span> outcome = Optional.empty();
        for (Declaration.Expectation expectation : test.expectations()) {
            switch (expectation) {
                case Declaration.Expectation.Outcome written -> {
                    if (isDecision(written) && outcome.isPresent()) {
                        twice(written.outcome().span(), outcome.get());
                    }
                    outcome =
                            isDecision(written) ? Optional.of(written.outcome().span()) : outcome;
                    outcome(written, policy).ifPresent(read::add);
                }
                case Declaration.Expectation.Masked(Declaration.Text text, Span span) -> {
                    needsAnswer(test, span);
                    read.add(new Expectation.Masked(text.text(), span));
                }
                case Declaration.Expectation.Invalid _ -> report.silentMistake();
            }
        }
        if (test.expectations().isEmpty()) {
            report.add(Diagnostic.of(
                    Code.P306,
                    "a test needs `expect`",
                    test.title().span(),
                    "expects nothing",
                    "say what must become of the request, such as `expect deny`"));
        }
        return read;
    }

    private static boolean isDecision(Declaration.Expectation.Outcome written) {
        return effect(written.outcome())
                .filter(effect -> effect == Effect.ALLOW || effect == Effect.DENY || effect == Effect.APPROVE)
                .isPresent();
    }

    private static Optional<Effect> effect(Name outcome) {
        return Stream.of(Effect.values())
                .filter(e -> e.word().equals(outcome.text()))
                .findFirst();
    }

    private Optional<Expectation> outcome(Declaration.Expectation.Outcome written, Namespace policy) {
        boolean observed = written.outcome().text().equals(OBSERVE);
        Optional<Effect> effect = effect(written.outcome());
        if (effect.isEmpty() && !observed) {
            report.add(Diagnostic.of(
                    Code.P208,
                    "`" + written.outcome().text() + "` is not an outcome",
                    written.outcome().span(),
                    "unknown word",
                    Suggestion.among(OUTCOMES, written.outcome().text(), "the outcomes are")));
            return Optional.empty();
        }
        if (written.negated() && isDecision(written)) {
            report.add(Diagnostic.of(
                    Code.P305,
                    "`no` does not stand before `" + written.outcome().text() + "`",
                    written.span(),
                    "a request has one outcome",
                    "say which: `expect allow`, `expect deny` or `expect approve`"));
            return Optional.empty();
        }
        if (observed && written.message().isPresent()) {
            report.add(Diagnostic.of(
                    Code.P305,
                    "`observe` has no `because`",
                    written.message().get().span(),
                    "a rule that is only watched says nothing",
                    "delete it"));
        }
        Optional<String> rule = written.rule().flatMap(name -> rule(name, written.outcome(), policy));
        return Optional.of(
                observed
                        ? new Expectation.Observed(written.negated(), rule, written.span())
                        : new Expectation.Outcome(
                                written.negated(),
                                effect.orElseThrow(),
                                rule,
                                written.message().map(Declaration.Text::text),
                                written.span()));
    }

    private Optional<String> rule(Name name, Name outcome, Namespace policy) {
        String id = id(policy, name.text());
        RuleDeclaration actual = rules.get(id);
        boolean unsure = policy.mayDeclare(name.text()) || report.isFull(name.span());
        // Of two declarations nobody knows which one is meant.
        if (policy.doubtful().isDeclaredTwice(name.text()) || (actual == null && unsure)) {
            report.silentMistake();
            return Optional.empty();
        }
        if (actual == null) {
            report.add(Diagnostic.of(
                    Code.P207,
                    "there is no rule `" + name.text() + "`",
                    name.span(),
                    "expected here",
                    Suggestion.among(policy.rules().keySet(), name.text(), "the rules of this policy are")));
            return Optional.empty();
        }
        String effect = Effect.valueOf(actual.effect().name()).word();
        String wanted = actual.observe() ? OBSERVE : effect;
        if (wanted.equals(outcome.text())) {
            return Optional.of(id);
        }
        report.add(Diagnostic.of(
                        Code.P207,
                        "`" + name.text() + "` is no `" + outcome.text() + "` rule",
                        name.span(),
                        actual.observe() ? "it is only observed" : "it is a rule of `" + effect + "`",
                        actual.observe() ? new String[] {"write `observe by " + name.text() + "`"} : new String[0])
                .withSecondary(actual.name().span(), "declared here"));
        return Optional.empty();
    }

    private void twice(Span at, Span before) {
        report.add(Diagnostic.of(
                        Code.P305,
                        "a request has one outcome",
                        at,
                        "a second one",
                        "keep one of them, or write two tests")
                .withSecondary(before, "the first one"));
    }

    private void needsAnswer(TestDeclaration test, Span at) {
        // A part that there is none of may be it, misspelt.
        if (test.givens().stream()
                .map(given -> given.part().text())
                .noneMatch(part -> part.equals(ANSWER) || !parts.contains(part))) {
            report.add(Diagnostic.of(
                    Code.P306,
                    "`masked` needs an answer",
                    at,
                    "the test says nothing of what comes back",
                    "give one: `answer \"…\"`"));
        }
    }
}
