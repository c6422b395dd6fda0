// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.compiler.Fixtures;
import policy.compiler.reference.Interpreter;
import policy.compiler.tree.DecisionTree;
import policy.compiler.tree.Shape;
import policy.compiler.tree.TreeBuilder;
import policy.compiler.type.Typed;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Value;
import policy.runtime.revision.Revision;

/// The tree, and the code compiled from it, decide what the rules mean.
final class TreeAgreesTest {

    private static final Revision REVISION = Revision.of(new TreeMap<>());

    @Provide
    Arbitrary<List<TypedRule>> policySets() {
        return Generated.rules(25);
    }

    @Provide
    Arbitrary<List<AccessRequest>> manyRequests() {
        return Generated.requests().list().ofSize(5);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void interpreterTreeAndCodeAgree(
            @ForAll("policySets") List<TypedRule> rules, @ForAll("manyRequests") List<AccessRequest> requests) {
        var interpreter = new Interpreter(REVISION, rules);
        TreePolicySet compiled = compiled(rules);
        for (AccessRequest request : requests) {
            Decision decision = compiled.decide(request);
            assertThat(pathless(decision)).as("code").isEqualTo(interpreter.decide(request));
            assertThat(compiled.explain(request).decision()).as("tree").isEqualTo(decision);
            assertThat(compiled.decide(request)).as("again").isEqualTo(decision);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void orderOfRulesDoesNotMatter(
            @ForAll("policySets") List<TypedRule> rules,
            @ForAll("manyRequests") List<AccessRequest> requests,
            @ForAll Random random) {
        TreePolicySet compiled = compiled(rules);
        var shuffled = new java.util.ArrayList<>(rules);
        Collections.shuffle(shuffled, random);
        TreePolicySet other = compiled(shuffled);
        requests.forEach(request -> assertThat(other.decide(request)).isEqualTo(compiled.decide(request)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyTreeStaysWithinItsBound(@ForAll("policySets") List<TypedRule> rules) {
        Shape.check(TreeBuilder.build(Fixtures.WEB, new Typed(rules, List.of()).rules()));
    }

    /// Whatever is left open of a request: if it may not be permitted so, it is not permitted whole.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatMayNotBePermittedNeverIs(
            @ForAll("policySets") List<TypedRule> rules,
            @ForAll("manyRequests") List<AccessRequest> requests,
            @ForAll Random random) {
        TreePolicySet compiled = compiled(rules);
        for (AccessRequest request : requests) {
            if (!compiled.mayPermit(leftOpen(request, random))) {
                assertThat(compiled.decide(request)).isInstanceOf(Decision.Deny.class);
            }
            if (!(compiled.decide(request) instanceof Decision.Deny)) {
                assertThat(compiled.mayPermit(request)).isTrue();
            }
        }
    }

    /// The same request, of which some attributes of its protocol were not found out.
    private static AccessRequest leftOpen(AccessRequest request, Random random) {
        var known = new HashMap<Attribute, Value>();
        for (Attribute attribute : request.schema().attributes()) {
            if (!CommonAttributes.ALL.contains(attribute) && random.nextBoolean()) {
                known.put(attribute, request.value(attribute));
            }
        }
        return new AccessRequest(
                request.schema(),
                request.subject(),
                new Classified(request.action(), known),
                request.resource(),
                request.context());
    }

    private static TreePolicySet compiled(List<TypedRule> rules) {
        List<TypedRule> sorted = new Typed(rules, List.of()).rules();
        List<DecisionTree> trees = Fixtures.VOCABULARY.schemas().stream()
                .map(schema -> TreeBuilder.build(schema, sorted))
                .toList();
        return new TreePolicySet(REVISION, sorted, trees);
    }

    private static Decision pathless(Decision decision) {
        var basis = new Basis(
                decision.basis().revision(),
                decision.basis().rules(),
                decision.basis().observed(),
                List.of());
        return switch (decision) {
            case Decision.Permit permit -> new Decision.Permit(basis, permit.obligations());
            case Decision.Deny deny -> new Decision.Deny(basis, deny.reason());
            case Decision.NeedsApproval asking ->
                new Decision.NeedsApproval(basis, asking.asks(), asking.obligations());
        };
    }
}
