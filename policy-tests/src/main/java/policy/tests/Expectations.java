// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import policy.compiler.test.TestCase.Expectation;
import policy.dsl.source.Span;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.tests.TestResult.Unmet;

/// Compares a decision with what a test expects of it.
public final class Expectations {

    private Expectations() {}

    /// The first expectation that does not hold, and what came instead.
    record First(Span at, Unmet unmet) {}

    static Optional<First> firstUnmet(List<Expectation> expected, Decision decision) {
        return expected.stream()
                .filter(expectation -> !holds(expectation, decision))
                .findFirst()
                .map(expectation -> new First(
                        expectation.span(),
                        new Unmet(
                                told(expectation),
                                told(decision),
                                decision.basis().rules())));
    }

    public static boolean allHold(List<Expectation> expected, Decision decision) {
        return expected.stream().allMatch(expectation -> holds(expectation, decision));
    }

    private static boolean holds(Expectation expectation, Decision decision) {
        boolean effect = expectation.effect() == Effect.MASK
                ? !obligations(decision).isEmpty()
                : expectation.effect() == outcome(decision);
        return effect
                && expectation.rule().stream().allMatch(id -> made(expectation.effect(), id, decision))
                && expectation.because().stream()
                        .allMatch(text -> messages(decision).stream().anyMatch(message -> message.contains(text)));
    }

    private static Effect outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Effect.ALLOW;
            case Decision.Deny _ -> Effect.DENY;
            case Decision.NeedsApproval _ -> Effect.APPROVE;
        };
    }

    /// Whether a rule is among those that made this part of the decision.
    private static boolean made(Effect effect, String id, Decision decision) {
        return switch (effect) {
            case MASK ->
                obligations(decision).stream()
                        .map(Obligation::rule)
                        .anyMatch(rule -> rule.id().equals(id));
            case ALLOW, DENY, APPROVE ->
                decision.basis().rules().stream()
                        .anyMatch(rule -> rule.effect() == effect && rule.id().equals(id));
        };
    }

    private static List<Obligation> obligations(Decision decision) {
        return switch (decision) {
            case Decision.Permit permit -> permit.obligations();
            case Decision.NeedsApproval asking -> asking.obligations();
            case Decision.Deny _ -> List.of();
        };
    }

    private static List<String> messages(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> List.of();
            case Decision.NeedsApproval asking ->
                asking.asks().stream().map(Ask::because).toList();
            case Decision.Deny deny -> List.of(deny.reason().message());
        };
    }

    private static String told(Expectation expectation) {
        return expectation.effect().word()
                + expectation.rule().map(rule -> " by " + rule).orElse("")
                + expectation.because().map(text -> " because “" + text + "”").orElse("");
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
