// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.Slots;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// The texts of a list, as far as tests of the list tell them apart. Whether a list of texts passes a test depends on
/// nothing but the classes of which it has a text.
///
/// @param texts one of each class
/// @param asked what is asked of each text
record Items(List<String> texts, List<Test> asked) {

    static final Items NONE = new Items(List.of(), List.of());

    /// Whether a test of a list can be told from the classes of its items.
    static boolean follows(Type element, Test test) {
        return switch (test) {
            case Test.HoldsAny _, Test.Contains _ -> true;
            case Test.Some(var _, Condition condition) -> follows(element, condition);
            case Test.Every(var _, Condition condition) -> follows(element, condition);
            case Test.Present _,
                    Test.IsTrue _,
                    Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _ -> false;
        };
    }

    private static boolean follows(Type element, Condition condition) {
        return !(element instanceof Type.Open)
                && Condition.atoms(condition)
                        .allMatch(atom -> atom.term().path().isEmpty() && TextClasses.follows(atom.test()));
    }

    /// @param tests of the list; those that [#follows] does not follow do not matter
    static Items of(Type element, Collection<Test> tests, int mostStates) throws OverBudget {
        var asked = new LinkedHashSet<Test>();
        tests.stream().filter(test -> follows(element, test)).forEach(test -> asked.addAll(ofItems(test)));
        if (asked.isEmpty()) {
            return NONE;
        }
        Collection<String> texts =
                element instanceof Type.Choice(var _, List<String> words) ? words : texts(asked, mostStates);
        List<Test> all = List.copyOf(asked);
        var classes = new LinkedHashMap<List<Truth>, String>();
        texts.forEach(text -> classes.putIfAbsent(answers(all, text), text));
        return new Items(List.copyOf(classes.values()), all);
    }

    /// An empty one comes last: where another answers alike, that is what people would write.
    private static List<String> texts(Set<Test> asked, int mostStates) throws OverBudget {
        var apart = new LinkedHashSet<>(asked);
        apart.add(new Test.OneOf(Set.of("")));
        return TextClasses.of(apart, mostStates).stream()
                .sorted(Comparator.comparing(String::isEmpty))
                .toList();
    }

    private static Set<Test> ofItems(Test test) {
        return switch (test) {
            case Test.HoldsAny(Set<String> items) -> Set.of(new Test.OneOf(items));
            case Test.Contains(String text) -> Set.of(new Test.OneOf(Set.of(text)));
            case Test.Some(var _, Condition condition) -> tests(condition);
            case Test.Every(var _, Condition condition) -> tests(condition);
            case Test.Present _,
                    Test.IsTrue _,
                    Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _ -> Set.of();
        };
    }

    private static Set<Test> tests(Condition condition) {
        var tests = new LinkedHashSet<Test>();
        Condition.atoms(condition).map(Atom::test).forEach(tests::add);
        return tests;
    }

    private static List<Truth> answers(List<Test> asked, String text) {
        return asked.stream().map(test -> Answer.of(test, Value.of(text))).toList();
    }

    /// The classes of which a list has an item.
    BitSet held(Value list) {
        var held = new BitSet();
        if (list instanceof Value.Many(List<Value> present)) {
            for (Value item : present) {
                for (int i = 0; i < texts.size(); i++) {
                    if (item instanceof Value.Text(String text)
                            && answers(asked, text).equals(answers(asked, texts.get(i)))) {
                        held.set(i);
                    }
                }
            }
        }
        return held;
    }

    /// The classes that decide a test: one that is held makes `every` false and the others true.
    BitSet deciding(Test test) {
        var deciding = new BitSet();
        for (int i = 0; i < texts.size(); i++) {
            deciding.set(i, decides(test, Value.of(texts.get(i))));
        }
        return deciding;
    }

    private static boolean decides(Test test, Value item) {
        return switch (test) {
            case Test.Some(var _, Condition condition) -> truth(condition, item) == Truth.TRUE;
            case Test.Every(var _, Condition condition) -> truth(condition, item) == Truth.FALSE;
            case Test.HoldsAny _, Test.Contains _ -> Answer.of(test, new Value.Many(List.of(item))) == Truth.TRUE;
            case Test.Present _,
                    Test.IsTrue _,
                    Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _ -> false;
        };
    }

    private static Truth truth(Condition condition, Value item) {
        Slots only = _ -> item;
        return Kleene.truth(condition, only);
    }
}
