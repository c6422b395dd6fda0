// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.evaluate.Generated;
import policy.compiler.type.TypedRule;
import policy.runtime.request.AccessRequest;

/// Diagrams say of a request what its conditions say: the ground on which everything proved stands.
final class SpaceAgreesTest {

    @Provide
    Arbitrary<List<TypedRule>> policySets() {
        return Generated.rules(12);
    }

    @Provide
    Arbitrary<List<AccessRequest>> manyRequests() {
        return Generated.requests().list().ofSize(20);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = net.jqwik.api.ShrinkingMode.OFF)
    void setsHoldExactlyTheRequestsForWhichConditionsHold(
            @ForAll("policySets") List<TypedRule> rules, @ForAll("manyRequests") List<AccessRequest> requests)
            throws OverBudget {
        Space space = Space.of(rules.stream().map(TypedRule::condition).toList(), 1_000_000);
        for (AccessRequest request : requests) {
            Optional<int[]> assignment = space.assignment(request);
            Statistics.collect(assignment.isPresent());
            for (TypedRule rule : assignment.isPresent() ? rules : List.<TypedRule>of()) {
                Truth truth = Kleene.truth(rule.condition(), request);
                Space.Sets sets = space.sets(rule.condition());
                assertThat(space.diagrams().holds(sets.isTrue(), assignment.get()))
                        .isEqualTo(truth == Truth.TRUE);
                assertThat(space.diagrams().holds(sets.isNotFalse(), assignment.get()))
                        .isEqualTo(truth != Truth.FALSE);
            }
        }
    }
}
