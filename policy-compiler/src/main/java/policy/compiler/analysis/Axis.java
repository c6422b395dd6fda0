// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// One place of a request as variables with finitely many values.
///
/// The first variable says which of the classes of values stands there: values of one class answer all tests alike. Of
/// a
/// list, one variable more for each set of items that all tests treat alike says whether one of them is in it. A test
/// that
/// cannot be followed gets a variable of its own that is free to be any of the three truths: what is proved with it in
/// any state is true.
///
/// @param values one of each class
/// @param items of a list, the items that are told apart, each by one of them
/// @param free tests that are not followed
record Axis(Place place, List<Value> values, List<String> items, List<Test> free) {

    private static final Value UNREADABLE = new Value.Undetermined("it could not be read");
    private static final Value LIST = new Value.Many(List.of());
    private static final Value SOMETHING = new Value.Fields(Map.of());

    /// @param tests all that are asked of it
    static Axis of(Place place, Set<Test> tests) {
        var followed = new java.util.LinkedHashSet<Test>();
        var free = new ArrayList<Test>();
        tests.forEach(test -> (follows(place, test) ? followed : free).add(test));
        var values = new ArrayList<Value>();
        try {
            values.addAll(proper(place, followed));
        } catch (OverBudget tooMany) {
            values.add(SOMETHING);
            followed.clear();
            free.clear();
            free.addAll(tests);
        }
        if (place.term().mayBeAbsent()) {
            values.add(Value.Absent.ABSENT);
        }
        if (mayBeUnreadable(place)) {
            values.add(UNREADABLE);
        }
        return new Axis(place, distinct(values, followed), items(place, followed), free);
    }

    /// The attributes of subject, target and moment are always known, the address alone excepted.
    private static boolean mayBeUnreadable(Place place) {
        return place.slot() >= CommonAttributes.ALL.size()
                || place.attribute().equals(CommonAttributes.CONTEXT_ADDRESS);
    }

    private static boolean follows(Place place, Test test) {
        return switch (test) {
            case Test.Present _ -> true;
            case Test.IsTrue _, Test.Between _ -> true;
            case Test.HoldsAny _ -> place.type() instanceof Type.ListOf;
            case Test.Contains _ -> place.type() instanceof Type.Text;
            case Test.OneOf _, Test.StartsWith _, Test.EndsWith _, Test.HasPart _, Test.Like _ -> true;
            case Test.Matches _, Test.InNetwork _, Test.During _, Test.Some _, Test.Every _ -> false;
        };
    }

    private static List<Value> proper(Place place, Set<Test> tests) throws OverBudget {
        return switch (place.type()) {
            case Type.Text _ -> texts(tests);
            case Type.Choice(var _, List<String> words) ->
                words.stream().map(Value::of).toList();
            case Type.Bool _ -> List.of(Value.of(true), Value.of(false));
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> numbers(tests);
            case Type.ListOf _ -> List.of(LIST);
            case Type.Address _ -> List.of(SOMETHING);
            case Type.Open _ -> {
                var all = new ArrayList<Value>();
                all.add(SOMETHING);
                if (place.isMember()) {
                    all.addAll(texts(tests));
                    all.addAll(numbers(tests));
                    all.addAll(List.of(Value.of(true), Value.of(false)));
                }
                yield all;
            }
        };
    }

    private static List<Value> texts(Set<Test> tests) throws OverBudget {
        var texts = new java.util.LinkedHashSet<Test>();
        tests.stream().filter(TextClasses::follows).forEach(texts::add);
        return TextClasses.of(texts).stream().map(Value::of).toList();
    }

    /// One number between each two cuts.
    private static List<Value> numbers(Set<Test> tests) {
        var first = new TreeSet<Long>(Set.of(Long.MIN_VALUE, 0L));
        tests.forEach(test -> {
            if (test instanceof Test.Between(long low, long high)) {
                first.add(low);
                if (high < Long.MAX_VALUE) {
                    first.add(high + 1);
                }
            }
        });
        return first.stream().flatMapToLong(LongStream::of).mapToObj(Value::of).toList();
    }

    /// Drops a value that answers like one before it.
    private static List<Value> distinct(List<Value> values, Set<Test> tests) {
        var found = new LinkedHashMap<Object, Value>();
        for (Value value : values) {
            List<Truth> answers =
                    tests.stream().map(test -> Answer.of(test, value)).toList();
            // What is not there, and what cannot be read, is told from what is, also where nobody asks: opaque tests
            // depend on it, `has` too where there were too many tests to follow.
            Object presence = lacks(value) ? value.getClass() : "there";
            found.merge(List.of(answers, presence), value, Axis::simpler);
        }
        return List.copyOf(found.values());
    }

    private static Value simpler(Value one, Value other) {
        return weight(other) < weight(one) ? other : one;
    }

    private static boolean lacks(Value value) {
        return value instanceof Value.Absent || value instanceof Value.Undetermined;
    }

    /// One of those items that no test tells apart, and one that no test names.
    private static List<String> items(Place place, Set<Test> tests) {
        if (!(place.type() instanceof Type.ListOf)) {
            return List.of();
        }
        var names = new TreeSet<String>();
        tests.forEach(test -> named(test).forEach(names::add));
        var found = new LinkedHashMap<List<Boolean>, String>();
        names.forEach(name -> found.putIfAbsent(
                tests.stream().map(test -> named(test).anyMatch(name::equals)).toList(), name));
        return List.copyOf(found.values());
    }

    private static Stream<String> named(Test test) {
        return test instanceof Test.HoldsAny(Set<String> items) ? items.stream() : Stream.of();
    }

    /// How many values each of its variables has, in their order.
    List<Integer> sizes() {
        var sizes = new ArrayList<Integer>();
        sizes.add(values.size());
        items.forEach(_ -> sizes.add(2));
        free.forEach(_ -> sizes.add(Truth.values().length));
        return sizes;
    }

    /// What each of them is for a request.
    Optional<int[]> assignment(Value value, Set<Test> tests) {
        int[] assigned = new int[1 + items.size() + free.size()];
        assigned[0] = -1;
        if (!isDeclared(value)) {
            return Optional.empty();
        }
        for (int i = 0; i < values.size() && assigned[0] < 0; i++) {
            assigned[0] = answersLike(values.get(i), value, tests) ? i : -1;
        }
        if (assigned[0] < 0) {
            return Optional.empty();
        }
        for (int i = 0; i < items.size(); i++) {
            assigned[1 + i] = holdsLike(value, items.get(i), tests) ? 1 : 0;
        }
        for (int i = 0; i < free.size(); i++) {
            assigned[1 + items.size() + i] = Answer.of(free.get(i), value).number();
        }
        return Optional.of(assigned);
    }

    /// Whether the schema lets it stand here.
    private boolean isDeclared(Value value) {
        return switch (value) {
            case Value.Absent _ -> place.term().mayBeAbsent();
            case Value.Undetermined _ -> mayBeUnreadable(place);
            case Value.Text(String text) ->
                switch (place.type()) {
                    case Type.Text _ -> true;
                    case Type.Choice(var _, List<String> words) -> words.contains(text);
                    case Type.Open _ -> place.isMember();
                    case Type.Int _,
                            Type.Bool _,
                            Type.ListOf _,
                            Type.Size _,
                            Type.Duration _,
                            Type.Time _,
                            Type.Address _ -> false;
                };
            case Value.Int _ ->
                switch (place.type()) {
                    case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> true;
                    case Type.Open _ -> place.isMember();
                    case Type.Text _, Type.Choice _, Type.Bool _, Type.ListOf _, Type.Address _ -> false;
                };
            case Value.Bool _ -> place.type() instanceof Type.Bool || place.isMember();
            case Value.Address _ -> place.type() instanceof Type.Address;
            case Value.Fields _ -> place.type() instanceof Type.Open;
            case Value.Many(List<Value> all) ->
                place.isMember()
                        || (place.type() instanceof Type.ListOf(Type element)
                                && (element instanceof Type.Open
                                        || all.stream().allMatch(Value.Text.class::isInstance)));
        };
    }

    private boolean answersLike(Value one, Value other, Set<Test> tests) {
        return lacks(one) == lacks(other)
                && tests.stream()
                        .filter(test -> !free.contains(test) && !(test instanceof Test.HoldsAny))
                        .allMatch(test -> Answer.of(test, one) == Answer.of(test, other));
    }

    private boolean holdsLike(Value list, String item, Set<Test> tests) {
        return list instanceof Value.Many(List<Value> present)
                && present.stream()
                        .anyMatch(value -> value instanceof Value.Text(String text)
                                && tests.stream()
                                        .allMatch(test -> named(test).anyMatch(text::equals)
                                                == named(test).anyMatch(item::equals)));
    }

    /// How far from plain a value is: what is long, and most of all what is not readable.
    static long weight(Value value) {
        return switch (value) {
            case Value.Text(String text) -> 1 + text.length();
            case Value.Int(long number) -> 1 + Long.toString(number).length();
            case Value.Bool _, Value.Many _ -> 1;
            case Value.Address _ -> 10;
            case Value.Absent _ -> 2;
            case Value.Fields _ -> 500;
            case Value.Undetermined _ -> 5_000;
        };
    }
}
