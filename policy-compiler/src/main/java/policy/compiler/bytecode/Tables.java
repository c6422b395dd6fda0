// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Truth;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.compiler.tree.Numbers;

/// What the code of one class reads: its leaves, the forms of their conditions, constants.
final class Tables {

    /// Forms of one class; a condition of yet another form is evaluated as it is.
    static final int MOST_FORMS = 1_000;

    /// Beside the places that all methods of a class share, those of [Route#truth].
    private static final int FORM = Unit.BRANCH;
    private static final int ARGUMENTS = Unit.FOUND + 1;

    private final Forms forms;
    private final Numbers leaves = new Numbers();
    private final List<Object> constants = new ArrayList<>();
    private final IdentityHashMap<Object, Integer> known = new IdentityHashMap<>();
    private final Map<List<Object>, Integer> argumentLists = new HashMap<>();
    private final Map<String, Integer> formNumbers = new HashMap<>();
    private final List<Forms.Form> written = new ArrayList<>();

    Tables(Forms forms) {
        this.forms = forms;
    }

    /// From one number, included, to another, excluded.
    record Stretch(int from, int to) {
        int length() {
            return to - from;
        }

        boolean isSingle() {
            return length() == 1;
        }
    }

    int[] leaves() {
        return leaves.toArray();
    }

    Object[] constants() {
        return constants.toArray();
    }

    /// The place of a constant, which is added if it is not there.
    int constant(Object constant) {
        return known.computeIfAbsent(constant, added -> {
            constants.add(added);
            return constants.size() - 1;
        });
    }

    /// Adds a leaf.
    ///
    /// @return where it begins
    int leaf(Node.Leaf leaf) {
        int at = leaves.size();
        leaves.add(leaf.number());
        leaves.add(leaf.candidates().size());
        for (Candidate candidate : leaf.candidates()) {
            Forms.Form form = form(candidate.condition());
            leaves.add(candidate.rule());
            leaves.add(number(form));
            leaves.add(arguments(form));
        }
        return at;
    }

    private Forms.Form form(Condition condition) {
        Forms.Form form = forms.of(condition);
        boolean fits = formNumbers.containsKey(form.shape()) || formNumbers.size() < MOST_FORMS;
        return fits ? form : forms.whole(condition);
    }

    private int number(Forms.Form form) {
        return formNumbers.computeIfAbsent(form.shape(), _ -> {
            written.add(form);
            return written.size() - 1;
        });
    }

    private int arguments(Forms.Form form) {
        return argumentLists.computeIfAbsent(form.constants(), added -> {
            constants.addAll(added);
            return constants.size() - added.size();
        });
    }

    /// The branches of a switch that are not leaves.
    List<Node> questions(Node.Switch choice) {
        return choice.branches().stream()
                .map(Node.Branch::node)
                .filter(node -> !(node instanceof Node.Leaf))
                .toList();
    }

    /// See [Route#leafOf].
    int[] branches(Node.Switch choice) {
        var branches = new int[choice.branches().size()];
        int questions = 0;
        for (int i = 0; i < branches.length; i++) {
            branches[i] = choice.branches().get(i).node() instanceof Node.Leaf leaf ? leaf(leaf) : - ++questions;
        }
        return branches;
    }

    /// Leaves the number of a condition's truth on the stack.
    void truth(CodeBuilder code, Condition condition, ClassDesc self) {
        Forms.Form form = form(condition);
        int number = number(form);
        code.aload(Unit.REQUEST).aload(Unit.FOUND).loadConstant(arguments(form));
        code.invokestatic(self, "form" + number, Names.FORM);
    }

    /// Writes a method for each form, and [Route#truth], which goes to the one with a number.
    void writeForms(ClassBuilder builder, ClassDesc self) {
        for (int i = 0; i < written.size(); i++) {
            Condition condition = written.get(i).condition();
            boolean whole = written.get(i).isWhole();
            builder.withMethodBody(
                    "form" + i, Names.FORM, ClassFile.ACC_STATIC, code -> forms.write(code, condition, whole));
        }
        writeTruth(builder, self, "truth", new Stretch(0, written.size()));
    }

    private void writeTruth(ClassBuilder builder, ClassDesc self, String name, Stretch numbers) {
        List<Stretch> divided = Part.divided(numbers.from(), numbers.to());
        builder.withMethodBody(name, Names.FORM_TRUTH, 0, code -> {
            if (!divided.isEmpty()) {
                code.iload(FORM).loadConstant(numbers.from()).isub();
                code.loadConstant(divided.getFirst().length()).idiv();
                Unit.oneOf(code, divided.size(), i -> callTruth(code, self, divided.get(i)));
            }
            // There is no such form, and nothing is known.
            code.loadConstant(Truth.UNDETERMINED.number()).ireturn();
        });
        for (Stretch some : divided) {
            if (!some.isSingle()) {
                writeTruth(builder, self, "truth" + some.from() + "_" + some.to(), some);
            }
        }
    }

    private static void callTruth(CodeBuilder code, ClassDesc self, Stretch some) {
        if (some.isSingle()) {
            code.aload(Unit.REQUEST).aload(Unit.FOUND).iload(ARGUMENTS);
            code.invokestatic(self, "form" + some.from(), Names.FORM);
        } else {
            code.aload(Unit.THIS)
                    .iload(FORM)
                    .aload(Unit.REQUEST)
                    .aload(Unit.FOUND)
                    .iload(ARGUMENTS);
            code.invokevirtual(self, "truth" + some.from() + "_" + some.to(), Names.FORM_TRUTH);
        }
        code.ireturn();
    }
}
