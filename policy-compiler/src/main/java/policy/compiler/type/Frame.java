// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import policy.compiler.condition.Term;
import policy.compiler.resolve.Namespace;
import policy.dsl.ast.Declaration.LetDeclaration;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Where a piece of a policy stands, and what names mean there.
///
/// @param policy whose lets, lists and imports are meant
/// @param names what else is: parameters, items, columns of a table
/// @param uses the lets that are being read, from the one the rule uses inwards; one that is met again among them
///     depends on itself
/// @param parameter the place of the parameter that the piece is given for, if it is an argument
record Frame(Namespace policy, Map<String, Bound> names, List<Use> uses, Optional<Span> parameter) {

    /// How deep lets may stand for lets.
    static final int DEEPEST = 32;

    Frame {
        names = Map.copyOf(names);
        uses = List.copyOf(uses);
    }

    /// What a name stands for that is no declaration.
    sealed interface Bound {
        record Argument(Expression value, Frame frame) implements Bound {}

        record Item(Term item) implements Bound {}
    }

    record Use(Namespace policy, LetDeclaration let, Span at) {
        private String id() {
            return policy.policy() + "." + let.name().text();
        }
    }

    static Frame of(Namespace policy) {
        return new Frame(policy, Map.of(), List.of(), Optional.empty());
    }

    Frame with(Map<String, Bound> more) {
        var all = new HashMap<>(names);
        all.putAll(more);
        return new Frame(policy, all, uses, parameter);
    }

    /// The frame of what stands in a let.
    Frame entering(Namespace other, LetDeclaration let, Map<String, Bound> arguments, Span at) {
        var more = new ArrayList<>(uses);
        more.add(new Use(other, let, at));
        return new Frame(other, arguments, more, parameter);
    }

    /// The same for what is given for a parameter.
    Frame filling(Span at) {
        return new Frame(policy, names, uses, Optional.of(at));
    }

    boolean reads(LetDeclaration let) {
        return uses.stream().anyMatch(use -> isSame(use.let(), let));
    }

    /// No two declarations stand at one place.
    private static boolean isSame(LetDeclaration one, LetDeclaration other) {
        return one.span().equals(other.span());
    }

    /// A diagnostic with what led to the place it is about.
    Diagnostic explained(Diagnostic diagnostic) {
        Span at = diagnostic.primary().span();
        Diagnostic told = diagnostic;
        if (parameter.isPresent() && !parameter.get().equals(at)) {
            told = told.withSecondary(parameter.get(), "the parameter stands here");
        }
        if (!uses.isEmpty() && !uses.getFirst().at().equals(at)) {
            told = told.withSecondary(uses.getFirst().at(), "used here");
        }
        return told;
    }

    /// Told at the let whose name sorts first, so that each cycle is told once, wherever it was entered.
    Diagnostic cycle(LetDeclaration again) {
        int start = 0;
        while (!isSame(uses.get(start).let(), again)) {
            start++;
        }
        List<Use> circle = uses.subList(start, uses.size());
        boolean one = circle.stream().map(Use::policy).distinct().count() == 1;
        int first = 0;
        for (int i = 1; i < circle.size(); i++) {
            first = circle.get(i).id().compareTo(circle.get(first).id()) < 0 ? i : first;
        }
        var shown = new ArrayList<String>();
        for (int i = 0; i <= circle.size(); i++) {
            Use use = circle.get((first + i) % circle.size());
            shown.add("`" + (one ? use.let().name().text() : use.id()) + "`");
        }
        return Diagnostic.of(
                Code.P206,
                shown.getFirst() + " depends on itself",
                circle.get(first).let().name().span(),
                "never gets a value",
                String.join(" needs ", shown));
    }
}
