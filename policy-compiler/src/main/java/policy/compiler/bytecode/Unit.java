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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Truth;
import policy.compiler.tree.Node;
import policy.compiler.tree.Node.Candidate;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// One class of code: a part, and of the parts below it as many as fit; the others are classes of their own.
final class Unit {

    /// Nodes and candidates of one class. Each takes a few entries of its constant pool, which has room for 65 535.
    static final int MOST_WEIGHT = 2_000;
    /// A leaf with more candidates is a method of its own.
    private static final int MOST_INLINE = 2;

    /// Where an atom is written says nothing about its code.
    private static final Span NOWHERE = new Span(new Source("", ""), 0, 0);

    private static final ClassDesc SELF = ClassDesc.of(Unit.class.getPackageName(), "Compiled");
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final int BRANCH = 0;
    private static final int REQUEST = 1;
    private static final int FOUND = 2;
    private static final int FIRST_LOCAL = 3;

    private final Weights weights;
    private final SharedAtoms shared;
    private final Forms forms;
    private final List<Object> constants = new ArrayList<>();
    private final Map<Object, Integer> known = new IdentityHashMap<>();
    private final Map<List<Object>, Integer> arguments = new HashMap<>();
    private final Map<String, String> formNames = new HashMap<>();
    private final Deque<Written> open = new ArrayDeque<>();
    private int named;
    private int room = MOST_WEIGHT;
    /// Whether there is room for all that is below the part being written.
    private boolean reserved;

    private Unit(Weights weights, SharedAtoms shared) {
        this.weights = weights;
        this.shared = shared;
        this.forms = new Forms(shared);
    }

    /// A method that is yet to be written.
    private sealed interface Written {
        /// @param reserved whether there is room for all that is below it
        record OfPart(String name, Part part, boolean reserved) implements Written {}

        record OfForm(String name, Condition condition) implements Written {}
    }

    static Route route(Part part, Weights weights, SharedAtoms shared) {
        return new Unit(weights, shared).define(part);
    }

    private Route define(Part part) {
        byte[] bytes = ClassFile.of().build(SELF, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER).withInterfaceSymbols(Names.ROUTE);
            builder.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    ConstantDescs.MTD_void,
                    0,
                    code -> code.aload(0)
                            .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                            .return_());
            String root = name(part, reserve(part));
            builder.withMethodBody(
                    "follow",
                    Names.FOLLOW,
                    ClassFile.ACC_PUBLIC,
                    code -> code.iload(1)
                            .aload(2)
                            .aload(3)
                            .invokestatic(SELF, root, Names.FOLLOW)
                            .return_());
            while (!open.isEmpty()) {
                write(builder, open.remove());
            }
        });
        try {
            // Without strong ties to its loader, so that it goes with the policy set that holds it.
            MethodHandles.Lookup hidden = LOOKUP.defineHiddenClassWithClassData(bytes, constants.toArray(), true);
            return (Route) hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("the code compiled from a decision tree could not be linked", e);
        }
    }

    private void write(ClassBuilder builder, Written method) {
        switch (method) {
            case Written.OfPart(String name, Part part, boolean whole) -> {
                reserved = whole;
                builder.withMethodBody(name, Names.FOLLOW, ClassFile.ACC_STATIC, code -> {
                    write(code, part);
                    code.return_();
                });
            }
            case Written.OfForm(String name, Condition condition) ->
                builder.withMethodBody(name, Names.FORM, ClassFile.ACC_STATIC, code -> forms.write(code, condition));
        }
    }

    private boolean reserve(Part part) {
        int weight = weights.of(part);
        boolean fits = weight <= room;
        room -= fits ? weight : 0;
        return fits;
    }

    private String name(Part part, boolean whole) {
        String name = "part" + named++;
        open.add(new Written.OfPart(name, part, whole));
        return name;
    }

    private void write(CodeBuilder code, Part part) {
        switch (part) {
            case Part.Whole(Node.Leaf leaf) -> {
                visit(code, leaf);
                candidates(code, leaf, 0, leaf.candidates().size());
            }
            case Part.Whole(Node.Each each) -> {
                visit(code, each);
                children(code, each, 0, each.children().size());
            }
            case Part.Whole(Node.Ask ask) -> ask(code, ask);
            case Part.Whole(Node.Switch choice) -> choose(code, choice);
            case Part.Branches(Node.Switch choice, int from, int to) -> branches(code, choice, from, to);
            case Part.Children(Node.Each each, int from, int to) -> children(code, each, from, to);
            case Part.Candidates(Node.Leaf leaf, int from, int to) -> candidates(code, leaf, from, to);
        }
    }

    private static void visit(CodeBuilder code, Node node) {
        code.aload(FOUND).loadConstant(node.number()).invokevirtual(Names.FOUND, "visit", Names.INT_TO_VOID);
    }

    /// Goes through a part below: here if there is room, else in a class of its own.
    private void follow(CodeBuilder code, Part part) {
        if (part instanceof Part.Whole(Node.Leaf leaf) && leaf.candidates().size() <= MOST_INLINE) {
            write(code, part);
            return;
        }
        if (reserved || reserve(part)) {
            String name = name(part, true);
            code.iload(BRANCH).aload(REQUEST).aload(FOUND).invokestatic(SELF, name, Names.FOLLOW);
        } else {
            constant(code, route(part, weights, shared), Names.ROUTE);
            code.iload(BRANCH).aload(REQUEST).aload(FOUND).invokeinterface(Names.ROUTE, "follow", Names.FOLLOW);
        }
    }

    private void candidates(CodeBuilder code, Node.Leaf leaf, int from, int to) {
        if (to - from > Part.WIDEST) {
            Part.divided(from, to).forEach(some -> follow(code, new Part.Candidates(leaf, some[0], some[1])));
            return;
        }
        for (Candidate candidate : leaf.candidates().subList(from, to)) {
            code.aload(FOUND).loadConstant(candidate.rule());
            truth(code, candidate.condition());
            code.invokevirtual(Names.FOUND, "judged", Names.JUDGED);
        }
    }

    /// Leaves the ordinal of a condition's truth on the stack.
    private void truth(CodeBuilder code, Condition condition) {
        if (condition instanceof Condition.Constant(Truth truth)) {
            code.loadConstant(truth.ordinal());
            return;
        }
        Forms.Form form = forms.of(condition);
        String name = formNames.computeIfAbsent(form.shape(), _ -> {
            String fresh = "form" + named++;
            open.add(new Written.OfForm(fresh, form.condition()));
            return fresh;
        });
        int base = arguments.computeIfAbsent(form.constants(), all -> {
            int first = constants.size();
            constants.addAll(all);
            return first;
        });
        code.aload(REQUEST).aload(FOUND).loadConstant(base).invokestatic(SELF, name, Names.FORM);
    }

    private void children(CodeBuilder code, Node.Each each, int from, int to) {
        List<int[]> divided = Part.divided(from, to);
        for (int[] some : divided) {
            boolean single = some[1] - some[0] == 1;
            follow(
                    code,
                    single ? new Part.Whole(each.children().get(some[0])) : new Part.Children(each, some[0], some[1]));
        }
    }

    private void ask(CodeBuilder code, Node.Ask ask) {
        visit(code, ask);
        truth(code, new Condition.Holds(ask.atom(), NOWHERE));
        Label undetermined = code.newLabel();
        Label holds = code.newLabel();
        code.dup().loadConstant(Truth.TRUE.ordinal()).if_icmpeq(holds);
        code.loadConstant(Truth.UNDETERMINED.ordinal()).if_icmpeq(undetermined);
        below(code, ask.whenFalse());
        code.return_();
        code.labelBinding(holds).pop();
        below(code, ask.whenTrue());
        code.return_();
        code.labelBinding(undetermined).aload(FOUND);
        constant(code, ask.undetermined(), Names.LIST);
        code.aload(REQUEST).invokevirtual(Names.FOUND, "judge", Names.JUDGE);
    }

    private void below(CodeBuilder code, Optional<Node> node) {
        node.ifPresent(below -> follow(code, new Part.Whole(below)));
    }

    private void choose(CodeBuilder code, Node.Switch choice) {
        int value = FIRST_LOCAL;
        int first = FIRST_LOCAL + 1;
        int at = FIRST_LOCAL + 2;
        int end = FIRST_LOCAL + 3;
        Label told = code.newLabel();
        Label next = code.newLabel();
        Label done = code.newLabel();
        visit(code, choice);
        value(code, choice.term());
        code.astore(value);
        code.aload(FOUND);
        constant(code, choice.index(), Names.INDEX);
        code.aload(value).invokevirtual(Names.FOUND, "find", Names.FIND).dup().istore(first);
        code.ifge(told).aload(FOUND);
        constant(code, choice, Names.SWITCH);
        code.aload(value).aload(REQUEST).invokevirtual(Names.FOUND, "untold", Names.UNTOLD);
        code.return_();
        code.labelBinding(told)
                .aload(FOUND)
                .invokevirtual(Names.FOUND, "branches", Names.TO_INT)
                .istore(end);
        code.iload(first).istore(at);
        code.labelBinding(next).iload(at).iload(end).if_icmpge(done);
        code.aload(FOUND)
                .iload(at)
                .invokevirtual(Names.FOUND, "branch", Names.INT_TO_INT)
                .istore(BRANCH);
        follow(code, new Part.Branches(choice, 0, choice.branches().size()));
        code.iinc(at, 1).goto_(next);
        code.labelBinding(done).aload(FOUND).iload(first).invokevirtual(Names.FOUND, "leave", Names.INT_TO_VOID);
    }

    private void value(CodeBuilder code, Term term) {
        if (term.path().isEmpty()) {
            code.aload(REQUEST).loadConstant(term.slot()).invokevirtual(Names.REQUEST, "value", Names.SLOT_VALUE);
        } else {
            constant(code, term, Names.TERM);
            code.aload(REQUEST).invokevirtual(Names.TERM, "in", Names.TERM_VALUE);
        }
    }

    private void branches(CodeBuilder code, Node.Switch choice, int from, int to) {
        int size = Part.size(from, to);
        List<int[]> divided = Part.divided(from, to);
        Label none = code.newLabel();
        List<Label> labels = divided.stream().map(_ -> code.newLabel()).toList();
        var cases = new ArrayList<SwitchCase>();
        for (int i = 0; i < labels.size(); i++) {
            cases.add(SwitchCase.of(i, labels.get(i)));
        }
        code.iload(BRANCH).loadConstant(from).isub();
        if (size > 1) {
            code.loadConstant(size).idiv();
        }
        code.tableswitch(0, labels.size() - 1, none, cases);
        for (int i = 0; i < labels.size(); i++) {
            int[] some = divided.get(i);
            code.labelBinding(labels.get(i));
            boolean single = some[1] - some[0] == 1;
            follow(
                    code,
                    single
                            ? new Part.Whole(choice.branches().get(some[0]).node())
                            : new Part.Branches(choice, some[0], some[1]));
            code.return_();
        }
        code.labelBinding(none);
    }

    private void constant(CodeBuilder code, Object constant, ClassDesc type) {
        int place = known.computeIfAbsent(constant, added -> {
            constants.add(added);
            return constants.size() - 1;
        });
        code.loadConstant(Names.CONSTANTS).loadConstant(place).aaload().checkcast(type);
    }
}
