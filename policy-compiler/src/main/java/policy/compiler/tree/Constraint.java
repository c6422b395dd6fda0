// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;

/// What a condition demands of one attribute or member: where its value can be told and fits none of the keys, the
/// condition is false, whatever the rest of the request. That makes it safe to look only at rules one of whose keys
/// fits.
///
/// @param atom one of the atoms it comes from, for the attribute
/// @param keys sorted
/// @param exact whether the condition is true wherever a key fits, so that nothing of it is left to test
record Constraint(Atom atom, SortedSet<Key> keys, boolean exact) {

    /// A longer list is looked up as a whole, which takes no longer than finding its branch would.
    static final int MOST_KEYS = 1_000;

    /// By what it is demanded of, all that a condition demands.
    static Map<Term, Constraint> of(Condition condition) {
        return of(condition, false);
    }

    private static Map<Term, Constraint> of(Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.Constant _ -> Map.of();
            case Condition.Holds(Atom atom, var _) -> negated ? ofNegated(atom) : ofAtom(atom);
            case Condition.Not(Condition operand) -> of(operand, !negated);
            case Condition.And(List<Condition> operands) -> negated ? any(operands, true) : all(operands, false);
            case Condition.Or(List<Condition> operands) -> negated ? all(operands, true) : any(operands, false);
        };
    }

    private static Map<Term, Constraint> ofAtom(Atom atom) {
        return switch (atom.test()) {
            case Test.OneOf(Set<String> texts) -> keys(atom, texts, Key.Kind.IS, true);
            case Test.StartsWith(String prefix) -> keys(atom, Set.of(prefix), Key.Kind.STARTS, true);
            case Test.EndsWith(String suffix) -> keys(atom, Set.of(suffix), Key.Kind.ENDS, true);
            case Test.HoldsAny(Set<String> items) -> keys(atom, items, Key.Kind.HOLDS, true);
            case Test.IsTrue _ -> keys(atom, Set.of("true"), Key.Kind.IS, true);
            case Test.Like like ->
                like.prefix().isEmpty() ? Map.of() : keys(atom, Set.of(like.prefix()), Key.Kind.STARTS, false);
            case Test.Present _,
                    Test.HasPart _,
                    Test.Contains _,
                    Test.Matches _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _ -> Map.of();
        };
    }

    private static Map<Term, Constraint> ofNegated(Atom atom) {
        return atom.test() instanceof Test.IsTrue ? keys(atom, Set.of("false"), Key.Kind.IS, true) : Map.of();
    }

    private static Map<Term, Constraint> keys(Atom atom, Set<String> texts, Key.Kind kind, boolean exact) {
        if (texts.size() > MOST_KEYS) {
            return Map.of();
        }
        var keys = texts.stream().map(text -> new Key(kind, text)).collect(Collectors.toCollection(TreeSet::new));
        return Map.of(atom.term(), new Constraint(atom, keys, exact));
    }

    private static Map<Term, Constraint> all(List<Condition> operands, boolean negated) {
        var best = new HashMap<Term, Constraint>();
        for (Condition operand : operands) {
            of(operand, negated)
                    .forEach((term, constraint) -> best.merge(term, constraint.inexact(), Constraint::tighter));
        }
        return best;
    }

    private static Map<Term, Constraint> any(List<Condition> operands, boolean negated) {
        Function<Condition, Map<Term, Constraint>> read = operand -> of(operand, negated);
        var common = new HashMap<>(read.apply(operands.getFirst()));
        for (Condition operand : operands.subList(1, operands.size())) {
            var next = read.apply(operand);
            common.keySet().retainAll(next.keySet());
            common.replaceAll((term, constraint) -> constraint.or(next.getOrDefault(term, constraint)));
        }
        return common;
    }

    private Constraint inexact() {
        return new Constraint(atom, keys, false);
    }

    private Constraint or(Constraint other) {
        var union = new TreeSet<>(keys);
        union.addAll(other.keys);
        return new Constraint(atom, union, exact && other.exact);
    }

    /// The one that leaves fewer values: fewer keys, and of equally many the more particular kind.
    Constraint tighter(Constraint other) {
        int fewer = Integer.compare(other.keys.size(), keys.size());
        int kind = other.keys.first().kind().compareTo(keys.first().kind());
        return fewer > 0 || (fewer == 0 && kind >= 0) ? this : other;
    }
}
