// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
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
import policy.compiler.evaluate.TreePolicySet;
import policy.compiler.reference.Interpreter;
import policy.compiler.tree.TreeBuilder;
import policy.compiler.type.TypedInvariant;
import policy.compiler.type.TypedRule;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.Revision;

/// What is said to hold is not contradicted by any request; what is said to fail does, by the interpreter.
final class ProverAgreesTest {

    private static final Revision REVISION = Revision.of(new TreeMap<>());
    private static final Vocabulary WEB = new Vocabulary(List.of(Fixtures.WEB), List.of());

    @Provide
    Arbitrary<List<TypedRule>> policySets() {
        return Generated.rules(5);
    }

    @Provide
    Arbitrary<List<TypedRule>> premises() {
        return Generated.rules(1);
    }

    @Provide
    Arbitrary<Set<Effect>> outcomes() {
        return Arbitraries.of(Effect.ALLOW, Effect.DENY, Effect.APPROVE)
                .set()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<List<AccessRequest>> manyRequests() {
        return Generated.requests().list().ofSize(60);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void noRequestContradictsAProof(
            @ForAll("policySets") List<TypedRule> rules,
            @ForAll("premises") List<TypedRule> premise,
            @ForAll("outcomes") Set<Effect> outcomes,
            @ForAll("manyRequests") List<AccessRequest> requests) {
        Condition asked = premise.getFirst().condition();
        Proof proof = prove(rules, invariant(asked, outcomes));
        Statistics.collect(proof.getClass().getSimpleName());
        switch (proof) {
            case Proof.Holds() -> {
                Space typed = Space.of(List.of(asked), 1_000_000);
                assertThat(requests)
                        .filteredOn(request -> isTyped(rules, request)
                                && typed.assignment(request).isPresent())
                        .filteredOn(request -> Kleene.truth(asked, request) == Truth.TRUE)
                        .allSatisfy(
                                request -> assertThat(decided(rules, request)).isIn(outcomes));
            }
            case Proof.Fails(Witness witness, var _) -> {
                assertThat(Kleene.truth(asked, witness.request())).isEqualTo(Truth.TRUE);
                assertThat(decided(rules, witness.request())).isNotIn(outcomes);
            }
            case Proof.Unknown(String because, var _) -> assertThat(because).isNotBlank();
        }
    }

    /// A request with values of other types than its schema declares is not spoken of.
    private static boolean isTyped(List<TypedRule> rules, AccessRequest request) {
        return Space.of(rules.stream().map(TypedRule::condition).toList(), 1_000_000)
                .assignment(request)
                .isPresent();
    }

    private static Effect decided(List<TypedRule> rules, AccessRequest request) {
        return Prover.outcome(new Interpreter(REVISION, rules).decide(request));
    }

    private static TypedInvariant invariant(Condition premise, Set<Effect> outcomes) {
        var nowhere = new Span(new Source("generated", ""), 0, 0);
        return new TypedInvariant("p", "i", Optional.of("web"), premise, EnumSet.copyOf(outcomes), "", nowhere);
    }

    private static Proof prove(List<TypedRule> rules, TypedInvariant invariant) {
        var compiled = new TreePolicySet(REVISION, rules, List.of(TreeBuilder.build(Fixtures.WEB, rules)));
        return new Prover(rules, compiled, WEB, new DirectMessages(), 200_000).prove(invariant);
    }
}
