// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;

/// Whether no request makes a condition true, as far as that is plain: it is constant, or demands two different values
/// of one attribute.
final class Contradiction {

    private final Map<Term, Set<String>> texts = new HashMap<>();
    private final Map<Term, Test.Between> numbers = new HashMap<>();

    private Contradiction() {}

    static boolean in(Condition condition) {
        var demands = new Contradiction();
        return Condition.conjuncts(condition).stream().anyMatch(demands::rejects);
    }

    /// Whether this cannot hold beside what was demanded before.
    private boolean rejects(Condition conjunct) {
        if (!(conjunct instanceof Condition.Holds(var atom, var _))) {
            return conjunct.equals(Condition.NEVER);
        }
        if (atom.test() instanceof Test.OneOf(Set<String> demanded)) {
            return texts.merge(atom.term(), demanded, Contradiction::common).isEmpty();
        }
        if (atom.test() instanceof Test.Between demanded) {
            Test.Between left = numbers.merge(atom.term(), demanded, Contradiction::common);
            return left.low() > left.high();
        }
        return false;
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        return Set.copyOf(some.stream().filter(others::contains).toList());
    }

    private static Test.Between common(Test.Between one, Test.Between other) {
        return new Test.Between(Math.max(one.low(), other.low()), Math.min(one.high(), other.high()));
    }
}
