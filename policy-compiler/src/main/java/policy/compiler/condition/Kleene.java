// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.List;
import java.util.Optional;
import policy.runtime.request.AccessRequest;

/// Evaluates conditions over a request.
public final class Kleene {

    private Kleene() {}

    public static Truth truth(Condition condition, AccessRequest request) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> truth;
            case Condition.Holds(Atom atom) -> atom.in(request);
            case Condition.Not(Condition operand) -> truth(operand, request).not();
            case Condition.And(List<Condition> operands) -> all(operands, request);
            case Condition.Or(List<Condition> operands) -> any(operands, request);
        };
    }

    private static Truth all(List<Condition> operands, AccessRequest request) {
        Truth so = Truth.TRUE;
        for (int i = 0; i < operands.size() && so != Truth.FALSE; i++) {
            so = so.and(truth(operands.get(i), request));
        }
        return so;
    }

    private static Truth any(List<Condition> operands, AccessRequest request) {
        Truth so = Truth.FALSE;
        for (int i = 0; i < operands.size() && so != Truth.TRUE; i++) {
            so = so.or(truth(operands.get(i), request));
        }
        return so;
    }

    /// The first atom, in the order of the source, that is undetermined and stands where it matters: not beside an
    /// operand that settles the matter without it.
    public static Optional<Atom> culprit(Condition condition, AccessRequest request) {
        if (truth(condition, request) != Truth.UNDETERMINED) {
            return Optional.empty();
        }
        return switch (condition) {
            case Condition.Constant _ -> Optional.empty();
            case Condition.Holds(Atom atom) -> Optional.of(atom);
            case Condition.Not(Condition operand) -> culprit(operand, request);
            case Condition.And(List<Condition> operands) -> first(operands, request);
            case Condition.Or(List<Condition> operands) -> first(operands, request);
        };
    }

    private static Optional<Atom> first(List<Condition> operands, AccessRequest request) {
        return operands.stream()
                .flatMap(operand -> culprit(operand, request).stream())
                .findFirst();
    }
}
