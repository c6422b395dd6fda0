// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.List;
import java.util.Optional;
import policy.runtime.request.Slots;

/// Evaluates conditions over a request, or over one item of a list.
public final class Kleene {

    private Kleene() {}

    public static Truth truth(Condition condition, Slots slots) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> truth;
            case Condition.Holds(Atom atom, var _) -> atom.in(slots);
            case Condition.Not(Condition operand) -> truth(operand, slots).not();
            case Condition.And(List<Condition> operands) -> all(operands, slots);
            case Condition.Or(List<Condition> operands) -> any(operands, slots);
        };
    }

    private static Truth all(List<Condition> operands, Slots slots) {
        Truth so = Truth.TRUE;
        for (int i = 0; i < operands.size() && so != Truth.FALSE; i++) {
            so = so.and(truth(operands.get(i), slots));
        }
        return so;
    }

    private static Truth any(List<Condition> operands, Slots slots) {
        Truth so = Truth.FALSE;
        for (int i = 0; i < operands.size() && so != Truth.TRUE; i++) {
            so = so.or(truth(operands.get(i), slots));
        }
        return so;
    }

    /// The first atom, in the order of the source, that is undetermined and stands where it matters: not beside an
    /// operand that settles the matter without it.
    public static Optional<Atom> culprit(Condition condition, Slots slots) {
        if (truth(condition, slots) != Truth.UNDETERMINED) {
            return Optional.empty();
        }
        return switch (condition) {
            case Condition.Constant _ -> Optional.empty();
            case Condition.Holds(Atom atom, var _) -> Optional.of(atom);
            case Condition.Not(Condition operand) -> culprit(operand, slots);
            case Condition.And(List<Condition> operands) -> first(operands, slots);
            case Condition.Or(List<Condition> operands) -> first(operands, slots);
        };
    }

    private static Optional<Atom> first(List<Condition> operands, Slots slots) {
        return operands.stream()
                .flatMap(operand -> culprit(operand, slots).stream())
                .findFirst();
    }
}
