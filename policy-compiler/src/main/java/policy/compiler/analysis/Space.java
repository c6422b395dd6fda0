// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Implication;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// All requests of one protocol as far as some conditions can tell them apart, and what the conditions say of them.
///
/// Every request whose attributes are of the types its schema declares has an assignment here. Not every assignment has
/// a request: attributes are taken as independent of each other. So what holds for all assignments holds for all
/// requests, and one assignment proves nothing until a request confirms it.
final class Space {

    private final Diagrams diagrams;
    private final List<Axis> axes = new ArrayList<>();
    private final Map<Place, Integer> offsets = new HashMap<>();
    private final Map<Place, Axis> byPlace = new HashMap<>();
    private final Map<Atom, Sets> atoms = new HashMap<>();
    private final int[] sizes;

    /// The assignments for which a condition is true, and those for which it is true or undetermined.
    record Sets(int isTrue, int isNotFalse) {}

    private Space(Map<Place, Set<Test>> tests, int budget, int mostStates) {
        var all = new ArrayList<Integer>();
        // What most ask is asked first.
        tests.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .forEach(entry -> {
                    Axis axis = Axis.of(entry.getKey(), entry.getValue(), mostStates);
                    axes.add(axis);
                    byPlace.put(entry.getKey(), axis);
                    offsets.put(entry.getKey(), all.size());
                    all.addAll(axis.sizes());
                });
        this.sizes = all.stream().mapToInt(Integer::intValue).toArray();
        this.diagrams = new Diagrams(sizes, budget);
    }

    /// @param conditions all that will be asked about
    static Space of(Collection<Condition> conditions, int budget) {
        return of(conditions, budget, TextClasses.MOST_STATES);
    }

    /// @param mostStates of the automaton that follows the tests of one text
    static Space of(Collection<Condition> conditions, int budget, int mostStates) {
        var tests = new LinkedHashMap<Place, Set<Test>>();
        conditions.forEach(condition -> Condition.atoms(condition)
                .forEach(atom -> tests.computeIfAbsent(Place.of(atom.term()), _ -> new LinkedHashSet<>())
                        .add(atom.test())));
        return new Space(tests, budget, mostStates);
    }

    /// Whether all that conditions ask is among what it was made for.
    boolean knows(Collection<Condition> conditions) {
        return conditions.stream().flatMap(Condition::atoms).allMatch(atom -> {
            Axis axis = byPlace.get(Place.of(atom.term()));
            return axis != null && axis.tests().contains(atom.test());
        });
    }

    /// The assignments that no law of a protocol rules out, as far as attributes that are asked about are
    /// concerned.
    int lawful(Schema schema) throws OverBudget {
        int lawful = Diagrams.ALL;
        for (Implication law : schema.laws()) {
            Place premise = place(schema, law.premise());
            Place conclusion = place(schema, law.conclusion());
            if (byPlace.containsKey(premise) && byPlace.containsKey(conclusion)) {
                int broken = diagrams.and(flag(premise, true), diagrams.not(flag(conclusion, law.value())));
                lawful = diagrams.without(lawful, broken);
            }
        }
        return lawful;
    }

    private static Place place(Schema schema, Attribute attribute) {
        return new Place(attribute, schema.slot(attribute), List.of());
    }

    private int flag(Place place, boolean wanted) throws OverBudget {
        List<Value> values = of(byPlace, place).values();
        return diagrams.where(of(offsets, place), value -> values.get(value).equals(Value.of(wanted)));
    }

    /// Why what an atom asks is not followed; empty if it is, or if a set does not depend on it.
    Optional<String> whyFree(Atom atom, int set) {
        Place place = Place.of(atom.term());
        Axis axis = of(byPlace, place);
        int free = axis.free().indexOf(atom.test());
        return free >= 0 && diagrams.support(set).get(of(offsets, place) + axis.firstFree() + free)
                ? Optional.of(axis.whyFree(atom.test()))
                : Optional.empty();
    }

    Diagrams diagrams() {
        return diagrams;
    }

    /// Strong Kleene logic over sets.
    Sets sets(Condition condition) throws OverBudget {
        return switch (condition) {
            case Condition.Constant(Truth truth) ->
                new Sets(
                        truth == Truth.TRUE ? Diagrams.ALL : Diagrams.NONE,
                        truth == Truth.FALSE ? Diagrams.NONE : Diagrams.ALL);
            case Condition.Holds(Atom atom, var _) -> sets(atom);
            case Condition.Not(Condition operand) -> {
                Sets inner = sets(operand);
                yield new Sets(diagrams.not(inner.isNotFalse), diagrams.not(inner.isTrue));
            }
            case Condition.And(List<Condition> operands) -> {
                Sets so = new Sets(Diagrams.ALL, Diagrams.ALL);
                for (Condition operand : operands) {
                    Sets next = sets(operand);
                    so = new Sets(diagrams.and(so.isTrue, next.isTrue), diagrams.and(so.isNotFalse, next.isNotFalse));
                }
                yield so;
            }
            case Condition.Or(List<Condition> operands) -> {
                Sets so = new Sets(Diagrams.NONE, Diagrams.NONE);
                for (Condition operand : operands) {
                    Sets next = sets(operand);
                    so = new Sets(diagrams.or(so.isTrue, next.isTrue), diagrams.or(so.isNotFalse, next.isNotFalse));
                }
                yield so;
            }
        };
    }

    /// What belongs to a place; each place of an axis has it.
    private static <T> T of(Map<Place, T> byPlace, Place place) {
        return Objects.requireNonNull(byPlace.get(place), place::toString);
    }

    private Sets sets(Atom atom) throws OverBudget {
        Sets known = atoms.get(atom);
        if (known == null) {
            Place place = Place.of(atom.term());
            known = sets(of(byPlace, place), of(offsets, place), atom.test());
            atoms.put(atom, known);
        }
        return known;
    }

    private Sets sets(Axis axis, int offset, Test test) throws OverBudget {
        List<Value> values = axis.values();
        int free = axis.free().indexOf(test);
        if (free >= 0) {
            int variable = offset + axis.firstFree() + free;
            int there = diagrams.where(offset, value -> !Axis.lacks(values.get(value)));
            int lacking = diagrams.where(
                    offset,
                    value -> Axis.lacks(values.get(value)) && Answer.of(test, values.get(value)) != Truth.FALSE);
            int isTrue = diagrams.where(variable, truth -> truth == Truth.TRUE.number());
            int isNotFalse = diagrams.where(variable, truth -> truth != Truth.FALSE.number());
            return new Sets(diagrams.and(there, isTrue), diagrams.or(lacking, diagrams.and(there, isNotFalse)));
        }
        if (test instanceof Test.During during) {
            return during(axis, offset, during);
        }
        int list = Items.follows(axis.element(), test)
                ? diagrams.where(offset, value -> values.get(value).equals(Axis.LIST))
                : Diagrams.NONE;
        int ofList = list == Diagrams.NONE ? list : diagrams.and(list, passing(axis, offset, test));
        int isTrue = diagrams.where(offset, value -> Answer.of(test, values.get(value)) == Truth.TRUE);
        int isNotFalse = diagrams.where(offset, value -> Answer.of(test, values.get(value)) != Truth.FALSE);
        return new Sets(
                diagrams.or(ofList, diagrams.without(isTrue, list)),
                diagrams.or(ofList, diagrams.without(isNotFalse, list)));
    }

    /// Where the items of a list pass a test of it.
    private int passing(Axis axis, int offset, Test test) throws OverBudget {
        BitSet deciding = axis.items().deciding(test);
        int any = Diagrams.NONE;
        for (int i = deciding.nextSetBit(0); i >= 0; i = deciding.nextSetBit(i + 1)) {
            any = diagrams.or(any, diagrams.where(offset + axis.firstItem() + i, held -> held == 1));
        }
        return test instanceof Test.Every ? diagrams.not(any) : any;
    }

    private Sets during(Axis axis, int offset, Test.During test) throws OverBudget {
        List<Value> values = axis.values();
        int there = diagrams.where(offset, value -> values.get(value) instanceof Value.Int);
        int open = Diagrams.NONE;
        for (int i = 0; i < axis.weeks().size(); i++) {
            Week week = axis.weeks().get(i);
            open = diagrams.or(open, diagrams.where(offset + axis.firstWeek() + i, part -> week.holds(test, part)));
        }
        int isTrue = diagrams.and(there, open);
        return new Sets(isTrue, diagrams.or(isTrue, diagrams.not(there)));
    }

    /// The assignment of a request; empty if one of its attributes is of another type than its schema declares.
    Optional<int[]> assignment(AccessRequest request) {
        int[] assigned = new int[sizes.length];
        for (Axis axis : axes) {
            Place place = axis.place();
            Optional<int[]> part = axis.assignment(place.term().in(request));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            System.arraycopy(part.get(), 0, assigned, of(offsets, place), part.get().length);
        }
        return Optional.of(assigned);
    }

    /// What of a request is another than of a plain one, for the assignments of a set that differ least from it.
    List<Candidate> candidates(int set, AccessRequest plain, int most) {
        int[] usual = assignment(plain).orElseGet(() -> new int[sizes.length]);
        var candidates = new ArrayList<Candidate>();
        for (int[] values : diagrams.cheapest(set, costs(usual), most)) {
            candidates.add(candidate(values, usual, plain));
        }
        return candidates;
    }

    /// Few attributes first, then short values.
    private long[][] costs(int[] usual) {
        long[][] costs = new long[sizes.length][];
        for (Axis axis : axes) {
            int offset = of(offsets, axis.place());
            for (int i = 0; i < axis.sizes().size(); i++) {
                long[] cost = new long[sizes[offset + i]];
                Arrays.fill(cost, 1_000 + i);
                if (i == 0) {
                    for (int value = 0; value < cost.length; value++) {
                        cost[value] += Weight.of(axis.values().get(value));
                    }
                }
                cost[usual[offset + i]] = 0;
                costs[offset + i] = cost;
            }
        }
        return costs;
    }

    private Candidate candidate(int[] values, int[] usual, AccessRequest plain) {
        var special = new LinkedHashMap<Place, Value>();
        for (Axis axis : axes) {
            int offset = of(offsets, axis.place());
            int length = axis.firstFree();
            if (!Arrays.equals(values, offset, offset + length, usual, offset, offset + length)) {
                special.put(axis.place(), axis.value(values, offset));
            }
        }
        return new Candidate(plain, special);
    }
}
