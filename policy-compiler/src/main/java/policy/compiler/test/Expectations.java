// SPDX-License-Identifier: Apache-2.0
package policy.compiler.test;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.report.Report;
import policy.compiler.report.Suggestion;
import policy.compiler.resolve.Namespace;
import policy.compiler.test.TestCase.Expectation;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.TestDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;

/// Reads what stands after `expect`.
final class Expectations {

    private final Map<String, Effect> effects = new HashMap<>();
    private final Report report;

    Expectations(List<Namespace> policies, Report report) {
        this.report = report;
        for (Namespace policy : policies) {
            policy.rules()
                    .values()
                    .forEach(rule -> effects.put(
                            id(policy, rule.name().text()),
                            Effect.valueOf(rule.effect().name())));
        }
    }

    private static String id(Namespace policy, String name) {
        return policy.policy() + "." + name;
    }

    List<Expectation> read(TestDeclaration test, Namespace policy) {
        var read = new ArrayList<Expectation>();
        var outcomes = EnumSet.noneOf(Effect.class);
        for (var expectation : test.expectations()) {
            Optional<Effect> effect = effect(expectation.outcome());
            if (effect.isEmpty()) {
                continue;
            }
            boolean isOutcome = effect.get() != Effect.MASK;
            if (isOutcome && !outcomes.isEmpty()) {
                twice(expectation.outcome().span());
            }
            if (isOutcome) {
                outcomes.add(effect.get());
            }
            Optional<String> rule = expectation.rule().flatMap(name -> rule(name, effect.get(), policy));
            read.add(new Expectation(
                    effect.get(), rule, expectation.message().map(Declaration.Text::text), expectation.span()));
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

    private Optional<Effect> effect(Name outcome) {
        Optional<Effect> effect = Stream.of(Effect.values())
                .filter(e -> e.word().equals(outcome.text()))
                .findFirst();
        if (effect.isEmpty()) {
            report.add(Diagnostic.of(
                    Code.P208,
                    "`" + outcome.text() + "` is not an outcome",
                    outcome.span(),
                    "unknown word",
                    Suggestion.among(
                            Stream.of(Effect.values()).map(Effect::word).toList(),
                            outcome.text(),
                            "the outcomes are")));
        }
        return effect;
    }

    private Optional<String> rule(Name name, Effect effect, Namespace policy) {
        String id = id(policy, name.text());
        Effect actual = effects.get(id);
        if (actual == effect) {
            return Optional.of(id);
        }
        if (actual == null && !policy.complete()) {
            report.silentMistake();
        } else if (actual == null) {
            report.add(Diagnostic.of(
                    Code.P207,
                    "there is no rule `" + name.text() + "`",
                    name.span(),
                    "expected here",
                    Suggestion.among(policy.rules().keySet(), name.text(), "the rules of this policy are")));
        } else {
            report.add(Diagnostic.of(
                    Code.P207,
                    "`" + name.text() + "` is no `" + effect.word() + "` rule",
                    name.span(),
                    "it is a rule of `" + actual.word() + "`"));
        }
        return Optional.empty();
    }

    private void twice(Span at) {
        report.add(Diagnostic.of(
                Code.P305, "a request has one outcome", at, "a second one", "keep one of them, or write two tests"));
    }
}
