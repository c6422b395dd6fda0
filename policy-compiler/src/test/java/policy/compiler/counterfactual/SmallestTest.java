// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.compiler.evaluate.AnyPolicies;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Effect;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;

/// What is told changes the decision, and nothing smaller does: every smaller change is tried, whatever rules read.
final class SmallestTest {

    /// So that each try ends soon; larger searches are cut to their first changes.
    private static final int MOST_TRIED = 3_000;

    @Provide
    Arbitrary<List<TypedRule>> policySets() {
        return AnyPolicies.rules(8);
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        return AnyPolicies.requests();
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void whatIsToldDecidesOtherwiseAndNothingSmallerDoes(
            @ForAll("policySets") List<TypedRule> rules, @ForAll("requests") AccessRequest request) {
        CompiledPolicySet policies = AnyPolicies.compiled(rules);
        var interpreter = new Interpreter(policies.revision(), rules);
        Effect made = Counterfactuals.effect(interpreter.decide(request));
        List<Counterfactual> told = new Counterfactuals(policies, rules, request).all();
        assertThat(told)
                .extracting(Counterfactual::decision)
                .doesNotContain(made)
                .hasSize(2);
        for (Counterfactual one : told) {
            int untold = switch (one) {
                case Counterfactual.Found(Effect wanted, List<List<Change>> changes, boolean smallest) -> {
                    for (List<Change> change : changes) {
                        AccessRequest changed = Change.applied(request, change);
                        assertThat(Counterfactuals.effect(interpreter.decide(changed)))
                                .isEqualTo(wanted);
                        assertThat(Counterfactuals.effect(policies.decide(changed)))
                                .isEqualTo(wanted);
                    }
                    assertThat(changes)
                            .extracting(List::size)
                            .containsOnly(changes.getFirst().size());
                    yield smallest ? changes.getFirst().size() - 1 : 0;
                }
                case Counterfactual.Nothing _ -> 2;
                case Counterfactual.Unknown(var _, int attributes) -> attributes;
            };
            for (List<Change> change : upTo(untold, rules, request)) {
                assertThat(Counterfactuals.effect(interpreter.decide(Change.applied(request, change))))
                        .as("%s of %s", one, change)
                        .isNotEqualTo(one.decision());
            }
        }
    }

    /// All changes of up to so many attributes to values that any rule compares with.
    private static List<List<Change>> upTo(int attributes, List<TypedRule> rules, AccessRequest request) {
        var candidates = Candidates.of(rules, request);
        List<List<Change>> all = new ArrayList<>(List.of(List.of()));
        List<List<Integer>> last = List.of(List.of());
        for (int i = 0; i < attributes; i++) {
            last = last.stream()
                    .flatMap(numbers -> IntStream.range(
                                    numbers.isEmpty() ? 0 : numbers.getLast() + 1, candidates.size())
                            .filter(number -> numbers.stream()
                                    .noneMatch(other -> candidates.get(other).meets(candidates.get(number))))
                            .mapToObj(number -> {
                                var more = new ArrayList<>(numbers);
                                more.add(number);
                                return (List<Integer>) more;
                            }))
                    .limit(MOST_TRIED)
                    .toList();
            last.forEach(
                    numbers -> all.add(numbers.stream().map(candidates::get).toList()));
        }
        return all;
    }
}
