// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Networks;
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

    private static final Comparator<Constraint> PARTICULAR = Comparator.<Constraint>comparingInt(c -> c.keys.size())
            .thenComparing(c -> c.keys.first().kind())
            .thenComparingDouble(Constraint::breadth);

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
            case Test.OneOf(Set<String> texts) -> texts(atom, Key.Kind.IS, texts, true);
            case Test.StartsWith(String prefix) -> texts(atom, Key.Kind.STARTS, Set.of(prefix), true);
            case Test.EndsWith(String suffix) -> texts(atom, Key.Kind.ENDS, Set.of(suffix), true);
            case Test.HasPart(String part) -> parts(atom, Set.of(part), true);
            case Test.HoldsAny(Set<String> items) -> texts(atom, Key.Kind.HOLDS, items, true);
            case Test.IsTrue _ -> texts(atom, Key.Kind.IS, Set.of("true"), true);
            case Test.Like like ->
                like.prefix().isEmpty()
                        ? parts(atom, like.parts(), false)
                        : texts(atom, Key.Kind.STARTS, Set.of(like.prefix()), false);
            case Test.Matches matches -> parts(atom, matches.parts(), false);
            case Test.Between(long low, long high) -> keys(atom, List.of(new Key.Range(low, high)), true);
            case Test.InNetwork(Networks networks) ->
                keys(atom, networks.networks().stream().map(Key.Within::new).toList(), true);
            case Test.Present _, Test.Contains _, Test.During _, Test.Some _, Test.Every _ -> Map.of();
        };
    }

    /// Not of a word, though there are few: what a request holds may be none of them.
    private static Map<Term, Constraint> ofNegated(Atom atom) {
        return switch (atom.test()) {
            case Test.IsTrue _ -> texts(atom, Key.Kind.IS, Set.of("false"), true);
            case Test.Between(long low, long high) -> keys(atom, outside(low, high), true);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.HoldsAny _,
                    Test.Like _,
                    Test.Matches _,
                    Test.InNetwork _,
                    Test.Present _,
                    Test.Contains _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _ -> Map.of();
        };
    }

    private static List<Key.Range> outside(long low, long high) {
        var outside = new ArrayList<Key.Range>();
        if (low > Long.MIN_VALUE) {
            outside.add(new Key.Range(Long.MIN_VALUE, low - 1));
        }
        if (high < Long.MAX_VALUE) {
            outside.add(new Key.Range(high + 1, Long.MAX_VALUE));
        }
        return outside;
    }

    private static Map<Term, Constraint> parts(Atom atom, Set<String> parts, boolean exact) {
        return parts.contains("") ? Map.of() : texts(atom, Key.Kind.HAS, parts, exact);
    }

    private static Map<Term, Constraint> texts(Atom atom, Key.Kind kind, Set<String> texts, boolean exact) {
        return keys(atom, texts.stream().map(text -> new Key.Text(kind, text)).toList(), exact);
    }

    /// Without a key nothing fits, which is left to the condition itself to say.
    private static Map<Term, Constraint> keys(Atom atom, List<? extends Key> keys, boolean exact) {
        return keys.isEmpty() || keys.size() > MOST_KEYS
                ? Map.of()
                : Map.of(atom.term(), new Constraint(atom, new TreeSet<>(keys), exact));
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

    /// The one that leaves fewer values: fewer keys, and of equally many the more particular.
    Constraint tighter(Constraint other) {
        return PARTICULAR.compare(this, other) <= 0 ? this : other;
    }

    private double breadth() {
        return keys.stream().mapToDouble(Key::breadth).sum();
    }
}
