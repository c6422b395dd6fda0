// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.List;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;

/// What is left of a condition when something is known of the request.
final class Assumption {

    private static final Condition UNDETERMINED = new Condition.Constant(Truth.UNDETERMINED);

    private Assumption() {}

    /// The request does not have this attribute or member.
    static Condition absent(Condition condition, Term term) {
        return switch (condition) {
            case Condition.Constant _ -> condition;
            case Condition.Holds(Atom atom, var _)
            when atom.term().equals(term) -> atom.test() instanceof Test.Present ? Condition.NEVER : UNDETERMINED;
            case Condition.Holds _ -> condition;
            case Condition.Not(Condition operand) -> Condition.not(absent(operand, term));
            case Condition.And(List<Condition> operands) -> Condition.allOf(absent(operands, term));
            case Condition.Or(List<Condition> operands) -> Condition.anyOf(absent(operands, term));
        };
    }

    private static List<Condition> absent(List<Condition> operands, Term term) {
        return operands.stream().map(operand -> absent(operand, term)).toList();
    }
}
