// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.report.Report;
import policy.compiler.resolve.Namespace;
import policy.compiler.type.Typed;
import policy.compiler.type.TypedRule;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Finds rules that can never apply and lets nobody uses.
public final class Lint {

    private Lint() {}

    public static void check(List<Namespace> policies, Typed typed, Report report) {
        typed.rules().stream().filter(rule -> neverHolds(rule.condition())).forEach(rule -> report.add(never(rule)));
        for (Namespace policy : policies) {
            Set<String> used = Uses.of(policy);
            policy.lets().values().stream()
                    .filter(let -> !used.contains(let.name().text()))
                    .forEach(let -> report.add(Diagnostic.of(
                            Code.P403,
                            "`" + let.name().text() + "` is never used",
                            let.name().span(),
                            "no rule and no test needs it",
                            "use it, or delete it")));
        }
    }

    private static Diagnostic never(TypedRule rule) {
        return Diagnostic.of(
                Code.P401,
                "`" + rule.rule().name() + "` can never apply",
                rule.span(),
                "its condition is always false");
    }

    /// Whether no request makes a condition true: it is constant, or demands two different values of one attribute.
    private static boolean neverHolds(Condition condition) {
        Map<Atom, Set<String>> demanded = new HashMap<>();
        for (Condition conjunct : Condition.conjuncts(condition)) {
            if (conjunct.equals(Condition.NEVER)) {
                return true;
            }
            if (conjunct instanceof Condition.Holds(Atom atom)
                    && atom.test() instanceof Test.OneOf(Set<String> texts)) {
                var attribute = new Atom(atom.attribute(), atom.slot(), new Test.Present());
                Set<String> left = demanded.merge(attribute, texts, Lint::common);
                if (left.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        return Set.copyOf(some.stream().filter(others::contains).toList());
    }
}
