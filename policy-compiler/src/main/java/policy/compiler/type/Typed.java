// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Comparator;
import java.util.List;

/// All rules and invariants of a policy set that are right in themselves, sorted by id. Where the report holds errors,
/// those that are wrong are missing here, so nothing may be decided by it.
public record Typed(List<TypedRule> rules, List<TypedInvariant> invariants) {
    public Typed {
        rules = TypedRule.inOrderOfIds(rules);
        invariants = invariants.stream()
                .sorted(Comparator.comparing(TypedInvariant::id))
                .toList();
    }
}
