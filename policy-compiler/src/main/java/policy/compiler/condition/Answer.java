// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.List;
import java.util.Set;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;

/// What a value answers to a test. A value of another shape than the test asks for is either a member that a request
/// gives another shape, or a defect of a classifier; it counts as undetermined, as does an absent one, so none of them
/// can permit.
///
/// There is one method for each kind of test, which compiled code calls without asking for the kind.
public final class Answer {

    private Answer() {}

    public static Truth of(Test test, Value value) {
        return switch (test) {
            case Test.Present asked -> present(asked, value);
            case Test.IsTrue asked -> isTrue(asked, value);
            case Test.OneOf asked -> oneOf(asked, value);
            case Test.StartsWith asked -> startsWith(asked, value);
            case Test.EndsWith asked -> endsWith(asked, value);
            case Test.HasPart asked -> hasPart(asked, value);
            case Test.Like asked -> like(asked, value);
            case Test.Matches asked -> matches(asked, value);
            case Test.Between asked -> between(asked, value);
            case Test.Contains asked -> contains(asked, value);
            case Test.InNetwork asked -> inNetwork(asked, value);
            case Test.During asked -> during(asked, value);
            case Test.Some asked -> some(asked, value);
            case Test.Every asked -> every(asked, value);
            case Test.HoldsAny asked -> holdsAny(asked, value);
        };
    }

    public static Truth present(Test.Present test, Value value) {
        return switch (value) {
            case Value.Absent _ -> Truth.FALSE;
            case Value.Undetermined _ -> Truth.UNDETERMINED;
            case Value.Text _, Value.Int _, Value.Bool _, Value.Many _, Value.Address _, Value.Fields _ -> Truth.TRUE;
        };
    }

    public static Truth isTrue(Test.IsTrue test, Value value) {
        return value instanceof Value.Bool(boolean truth) ? Truth.of(truth) : Truth.UNDETERMINED;
    }

    public static Truth oneOf(Test.OneOf test, Value value) {
        return value instanceof Value.Text(String text) ? Truth.of(test.texts().contains(text)) : Truth.UNDETERMINED;
    }

    /// The same for one text alone.
    public static Truth isText(String wanted, Value value) {
        return value instanceof Value.Text(String text) ? Truth.of(wanted.equals(text)) : Truth.UNDETERMINED;
    }

    public static Truth startsWith(Test.StartsWith test, Value value) {
        return value instanceof Value.Text(String text) ? Truth.of(text.startsWith(test.prefix())) : Truth.UNDETERMINED;
    }

    public static Truth endsWith(Test.EndsWith test, Value value) {
        return value instanceof Value.Text(String text) ? Truth.of(text.endsWith(test.suffix())) : Truth.UNDETERMINED;
    }

    public static Truth hasPart(Test.HasPart test, Value value) {
        return value instanceof Value.Text(String text) ? Truth.of(text.contains(test.part())) : Truth.UNDETERMINED;
    }

    public static Truth like(Test.Like test, Value value) {
        return value instanceof Value.Text(String text)
                ? Truth.of(text.startsWith(test.prefix()) && test.pattern().matches(text))
                : Truth.UNDETERMINED;
    }

    public static Truth matches(Test.Matches test, Value value) {
        return value instanceof Value.Text(String text)
                ? Truth.of(test.pattern().matches(text))
                : Truth.UNDETERMINED;
    }

    public static Truth between(Test.Between test, Value value) {
        return value instanceof Value.Int(long number)
                ? Truth.of(test.low() <= number && number <= test.high())
                : Truth.UNDETERMINED;
    }

    public static Truth contains(Test.Contains test, Value value) {
        return switch (value) {
            case Value.Text(String text) -> Truth.of(text.contains(test.text()));
            case Value.Many _ -> holdsText(test.text(), value);
            case Value.Int _, Value.Bool _, Value.Address _, Value.Fields _, Value.Absent _, Value.Undetermined _ ->
                Truth.UNDETERMINED;
        };
    }

    public static Truth inNetwork(Test.InNetwork test, Value value) {
        return value instanceof Value.Address address
                ? Truth.of(test.networks().hold(address.address()))
                : Truth.UNDETERMINED;
    }

    public static Truth during(Test.During test, Value value) {
        if (!(value instanceof Value.Int(long moment))) {
            return Truth.UNDETERMINED;
        }
        for (Window window : test.windows()) {
            if (window.holds(moment)) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }

    public static Truth some(Test.Some test, Value value) {
        if (!(value instanceof Value.Many(List<Value> items))) {
            return Truth.UNDETERMINED;
        }
        Truth so = Truth.FALSE;
        for (int i = 0; i < items.size() && so != Truth.TRUE; i++) {
            so = so.or(Kleene.truth(test.condition(), new Item(items.get(i))));
        }
        return so;
    }

    public static Truth every(Test.Every test, Value value) {
        if (!(value instanceof Value.Many(List<Value> items))) {
            return Truth.UNDETERMINED;
        }
        Truth so = Truth.TRUE;
        for (int i = 0; i < items.size() && so != Truth.FALSE; i++) {
            so = so.and(Kleene.truth(test.condition(), new Item(items.get(i))));
        }
        return so;
    }

    public static Truth holdsAny(Test.HoldsAny test, Value value) {
        return value instanceof Value.Many(List<Value> items) ? anyOf(items, test.items()) : Truth.UNDETERMINED;
    }

    /// The same for one item alone.
    public static Truth holdsText(String wanted, Value value) {
        if (!(value instanceof Value.Many(List<Value> items))) {
            return Truth.UNDETERMINED;
        }
        boolean found = false;
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Value.Text(String text))) {
                return Truth.UNDETERMINED;
            }
            found |= wanted.equals(text);
        }
        return Truth.of(found);
    }

    private static Truth anyOf(List<Value> present, Set<String> wanted) {
        boolean found = false;
        for (int i = 0; i < present.size(); i++) {
            if (!(present.get(i) instanceof Value.Text(String text))) {
                return Truth.UNDETERMINED;
            }
            found |= wanted.contains(text);
        }
        return Truth.of(found);
    }

    /// One item of a list, in its only slot.
    record Item(Value item) implements Slots {
        @Override
        public Value value(int slot) {
            return item;
        }
    }
}
