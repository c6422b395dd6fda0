// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import policy.dsl.source.Span;

/// When a rule applies: connectives over atoms. Made by the factories here, so constants are folded and connectives of
/// one kind never nest directly.
public sealed interface Condition {

    Condition ALWAYS = new Constant(Truth.TRUE);
    Condition NEVER = new Constant(Truth.FALSE);

    record Constant(Truth truth) implements Condition {}

    /// Two are equal if their atoms are: where one is written does not matter to what it means, and rules that ask
    /// the same share the question.
    ///
    /// @param span where it is written, in a let perhaps
    record Holds(Atom atom, Span span) implements Condition {
        @Override
        public boolean equals(Object other) {
            return other instanceof Holds holds && holds.atom.equals(atom);
        }

        @Override
        public int hashCode() {
            return atom.hashCode();
        }
    }

    record Not(Condition operand) implements Condition {}

    record And(List<Condition> operands) implements Condition {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Condition> operands) implements Condition {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    static Condition allOf(List<Condition> operands) {
        var flat = new ArrayList<Condition>();
        for (Condition operand : operands) {
            switch (operand) {
                case Constant(Truth truth) when truth == Truth.TRUE -> {}
                case Constant(Truth truth)
                when truth == Truth.FALSE -> {
                    return NEVER;
                }
                case And(List<Condition> nested) -> flat.addAll(nested);
                case Constant _, Holds _, Not _, Or _ -> flat.add(operand);
            }
        }
        return switch (flat.size()) {
            case 0 -> ALWAYS;
            case 1 -> flat.getFirst();
            default -> new And(flat);
        };
    }

    static Condition anyOf(List<Condition> operands) {
        var flat = new ArrayList<Condition>();
        for (Condition operand : operands) {
            switch (operand) {
                case Constant(Truth truth) when truth == Truth.FALSE -> {}
                case Constant(Truth truth)
                when truth == Truth.TRUE -> {
                    return ALWAYS;
                }
                case Or(List<Condition> nested) -> flat.addAll(nested);
                case Constant _, Holds _, Not _, And _ -> flat.add(operand);
            }
        }
        return switch (flat.size()) {
            case 0 -> NEVER;
            case 1 -> flat.getFirst();
            default -> new Or(flat);
        };
    }

    static Condition not(Condition operand) {
        return switch (operand) {
            case Constant(Truth truth) -> new Constant(truth.not());
            case Not(Condition inner) -> inner;
            case Holds _, And _, Or _ -> new Not(operand);
        };
    }

    /// All atoms, in the order of the source, repeated ones repeatedly. What `some` and `every` ask of items is
    /// part of their atom.
    static Stream<Atom> atoms(Condition condition) {
        return leaves(condition).map(Holds::atom);
    }

    /// The same with the places they are written at.
    static Stream<Holds> leaves(Condition condition) {
        return switch (condition) {
            case Constant _ -> Stream.of();
            case Holds holds -> Stream.of(holds);
            case Not(Condition operand) -> leaves(operand);
            case And(List<Condition> operands) -> operands.stream().flatMap(Condition::leaves);
            case Or(List<Condition> operands) -> operands.stream().flatMap(Condition::leaves);
        };
    }

    /// The operands that must all hold: those of an `and`, or the condition itself; none if it always holds.
    static List<Condition> conjuncts(Condition condition) {
        return switch (condition) {
            case And(List<Condition> operands) -> operands;
            case Constant(Truth truth) when truth == Truth.TRUE -> List.of();
            case Constant _, Holds _, Not _, Or _ -> List.of(condition);
        };
    }
}
