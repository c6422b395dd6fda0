// SPDX-License-Identifier: Apache-2.0
package policy.cli.explain;

import java.util.List;
import policy.compiler.Compilation;
import policy.compiler.counterfactual.Counterfactual;
import policy.compiler.counterfactual.Counterfactuals;
import policy.compiler.grounds.Grounds;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;

/// All that is told of one request.
///
/// @param otherwise one for each of the two decisions that are not made
public record Reasoning(Decision decision, Grounds grounds, List<Counterfactual> otherwise) {

    public Reasoning {
        otherwise = List.copyOf(otherwise);
    }

    /// @param compilation of policies without mistakes
    public static Reasoning of(Compilation compilation, AccessRequest request) {
        CompiledPolicySet policies = compilation.policies().orElseThrow();
        List<TypedRule> rules = compilation.typed().rules();
        Decision decision = policies.decide(request);
        return new Reasoning(
                decision, Grounds.of(rules, request, decision), new Counterfactuals(policies, rules, request).all());
    }
}
