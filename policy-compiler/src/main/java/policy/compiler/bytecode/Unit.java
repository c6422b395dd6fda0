// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.tree.Node;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// One class of code: a part, and of the parts below it as many as fit; the others are classes of their own.
final class Unit {

    /// Questions of one class. Each takes a few entries of its constant pool, which has room for 65 535.
    static final int MOST_WEIGHT = 2_000;

    /// Where an atom is written says nothing about its code.
    private static final Span NOWHERE = new Span(new Source("", ""), 0, 0);

    private static final ClassDesc SELF = ClassDesc.of(Unit.class.getPackageName(), "Compiled");
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /// Where methods of [Route] find what they are called with; [Route#truth] has the form in the place of the
    /// branch.
    static final int THIS = 0;
    static final int BRANCH = 1;
    static final int REQUEST = 2;
    static final int FOUND = 3;
    private static final int FIRST_LOCAL = 4;

    private final Weights weights;
    private final SharedAtoms shared;
    private final Tables tables;
    private final Deque<Open> open = new ArrayDeque<>();
    private int named;
    private int room = MOST_WEIGHT;
    /// Whether there is room for all that is below the part being written.
    private boolean reserved;

    private Unit(Weights weights, SharedAtoms shared) {
        this.weights = weights;
        this.shared = shared;
        this.tables = new Tables(new Forms(shared));
    }

    /// A part that is yet to be written, as a method.
    ///
    /// @param reserved whether there is room for all that is below it
    private record Open(String name, Part part, boolean reserved) {}

    static Route route(Part part, Weights weights, SharedAtoms shared) {
        return new Unit(weights, shared).define(part);
    }

    private Route define(Part part) {
        byte[] bytes = ClassFile.of().build(SELF, builder -> write(builder, part));
        try {
            // Without strong ties to its loader, so that it goes with the policy set that holds it.
            MethodHandles.Lookup hidden = LOOKUP.defineHiddenClassWithClassData(bytes, tables.constants(), true);
            return (Route) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class, int[].class))
                    .invoke(tables.leaves());
        } catch (Throwable e) {
            throw new IllegalStateException("the code compiled from a decision tree could not be linked", e);
        }
    }

    private void write(ClassBuilder builder, Part part) {
        builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withSuperclass(Names.ROUTE);
        builder.withMethodBody(
                ConstantDescs.INIT_NAME,
                Names.INIT,
                0,
                code -> code.aload(0)
                        .aload(1)
                        .invokespecial(Names.ROUTE, ConstantDescs.INIT_NAME, Names.INIT)
                        .return_());
        String root = name(part, reserve(part));
        builder.withMethodBody("follow", Names.FOLLOW, 0, code -> {
            call(code, root);
            code.return_();
        });
        while (!open.isEmpty()) {
            Open next = open.remove();
            reserved = next.reserved();
            builder.withMethodBody(next.name(), Names.FOLLOW, ClassFile.ACC_PRIVATE, code -> {
                write(code, next.part());
                code.return_();
            });
        }
        tables.writeForms(builder, SELF);
    }

    private boolean reserve(Part part) {
        int weight = weights.of(part);
        boolean fits = weight <= room;
        room -= fits ? weight : 0;
        return fits;
    }

    private String name(Part part, boolean whole) {
        String name = "part" + named++;
        open.add(new Open(name, part, whole));
        return name;
    }

    private static void call(CodeBuilder code, String method) {
        code.aload(THIS).iload(BRANCH).aload(REQUEST).aload(FOUND).invokevirtual(SELF, method, Names.FOLLOW);
    }

    private void write(CodeBuilder code, Part part) {
        switch (part) {
            case Part.Whole(Node.Leaf leaf) -> leaf(code, leaf);
            case Part.Whole(Node.Each each) -> {
                visit(code, each);
                children(code, each, 0, each.children().size());
            }
            case Part.Whole(Node.Ask ask) -> ask(code, ask);
            case Part.Whole(Node.Switch choice) -> choose(code, choice);
            case Part.Branches(List<Node> branches, int from, int to) -> branches(code, branches, from, to);
            case Part.Children(Node.Each each, int from, int to) -> children(code, each, from, to);
        }
    }

    private static void visit(CodeBuilder code, Node node) {
        code.aload(FOUND).loadConstant(node.number()).invokevirtual(Names.FOUND, "visit", Names.INT_TO_VOID);
    }

    /// Goes through a part below: here if there is room, else in a class of its own.
    private void follow(CodeBuilder code, Part part) {
        if (part instanceof Part.Whole(Node.Leaf leaf)) {
            leaf(code, leaf);
        } else if (reserved || reserve(part)) {
            call(code, name(part, true));
        } else {
            constant(code, route(part, weights, shared), Names.ROUTE);
            code.iload(BRANCH).aload(REQUEST).aload(FOUND).invokevirtual(Names.ROUTE, "follow", Names.FOLLOW);
        }
    }

    private void leaf(CodeBuilder code, Node.Leaf leaf) {
        code.aload(THIS).loadConstant(tables.leaf(leaf));
        code.aload(REQUEST).aload(FOUND).invokevirtual(Names.ROUTE, "leaf", Names.LEAF);
    }

    private void children(CodeBuilder code, Node.Each each, int from, int to) {
        for (Tables.Stretch some : Part.divided(from, to)) {
            follow(
                    code,
                    some.isSingle()
                            ? new Part.Whole(each.children().get(some.from()))
                            : new Part.Children(each, some.from(), some.to()));
        }
    }

    private void ask(CodeBuilder code, Node.Ask ask) {
        Label undetermined = code.newLabel();
        Label holds = code.newLabel();
        visit(code, ask);
        tables.truth(code, new Condition.Holds(ask.atom(), NOWHERE), SELF);
        code.dup().loadConstant(Truth.TRUE.number()).if_icmpeq(holds);
        code.loadConstant(Truth.UNDETERMINED.number()).if_icmpeq(undetermined);
        below(code, ask.whenFalse());
        code.labelBinding(holds).pop();
        below(code, ask.whenTrue());
        code.labelBinding(undetermined).aload(FOUND);
        constant(code, ask.undetermined(), Names.LIST);
        code.aload(REQUEST).invokevirtual(Names.FOUND, "judge", Names.JUDGE);
    }

    private void below(CodeBuilder code, Optional<Node> node) {
        node.ifPresent(below -> follow(code, new Part.Whole(below)));
        code.return_();
    }

    private void choose(CodeBuilder code, Node.Switch choice) {
        int value = FIRST_LOCAL;
        int first = FIRST_LOCAL + 1;
        Label told = code.newLabel();
        visit(code, choice);
        value(code, choice.term());
        code.astore(value).aload(FOUND);
        constant(code, choice.index(), Names.INDEX);
        code.aload(value).invokevirtual(Names.FOUND, "find", Names.FIND).dup().istore(first);
        code.ifge(told).aload(FOUND);
        constant(code, choice, Names.SWITCH);
        code.aload(value).aload(REQUEST).invokevirtual(Names.FOUND, "untold", Names.UNTOLD);
        code.return_();
        code.labelBinding(told);
        eachBranch(code, first, branch -> oneBranch(code, choice, branch));
        code.aload(FOUND).iload(first).invokevirtual(Names.FOUND, "leave", Names.INT_TO_VOID);
    }

    /// @param visit writes what to do with the branch in a local
    private static void eachBranch(CodeBuilder code, int first, IntConsumer visit) {
        int at = first + 1;
        int end = first + 2;
        int branch = first + 3;
        Label next = code.newLabel();
        Label done = code.newLabel();
        code.aload(FOUND).invokevirtual(Names.FOUND, "branches", Names.TO_INT).istore(end);
        code.iload(first).istore(at);
        code.labelBinding(next).iload(at).iload(end).if_icmpge(done);
        code.aload(FOUND)
                .iload(at)
                .invokevirtual(Names.FOUND, "branch", Names.INT_TO_INT)
                .istore(branch);
        visit.accept(branch);
        code.iinc(at, 1).goto_(next);
        code.labelBinding(done);
    }

    private void oneBranch(CodeBuilder code, Node.Switch choice, int branch) {
        List<Node> questions = tables.questions(choice);
        code.aload(THIS);
        constant(code, tables.branches(choice), ConstantDescs.CD_int.arrayType());
        code.iload(branch).aload(REQUEST).aload(FOUND).invokevirtual(Names.ROUTE, "leafOf", Names.LEAF_OF);
        if (questions.isEmpty()) {
            code.pop();
            return;
        }
        Label done = code.newLabel();
        code.dup().istore(BRANCH).iflt(done);
        follow(code, new Part.Branches(questions, 0, questions.size()));
        code.labelBinding(done);
    }

    private void value(CodeBuilder code, Term term) {
        if (term.path().isEmpty()) {
            code.aload(REQUEST).loadConstant(term.slot()).invokevirtual(Names.REQUEST, "value", Names.SLOT_VALUE);
        } else {
            constant(code, term, Names.TERM);
            code.aload(REQUEST).invokevirtual(Names.TERM, "in", Names.TERM_VALUE);
        }
    }

    private void branches(CodeBuilder code, List<Node> branches, int from, int to) {
        List<Tables.Stretch> divided = Part.divided(from, to);
        code.iload(BRANCH).loadConstant(from).isub();
        code.loadConstant(divided.getFirst().length()).idiv();
        oneOf(code, divided.size(), i -> {
            Tables.Stretch some = divided.get(i);
            follow(
                    code,
                    some.isSingle()
                            ? new Part.Whole(branches.get(some.from()))
                            : new Part.Branches(branches, some.from(), some.to()));
            code.return_();
        });
    }

    /// Goes to the case whose number is on the stack; each must return.
    static void oneOf(CodeBuilder code, int count, IntConsumer write) {
        Label none = code.newLabel();
        var cases = new ArrayList<SwitchCase>();
        for (int i = 0; i < count; i++) {
            cases.add(SwitchCase.of(i, code.newLabel()));
        }
        code.tableswitch(0, count - 1, none, cases);
        for (SwitchCase some : cases) {
            code.labelBinding(some.target());
            write.accept(some.caseValue());
        }
        code.labelBinding(none);
    }

    private void constant(CodeBuilder code, Object constant, ClassDesc type) {
        code.loadConstant(Names.CONSTANTS)
                .loadConstant(tables.constant(constant))
                .aaload()
                .checkcast(type);
    }
}
