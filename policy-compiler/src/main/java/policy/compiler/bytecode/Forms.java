// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.compiler.walk.SharedAtom;

/// Conditions as code. The form of a condition is what is left when what it compares with is taken out; conditions of
/// the same form are one method.
final class Forms {

    /// A larger condition is evaluated as it is: its method would be too long to be compiled.
    static final int MOST_ATOMS = 100;

    private static final String WHOLE = "whole";

    private static final int REQUEST = 0;
    private static final int FOUND = 1;
    private static final int BASE = 2;

    private final SharedAtoms shared;

    Forms(SharedAtoms shared) {
        this.shared = shared;
    }

    /// @param shape equal where the code is
    /// @param constants what it compares with, in the order the code takes them
    record Form(String shape, Condition condition, List<Object> constants) {
        boolean isWhole() {
            return shape.equals(WHOLE);
        }
    }

    Form of(Condition condition) {
        if (Condition.atoms(condition).count() > MOST_ATOMS) {
            return whole(condition);
        }
        Condition ordered = cheapFirst(condition);
        var shape = new StringBuilder();
        var constants = new ArrayList<Object>();
        describe(ordered, shape, constants);
        return new Form(shape.toString(), ordered, constants);
    }

    /// A condition that is evaluated as it is.
    Form whole(Condition condition) {
        return new Form(WHOLE, condition, List.of(condition));
    }

    /// The operands of a connective may stand in any order; those that are soon answered, and may settle it, come
    /// first.
    private Condition cheapFirst(Condition condition) {
        return switch (condition) {
            case Condition.Constant _, Condition.Holds _ -> condition;
            case Condition.Not(Condition operand) -> Condition.not(cheapFirst(operand));
            case Condition.And(List<Condition> operands) -> Condition.allOf(cheapFirst(operands));
            case Condition.Or(List<Condition> operands) -> Condition.anyOf(cheapFirst(operands));
        };
    }

    private List<Condition> cheapFirst(List<Condition> operands) {
        return operands.stream()
                .map(this::cheapFirst)
                .sorted(Comparator.comparingInt(Cost::of))
                .toList();
    }

    private void describe(Condition condition, StringBuilder shape, List<Object> constants) {
        switch (condition) {
            case Condition.Constant(Truth truth) -> shape.append(truth);
            case Condition.Holds(Atom atom, var _) -> describe(atom, shape, constants);
            case Condition.Not(Condition operand) -> {
                shape.append('!');
                describe(operand, shape, constants);
            }
            case Condition.And(List<Condition> operands) -> describe('&', operands, shape, constants);
            case Condition.Or(List<Condition> operands) -> describe('|', operands, shape, constants);
        }
    }

    private void describe(char connective, List<Condition> operands, StringBuilder shape, List<Object> constants) {
        shape.append(connective).append('(');
        for (Condition operand : operands) {
            describe(operand, shape, constants);
            shape.append(' ');
        }
        shape.append(')');
    }

    private void describe(Atom atom, StringBuilder shape, List<Object> constants) {
        var remembered = shared.find(atom);
        if (remembered.isPresent()) {
            shape.append("shared");
            constants.add(remembered.get());
            return;
        }
        Call call = Call.of(atom.test());
        shape.append(call.method()).append(' ');
        Term term = atom.term();
        if (term.path().isEmpty()) {
            shape.append(term.slot());
        } else {
            shape.append("member");
            constants.add(term);
        }
        constants.add(call.asked());
    }

    /// Writes the body of a form's method: see [Names#FORM].
    void write(CodeBuilder code, Condition condition, boolean whole) {
        var writer = new Writer(code);
        if (whole) {
            writer.writeWhole();
        } else {
            writer.write(condition);
        }
        code.ireturn();
    }

    /// Leaves the number of a truth on the stack for each condition it writes. Ordinals are in the order of truth,
    /// so `and` is the least and `or` the greatest.
    private final class Writer {

        private final CodeBuilder code;
        private int constants;

        Writer(CodeBuilder code) {
            this.code = code;
        }

        void writeWhole() {
            constant(Condition.class);
            code.aload(REQUEST)
                    .invokestatic(Names.KLEENE, "truth", Names.KLEENE_TRUTH)
                    .invokevirtual(Names.TRUTH, "number", Names.TO_INT);
        }

        void write(Condition condition) {
            switch (condition) {
                case Condition.Constant(Truth truth) -> code.loadConstant(truth.number());
                case Condition.Holds(Atom atom, var _) -> write(atom);
                case Condition.Not(Condition operand) -> {
                    code.loadConstant(Truth.TRUE.number());
                    write(operand);
                    code.isub();
                }
                case Condition.And(List<Condition> operands) -> write(operands, Truth.FALSE, "min");
                case Condition.Or(List<Condition> operands) -> write(operands, Truth.TRUE, "max");
            }
        }

        /// @param settles the answer of one operand after which no other matters
        private void write(List<Condition> operands, Truth settles, String combine) {
            Label settled = code.newLabel();
            write(operands.getFirst());
            for (Condition operand : operands.subList(1, operands.size())) {
                code.dup().loadConstant(settles.number()).if_icmpeq(settled);
                write(operand);
                code.invokestatic(Names.MATH, combine, Names.INTS_TO_INT);
            }
            code.labelBinding(settled);
        }

        private void write(Atom atom) {
            if (shared.find(atom).isPresent()) {
                code.aload(FOUND);
                constant(SharedAtom.class);
                code.aload(REQUEST).invokevirtual(Names.FOUND, "shared", Names.SHARED_ANSWER);
                return;
            }
            boolean isMember = !atom.term().path().isEmpty();
            if (isMember) {
                constant(Term.class);
                code.aload(REQUEST).invokevirtual(Names.TERM, "in", Names.TERM_VALUE);
            } else {
                code.aload(REQUEST)
                        .loadConstant(atom.term().slot())
                        .invokevirtual(Names.REQUEST, "value", Names.SLOT_VALUE);
            }
            Call call = Call.of(atom.test());
            Class<?> kind = call.asked().getClass();
            constant(kind);
            code.swap()
                    .invokestatic(
                            Names.ANSWER, call.method(), MethodTypeDesc.of(Names.TRUTH, Names.of(kind), Names.VALUE))
                    .invokevirtual(Names.TRUTH, "number", Names.TO_INT);
        }

        /// The next of the form's constants.
        private void constant(Class<?> type) {
            code.loadConstant(Names.CONSTANTS)
                    .iload(BASE)
                    .loadConstant(constants++)
                    .iadd()
                    .aaload()
                    .checkcast(Names.of(type));
        }
    }

    /// How a test is asked.
    ///
    /// @param method of [policy.compiler.condition.Answer]
    /// @param asked what it takes beside the value
    private record Call(String method, Object asked) {

        static Call of(Test test) {
            return switch (test) {
                case Test.Present _ -> new Call("present", test);
                case Test.IsTrue _ -> new Call("isTrue", test);
                case Test.OneOf(Set<String> texts) when texts.size() == 1 -> new Call("isText", single(texts));
                case Test.OneOf _ -> new Call("oneOf", test);
                case Test.StartsWith _ -> new Call("startsWith", test);
                case Test.EndsWith _ -> new Call("endsWith", test);
                case Test.HasPart _ -> new Call("hasPart", test);
                case Test.Like _ -> new Call("like", test);
                case Test.Matches _ -> new Call("matches", test);
                case Test.Between _ -> new Call("between", test);
                case Test.Contains _ -> new Call("contains", test);
                case Test.InNetwork _ -> new Call("inNetwork", test);
                case Test.During _ -> new Call("during", test);
                case Test.Some _ -> new Call("some", test);
                case Test.Every _ -> new Call("every", test);
                case Test.HoldsAny(Set<String> items) when items.size() == 1 -> new Call("holdsText", single(items));
                case Test.HoldsAny _ -> new Call("holdsAny", test);
            };
        }

        private static String single(Set<String> texts) {
            return texts.iterator().next();
        }
    }
}
