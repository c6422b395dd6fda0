// SPDX-License-Identifier: Apache-2.0
package policy.compiler.evaluate;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import policy.compiler.Fixtures;
import policy.compiler.tree.TreeBuilder;
import policy.compiler.type.Typed;
import policy.compiler.type.TypedRule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.revision.Revision;

/// Rules and requests at random for tests of other packages.
public final class AnyPolicies {

    private AnyPolicies() {}

    public static Arbitrary<List<TypedRule>> rules(int most) {
        return Generated.rules(most).map(rules -> new Typed(rules, List.of()).rules());
    }

    public static Arbitrary<AccessRequest> requests() {
        return Generated.requests();
    }

    public static CompiledPolicySet compiled(List<TypedRule> rules) {
        return new TreePolicySet(
                Revision.of(new TreeMap<>()),
                rules,
                Fixtures.VOCABULARY.schemas().stream()
                        .map(schema -> TreeBuilder.build(schema, rules))
                        .toList());
    }
}
