// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
/// a list, one variable more for each class of items says whether one of them is in it; of a moment, one more for each
/// zone says which part of the week it is there. A test that cannot be followed gets a variable of its own that is free
/// to be any of the three truths: what is proved with it in any state is true.
///
/// @param tests all that are asked of it
/// @param values one of each class
/// @param items of a list, one of each class of texts in it
/// @param weeks of a moment, one for each zone that is asked about
/// @param free tests that are not followed
record Axis(Place place, Set<Test> tests, List<Value> values, Items items, List<Week> weeks, List<Test> free) {

    static final Value LIST = new Value.Many(List.of());
    private static final Value UNREADABLE = new Value.Undetermined("it could not be read");
    private static final Value SOMETHING = new Value.Fields(java.util.Map.of());

    /// @param tests all that are asked of it
    /// @param mostStates of the automaton that follows tests of texts
    static Axis of(Place place, Set<Test> tests, int mostStates) {
        var followed = new LinkedHashSet<Test>();
        var free = new ArrayList<Test>();
        tests.forEach(test -> (follows(place, test) ? followed : free).add(test));
        try {
            var values = new ArrayList<>(proper(place, followed, mostStates));
            values.addAll(lacking(place));
            Items items = isList(place) ? Items.of(element(place), followed, mostStates) : Items.NONE;
            return new Axis(place, tests, distinct(values, followed), items, Week.of(followed), free);
        } catch (OverBudget tooMany) {
            var values = new ArrayList<Value>(List.of(SOMETHING));
            values.addAll(lacking(place));
            return new Axis(place, tests, values, Items.NONE, List.of(), List.copyOf(tests));
        }
    }

    private static List<Value> lacking(Place place) {
        var values = new ArrayList<Value>();
        if (place.term().mayBeAbsent()) {
            values.add(Value.Absent.ABSENT);
        }
        if (mayBeUnreadable(place)) {
            values.add(UNREADABLE);
        }
        return values;
    }

    /// The attributes of subject, target and moment are always known, the address alone excepted.
    private static boolean mayBeUnreadable(Place place) {
        return place.slot() >= CommonAttributes.ALL.size()
                || place.attribute().equals(CommonAttributes.CONTEXT_ADDRESS);
    }

    /// Whether a list can stand there. Of members nobody has declared, and of items that are trees, any.
    private static boolean isList(Place place) {
        return place.isMember() || place.type() instanceof Type.ListOf;
    }

    /// What a list that stands there is of.
    Type element() {
        return element(place);
    }

    private static Type element(Place place) {
        return place.type() instanceof Type.ListOf(Type element) ? element : Type.OPEN;
    }

    private static boolean follows(Place place, Test test) {
        return switch (test) {
            case Test.Present _, Test.IsTrue _, Test.Between _, Test.InNetwork _ -> true;
            case Test.HoldsAny _ -> isList(place);
            case Test.Contains _ -> true;
            case Test.OneOf _, Test.StartsWith _, Test.EndsWith _, Test.HasPart _, Test.Like _ -> true;
            case Test.Matches _ -> TextClasses.follows(test);
            case Test.During _ -> place.type() instanceof Type.Time;
            case Test.Some _, Test.Every _ -> Items.follows(element(place), test);
        };
    }

    /// What a test that is not followed asks for that is not.
    String whyFree(Test test) {
        return switch (test) {
            case Test.Matches _ when !TextClasses.follows(test) -> "the pattern has syntax that is not followed";
            case Test.Some _, Test.Every _
            when !Items.follows(element(place), test) -> "what is asked of items that are no texts is not followed";
            case Test.Present _,
                    Test.IsTrue _,
                    Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.Contains _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _,
                    Test.HoldsAny _ ->
                "too many values of `" + place.term().shown() + "` are told apart to follow them";
        };
    }

    private static List<Value> proper(Place place, Set<Test> tests, int mostStates) throws OverBudget {
        return switch (place.type()) {
            case Type.Text _ -> texts(tests, mostStates);
            case Type.Choice(var _, List<String> words) ->
                words.stream().map(Value::of).toList();
            case Type.Bool _ -> List.of(Value.of(true), Value.of(false));
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> numbers(tests);
            case Type.ListOf(Type element) -> element instanceof Type.Open ? List.of(LIST, SOMETHING) : List.of(LIST);
            case Type.Address _ -> List.copyOf(Addresses.of(tests));
            case Type.Open _ -> {
                var all = new ArrayList<Value>();
                all.add(SOMETHING);
                if (place.isMember()) {
                    all.addAll(texts(tests, mostStates));
                    all.addAll(numbers(tests));
                    all.addAll(List.of(Value.of(true), Value.of(false), LIST));
                }
                yield all;
            }
        };
    }

    private static List<Value> texts(Set<Test> tests, int mostStates) throws OverBudget {
        var texts = new LinkedHashSet<Test>();
        tests.stream().filter(TextClasses::follows).forEach(texts::add);
        return TextClasses.of(texts, mostStates).stream().map(Value::of).toList();
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
                    ofValues(tests).map(test -> Answer.of(test, value)).toList();
            // What is not there, and what cannot be read, is told from what is, also where nobody asks: opaque tests
            // depend on it, `has` too where there were too many tests to follow. What holds items is a list.
            Object presence = lacks(value) ? value.getClass() : value.equals(LIST) ? LIST : "there";
            found.merge(List.of(answers, presence), value, Axis::simpler);
        }
        return List.copyOf(found.values());
    }

    /// Those that the class of the value answers, of whatever is no list.
    private static Stream<Test> ofValues(Set<Test> tests) {
        return tests.stream().filter(test -> !(test instanceof Test.During));
    }

    private static Value simpler(Value one, Value other) {
        return Weight.of(other) < Weight.of(one) ? other : one;
    }

    static boolean lacks(Value value) {
        return value instanceof Value.Absent || value instanceof Value.Undetermined;
    }

    /// How many values each of its variables has, in their order.
    List<Integer> sizes() {
        var sizes = new ArrayList<Integer>();
        sizes.add(values.size());
        items.texts().forEach(_ -> sizes.add(2));
        weeks.forEach(week -> sizes.add(week.parts().size()));
        free.forEach(_ -> sizes.add(Truth.values().length));
        return sizes;
    }

    int firstItem() {
        return 1;
    }

    int firstWeek() {
        return firstItem() + items.texts().size();
    }

    int firstFree() {
        return firstWeek() + weeks.size();
    }

    /// What each of them is for a request; empty if the schema does not let it stand here.
    Optional<int[]> assignment(Value value) {
        int[] assigned = new int[sizes().size()];
        assigned[0] = -1;
        if (!isDeclared(value)) {
            return Optional.empty();
        }
        for (int i = 0; i < values.size() && assigned[0] < 0; i++) {
            assigned[0] = isLike(values.get(i), value) ? i : -1;
        }
        if (assigned[0] < 0) {
            return Optional.empty();
        }
        if (values.get(assigned[0]).equals(LIST)) {
            items.held(value).stream().forEach(item -> assigned[firstItem() + item] = 1);
        }
        for (int i = 0; i < weeks.size(); i++) {
            assigned[firstWeek() + i] =
                    value instanceof Value.Int(long moment) ? weeks.get(i).part(moment) : 0;
        }
        for (int i = 0; i < free.size(); i++) {
            assigned[firstFree() + i] = Answer.of(free.get(i), value).number();
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
                                        || all.stream().allMatch(item -> isOf(element, item))));
        };
    }

    private static boolean isOf(Type element, Value item) {
        return item instanceof Value.Text(String text)
                && (!(element instanceof Type.Choice(var _, List<String> words)) || words.contains(text));
    }

    /// Whether a value is of the class of another. A list of texts is told by its items; one that holds anything
    /// else answers like something of no shape.
    private boolean isLike(Value one, Value value) {
        boolean ofTexts =
                value instanceof Value.Many(List<Value> all) && all.stream().allMatch(Value.Text.class::isInstance);
        if (one.equals(LIST) || (ofTexts && values.contains(LIST))) {
            return one.equals(LIST) && ofTexts;
        }
        return lacks(one) == lacks(value)
                && ofValues(tests)
                        .filter(test -> !free.contains(test))
                        .allMatch(test -> Answer.of(test, one) == Answer.of(test, value));
    }

    /// The value that is described by this axis' part of an assignment.
    Value value(int[] assigned, int offset) {
        Value value = values.get(assigned[offset]);
        if (value.equals(LIST)) {
            var held = new ArrayList<String>();
            for (int i = 0; i < items.texts().size(); i++) {
                if (assigned[offset + firstItem() + i] == 1) {
                    held.add(items.texts().get(i));
                }
            }
            return Value.of(held);
        }
        if (value instanceof Value.Int(long near) && !weeks.isEmpty()) {
            int part = assigned[offset + firstWeek()];
            return LongStream.concat(LongStream.of(near), weeks.getFirst().moments(part, near))
                    .filter(moment -> isThen(moment, value, assigned, offset))
                    .mapToObj(Value::of)
                    .findFirst()
                    .orElse(value);
        }
        return value;
    }

    /// Whether a moment is in all the wanted parts of weeks and between the same dates.
    private boolean isThen(long moment, Value like, int[] assigned, int offset) {
        boolean then = isLike(like, Value.of(moment));
        for (int i = 0; i < weeks.size() && then; i++) {
            then = weeks.get(i).part(moment) == assigned[offset + firstWeek() + i];
        }
        return then;
    }
}
