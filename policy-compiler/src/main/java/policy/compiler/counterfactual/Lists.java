// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.runtime.request.Value;

/// Lists that tests of lists tell apart: the one there is with an item more, without some of its items, or both.
///
/// @param before the list there is, or something else
/// @param now the moment of the request, in milliseconds since 1970-01-01T00:00Z
record Lists(Value before, long now) {

    /// How many edits of one list are tried two at a time.
    private static final int MOST_PAIRED = 40;

    /// How many items are made up for one condition of `some` or `every`.
    private static final int MOST_ITEMS = 500;

    private sealed interface Edit {
        record With(Value item) implements Edit {}

        record Without(Predicate<Value> gone) implements Edit {}
    }

    Set<Value> values(List<Test> tests) {
        List<Edit> edits = edits(tests);
        var lists = new LinkedHashSet<Value>();
        if (edits.isEmpty()) {
            return lists;
        }
        List<Value> items = before instanceof Value.Many(List<Value> present) ? present : List.of();
        edits.forEach(edit -> lists.add(new Value.Many(edited(items, edit))));
        lists.add(new Value.Many(List.of()));
        List<Edit> paired = edits.stream().limit(MOST_PAIRED).toList();
        for (Edit first : paired) {
            for (Edit second : paired) {
                lists.add(new Value.Many(edited(edited(items, first), second)));
            }
        }
        return lists;
    }

    private static List<Value> edited(List<Value> items, Edit edit) {
        return switch (edit) {
            case Edit.With(Value item) ->
                items.contains(item)
                        ? items
                        : Stream.concat(items.stream(), Stream.of(item)).toList();
            case Edit.Without(Predicate<Value> gone) ->
                items.stream().filter(gone.negate()).toList();
        };
    }

    private List<Edit> edits(List<Test> tests) {
        var edits = new ArrayList<Edit>();
        for (Test test : tests) {
            switch (test) {
                case Test.HoldsAny(Set<String> texts) -> edits.addAll(naming(texts));
                case Test.Contains(String text) -> edits.addAll(naming(Set.of(text)));
                case Test.Some(var _, Condition asked) -> {
                    edits.add(new Edit.Without(item -> truth(asked, item) != Truth.FALSE));
                    edits.addAll(with(asked));
                    for (Test other : tests) {
                        if (other instanceof Test.Every(var _, Condition all)) {
                            edits.addAll(with(Condition.allOf(List.of(asked, all))));
                        }
                    }
                }
                case Test.Every(var _, Condition asked) -> {
                    edits.add(new Edit.Without(item -> truth(asked, item) != Truth.TRUE));
                    edits.addAll(with(asked));
                    edits.addAll(with(Condition.not(asked)));
                }
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
                        Test.During _ -> {}
            }
        }
        return edits;
    }

    private static List<Edit> naming(Set<String> texts) {
        var edits = new ArrayList<Edit>();
        texts.stream().sorted().limit(Trials.MOST_TEXTS).forEach(text -> edits.add(new Edit.With(Value.of(text))));
        edits.add(new Edit.Without(item -> item instanceof Value.Text(String text) && texts.contains(text)));
        edits.add(new Edit.Without(item -> !(item instanceof Value.Text)));
        return edits;
    }

    private List<Edit> with(Condition asked) {
        return item(asked).<List<Edit>>map(item -> List.of(new Edit.With(item))).orElse(List.of());
    }

    private static Truth truth(Condition asked, Value item) {
        return Kleene.truth(asked, _ -> item);
    }

    /// An item that meets a condition, if one can be made up: each of its members gets a value some test compares
    /// with.
    private Optional<Value> item(Condition asked) {
        var byPath = new LinkedHashMap<List<String>, List<Atom>>();
        Condition.atoms(asked)
                .distinct()
                .forEach(atom -> byPath.computeIfAbsent(atom.term().path(), _ -> new ArrayList<>())
                        .add(atom));
        boolean whole = byPath.containsKey(List.of()) && byPath.size() == 1;
        List<Value> made = List.of(whole ? Value.Absent.ABSENT : new Value.Fields(Map.of()));
        for (List<Atom> atoms : byPath.values()) {
            Term term = atoms.getFirst().term();
            Set<Value> values =
                    new Trials(term, Value.Absent.ABSENT, now).of(atoms).values();
            made = made.stream()
                    .flatMap(item -> Stream.concat(
                            whole ? Stream.of() : Stream.of(item),
                            values.stream()
                                    .map(value -> new Change(term, Value.Absent.ABSENT, value).slotIn(_ -> item))))
                    .distinct()
                    .limit(MOST_ITEMS)
                    .toList();
        }
        return made.stream()
                .filter(item -> !(item instanceof Value.Absent) && truth(asked, item) == Truth.TRUE)
                .findFirst();
    }
}
