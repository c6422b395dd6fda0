// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import policy.compiler.resolve.Policies;
import policy.compiler.type.LetChecker;

/// Has those lets read that no rule, invariant or test needs: a mistake in them would wait for the first that does.
public final class UnusedLets {

    private UnusedLets() {}

    public static void check(Policies policies, LetChecker checker) {
        Uses uses = Uses.of(policies);
        policies.all()
                .forEach(policy -> policy.lets().values().stream()
                        .filter(let -> !uses.hasDeclaration(policy, let.name().text()))
                        .forEach(let -> checker.check(let, policy)));
    }
}
