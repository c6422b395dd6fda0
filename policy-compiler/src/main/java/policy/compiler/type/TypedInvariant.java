// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import policy.compiler.condition.Condition;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;

/// What must hold for every request, whatever the rules: wherever the premise is true, one of the outcomes comes out.
///
/// @param policy dotted name of the policy it stands in
/// @param protocol the schema it is for; empty for `on any`
/// @param outcomes some of allow, deny and approve
/// @param doc the text of its `///` lines
/// @param span where its name is written
public record TypedInvariant(
        String policy,
        String name,
        Optional<String> protocol,
        Condition premise,
        Set<Effect> outcomes,
        String doc,
        Span span) {

    public TypedInvariant {
        outcomes = Collections.unmodifiableSet(EnumSet.copyOf(outcomes));
    }

    /// The full name, unique in a policy set.
    public String id() {
        return policy + "." + name;
    }
}
