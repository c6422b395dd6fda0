// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import policy.compiler.Fixtures;
import policy.compiler.condition.Condition;
import policy.compiler.evaluate.Generated;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Obligation;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;

/// What is proved of a change, no request contradicts; what is shown of it, the reference interpreter confirms.
final class ChangesAgreeTest {

    private static final Revision REVISION = Revision.of(new TreeMap<>());

    record Change(List<TypedRule> before, List<TypedRule> after) {}

    /// Mostly small changes of one policy set, some of which change nothing.
    @Provide
    Arbitrary<Change> changes() {
        return Combinators.combine(
                        Generated.rules(5),
                        Generated.rules(2),
                        Arbitraries.integers().between(0, 6))
                .as(ChangesAgreeTest::change);
    }

    private static Change change(List<TypedRule> one, List<TypedRule> other, int how) {
        return changed(onWeb(one), onWeb(other), how);
    }

    private static List<TypedRule> onWeb(List<TypedRule> rules) {
        return rules.stream()
                .map(rule -> new TypedRule(
                        rule.rule(),
                        rule.observe(),
                        Optional.of("web"),
                        rule.condition(),
                        rule.consequence(),
                        rule.doc(),
                        rule.span()))
                .toList();
    }

    private static Change changed(List<TypedRule> rules, List<TypedRule> others, int how) {
        TypedRule first = rules.getFirst();
        Condition condition = first.condition();
        Condition other = others.getFirst().condition();
        var after = new ArrayList<>(rules);
        switch (how) {
            case 0 -> after.removeFirst();
            case 1 -> after.set(0, first.when(other));
            case 2 -> after.set(0, first.when(Condition.allOf(List.of(condition, other))));
            case 3 -> after.set(0, first.when(Condition.anyOf(List.of(condition, other))));
            // What does not change anything: by De Morgan's law, by absorption.
            case 4 ->
                after.set(
                        0,
                        first.when(Condition.not(
                                Condition.anyOf(List.of(Condition.not(condition), Condition.not(condition))))));
            case 5 ->
                after.set(
                        0, first.when(Condition.anyOf(List.of(Condition.allOf(List.of(condition, other)), condition))));
            default -> {
                return new Change(rules, others);
            }
        }
        return new Change(rules, after);
    }

    @Provide
    Arbitrary<List<AccessRequest>> manyRequests() {
        return Generated.requests().list().ofSize(40);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @StatisticsReport(onFailureOnly = true)
    void whatIsProvedHolds(@ForAll("changes") Change change, @ForAll("manyRequests") List<AccessRequest> requests)
            throws OverBudget {
        ChangeProof proof = prove(change, 300_000);
        Statistics.collect(proof.isSame(), !proof.shifts().isEmpty());
        for (Shift shift : proof.shifts()) {
            AccessRequest request = shift.witness().request();
            assertThat(demanded(change.before(), request)).isNotEqualTo(demanded(change.after(), request));
            assertThat(outcome(change.before(), request))
                    .isEqualTo(shift.before().effect());
            assertThat(outcome(change.after(), request)).isEqualTo(shift.after().effect());
        }
        var conditions = new ArrayList<Condition>();
        change.before().forEach(rule -> conditions.add(rule.condition()));
        change.after().forEach(rule -> conditions.add(rule.condition()));
        Space space = Space.of(conditions, 300_000);
        for (AccessRequest request : proof.isSame() ? requests : List.<AccessRequest>of()) {
            if (space.assignment(request).isPresent()) {
                assertThat(demanded(change.after(), request)).isEqualTo(demanded(change.before(), request));
            }
        }
        Statistics.coverage(coverage -> {
            coverage.check(true, false).percentage(share -> share > 20);
            coverage.check(false, true).percentage(share -> share > 20);
        });
    }

    /// A request that the sides decide otherwise is never in a change that is proved to be none.
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatDiffersIsNeverProvedToBeSame(
            @ForAll("changes") Change change, @ForAll("manyRequests") List<AccessRequest> requests) throws OverBudget {
        var conditions = new ArrayList<Condition>();
        change.before().forEach(rule -> conditions.add(rule.condition()));
        change.after().forEach(rule -> conditions.add(rule.condition()));
        Space space = Space.of(conditions, 300_000);
        boolean differs = requests.stream()
                .filter(request -> space.assignment(request).isPresent())
                .anyMatch(request -> !demanded(change.before(), request).equals(demanded(change.after(), request)));
        Statistics.collect(differs);
        if (differs) {
            assertThat(prove(change, 300_000).isSame()).isFalse();
        }
    }

    private static ChangeProof prove(Change change, int budget) {
        return new ChangeProver(
                        side(change.before()), side(change.after()), Fixtures.VOCABULARY, new DirectMessages(), budget)
                .prove();
    }

    private static ChangeProver.Side side(List<TypedRule> rules) {
        return new ChangeProver.Side(rules, new Interpreted(REVISION, rules));
    }

    private static policy.runtime.decision.Effect outcome(List<TypedRule> rules, AccessRequest request) {
        return Prover.outcome(new Interpreter(REVISION, rules).decide(request));
    }

    /// The outcome and all that is demanded, whichever rule demands it.
    private static Set<Object> demanded(List<TypedRule> rules, AccessRequest request) {
        var all = new HashSet<Object>();
        Decision decision = new Interpreter(REVISION, rules).decide(request);
        all.add(Prover.outcome(decision));
        switch (decision) {
            case Decision.Permit(var _, List<Obligation> obligations) ->
                obligations.forEach(obligation -> all.add(obligation.written()));
            case Decision.NeedsApproval(var _, List<Ask> asks, List<Obligation> obligations) -> {
                asks.forEach(ask -> all.add(List.of(ask.quorum(), ask.reviewers(), ask.terms())));
                obligations.forEach(obligation -> all.add(obligation.written()));
            }
            case Decision.Deny _ -> {}
        }
        return all;
    }
}
