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
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import policy.compiler.Fixtures;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.evaluate.Generated;
import policy.compiler.type.TypedRule;
import policy.runtime.request.AccessRequest;

/// A "yes" is true of every request: what warnings say, they say because of it.
final class MeaningsAgreeTest {

    private static final Optional<String> WEB = Optional.of("web");

    @Provide
    Arbitrary<List<TypedRule>> someRules() {
        return Generated.rules(6);
    }

    @Provide
    Arbitrary<List<AccessRequest>> manyRequests() {
        return Generated.requests().list().ofSize(60);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void noRequestContradictsAYes(
            @ForAll("someRules") List<TypedRule> rules, @ForAll("manyRequests") List<AccessRequest> requests) {
        var meanings = new Meanings(Fixtures.VOCABULARY);
        Space all = Space.of(rules.stream().map(TypedRule::condition).toList(), 1_000_000);
        List<AccessRequest> typed = requests.stream()
                .filter(request -> all.assignment(request).isPresent())
                .toList();
        for (TypedRule rule : rules) {
            Condition one = rule.condition();
            // Most that are drawn can be true: one that cannot is made of each.
            Condition never = Condition.allOf(List.of(one, Condition.not(one)));
            for (Condition asked : List.of(one, never)) {
                boolean neverTrue = meanings.isNeverTrue(WEB, asked);
                boolean isNever = meanings.isNever(WEB, asked);
                boolean always = meanings.isAlways(WEB, asked);
                Statistics.label("settled").collect(neverTrue || always);
                assertThat(typed).allSatisfy(request -> {
                    Truth truth = Kleene.truth(asked, request);
                    assertThat(neverTrue && truth == Truth.TRUE).isFalse();
                    assertThat(isNever && truth != Truth.FALSE).isFalse();
                    assertThat(always && truth != Truth.TRUE).isFalse();
                });
            }
            rules.forEach(other -> noneContradictsThatItCovers(meanings, one, other.condition(), typed));
            noneContradictsThatItCovers(
                    meanings, one, Condition.allOf(List.of(one, rules.getFirst().condition())), typed);
        }
    }

    private static void noneContradictsThatItCovers(
            Meanings meanings, Condition wide, Condition narrow, List<AccessRequest> typed) {
        boolean covers = meanings.covers(WEB, wide, narrow, false);
        boolean mayCover = meanings.mayCover(WEB, wide, narrow);
        boolean same = meanings.areSame(WEB, wide, narrow, false);
        Statistics.label("covers").collect(covers);
        assertThat(typed).allSatisfy(request -> {
            Truth outer = Kleene.truth(wide, request);
            Truth inner = Kleene.truth(narrow, request);
            assertThat(covers && outer.compareTo(inner) < 0).isFalse();
            assertThat(mayCover && inner == Truth.TRUE && outer == Truth.FALSE).isFalse();
            assertThat(same && outer != inner).isFalse();
        });
    }
}
