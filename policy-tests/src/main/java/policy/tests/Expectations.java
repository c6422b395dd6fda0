// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase.Expectation;
import policy.dsl.source.Span;
import policy.protocols.masking.MaskedText;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;
import policy.tests.TestResult.Unmet;

/// Compares what became of a request with what a test expects of it.
public final class Expectations {

    private Expectations() {}

    /// The first expectation that does not hold, and what came instead.
    record First(Span at, Unmet unmet) {}

    static Optional<First> firstUnmet(List<Expectation> expected, Delivery delivery) {
        return expected.stream()
                .filter(expectation -> !holds(expectation, delivery))
                .findFirst()
                .map(expectation -> new First(
                        expectation.span(),
                        new Unmet(
                                told(expectation),
                                told(expectation, delivery),
                                delivery.decision().basis().rules())));
    }

    public static boolean allHold(List<Expectation> expected, Delivery delivery) {
        return expected.stream().allMatch(expectation -> holds(expectation, delivery));
    }

    private static boolean holds(Expectation expectation, Delivery delivery) {
        return switch (expectation) {
            case Expectation.Outcome outcome -> holds(outcome, delivery);
            case Expectation.Observed observed ->
                observed.negated()
                        != delivery.decision().basis().observed().stream()
                                .anyMatch(rule -> isNamed(rule, observed.rule()));
            case Expectation.Masked(String text, var _) ->
                delivery.masked().filter(got -> MaskedText.same(text, got)).isPresent();
        };
    }

    private static boolean holds(Expectation.Outcome expected, Delivery delivery) {
        return switch (expected.effect()) {
            case MASK, LIMIT, RECORD ->
                expected.negated()
                        != delivery.obligations().stream()
                                .map(Obligation::rule)
                                .anyMatch(rule -> rule.effect() == expected.effect() && isNamed(rule, expected.rule()));
            case ALLOW, DENY, APPROVE -> decided(expected, delivery.decision());
        };
    }

    private static boolean decided(Expectation.Outcome expected, Decision decision) {
        return expected.effect() == outcome(decision)
                && (expected.rule().isEmpty()
                        || decision.basis().rules().stream()
                                .anyMatch(rule -> rule.effect() == expected.effect() && isNamed(rule, expected.rule())))
                && expected.because().stream()
                        .allMatch(text -> messages(decision).stream().anyMatch(message -> message.contains(text)));
    }

    private static boolean isNamed(Rule rule, Optional<String> id) {
        return id.isEmpty() || id.get().equals(rule.id());
    }

    private static Effect outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Effect.ALLOW;
            case Decision.Deny _ -> Effect.DENY;
            case Decision.NeedsApproval _ -> Effect.APPROVE;
        };
    }

    private static List<String> messages(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> List.of();
            case Decision.NeedsApproval asking ->
                asking.asks().stream().map(Ask::because).distinct().toList();
            case Decision.Deny deny -> List.of(deny.reason().message());
        };
    }

    private static String told(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Outcome outcome ->
                (outcome.negated() ? "no " : "")
                        + outcome.effect().word()
                        + outcome.rule().map(rule -> " by " + rule).orElse("")
                        + outcome.because()
                                .map(text -> " because “" + text + "”")
                                .orElse("");
            case Expectation.Observed observed ->
                (observed.negated() ? "no observe" : "observe")
                        + observed.rule().map(rule -> " by " + rule).orElse("");
            case Expectation.Masked(String text, var _) -> "masked “" + text + "”";
        };
    }

    /// What came, as far as the expectation is about it.
    private static String told(Expectation expectation, Delivery delivery) {
        Decision decision = delivery.decision();
        return switch (expectation) {
            case Expectation.Masked _ ->
                delivery.unshown()
                        .map(rule ->
                                "no text, as mask " + rule.id() + " hides columns; say `mask by " + rule.name() + "`")
                        .or(() -> delivery.masked().map(text -> "masked “" + text + "”"))
                        .orElseGet(() -> "no answer, but " + told(decision));
            case Expectation.Observed _ ->
                told(decision) + ", observed " + listed(decision.basis().observed());
            case Expectation.Outcome(var _, Effect effect, var _, var _, var _) ->
                switch (effect) {
                    case MASK, LIMIT, RECORD ->
                        told(decision)
                                + " with "
                                + listed(delivery.obligations().stream()
                                        .map(Obligation::rule)
                                        .distinct()
                                        .toList());
                    case ALLOW, DENY, APPROVE -> told(decision);
                };
        };
    }

    private static String listed(List<Rule> rules) {
        return rules.isEmpty()
                ? "nothing"
                : rules.stream()
                        .map(rule -> rule.effect().word() + " by " + rule.id())
                        .collect(Collectors.joining(", "));
    }

    private static String told(Decision decision) {
        return outcome(decision).word()
                + (decision instanceof Decision.Deny deny ? " " + deny.reason().code() : "")
                + messages(decision).stream()
                        .filter(message -> !message.isEmpty())
                        .map(message -> " because “" + message + "”")
                        .collect(Collectors.joining());
    }
}
