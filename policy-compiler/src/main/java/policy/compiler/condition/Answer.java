// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;

/// What a value answers to a test. A value of another shape than the test asks for is either a member that a request
/// gives another shape, or a defect of a classifier; it counts as undetermined, as does an absent one, so none of them
/// can permit.
public final class Answer {

    private Answer() {}

    public static Truth of(Test test, Value value) {
        return switch (value) {
            case Value.Text(String text) -> ofText(test, text);
            case Value.Int(long number) -> ofNumber(test, number);
            case Value.Bool(boolean truth) -> ofBool(test, truth);
            case Value.Many(List<Value> items) -> ofItems(test, items);
            case Value.Address(InetAddress address) -> ofAddress(test, address);
            case Value.Fields _ -> test instanceof Test.Present ? Truth.TRUE : Truth.UNDETERMINED;
            case Value.Absent _ -> test instanceof Test.Present ? Truth.FALSE : Truth.UNDETERMINED;
            case Value.Undetermined _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth ofText(Test test, String text) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.OneOf(Set<String> texts) -> Truth.of(texts.contains(text));
            case Test.StartsWith(String prefix) -> Truth.of(text.startsWith(prefix));
            case Test.EndsWith(String suffix) -> Truth.of(text.endsWith(suffix));
            case Test.HasPart(String part) -> Truth.of(text.contains(part));
            case Test.Contains(String part) -> Truth.of(text.contains(part));
            case Test.Like like ->
                Truth.of(text.startsWith(like.prefix()) && like.pattern().matches(text));
            case Test.Matches matches -> Truth.of(matches.pattern().matches(text));
            case Test.IsTrue _,
                    Test.Between _,
                    Test.HoldsAny _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth ofNumber(Test test, long number) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.Between(long low, long high) -> Truth.of(low <= number && number <= high);
            case Test.During(Set<Window> windows) -> during(windows, number);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Contains _,
                    Test.Like _,
                    Test.Matches _,
                    Test.IsTrue _,
                    Test.HoldsAny _,
                    Test.InNetwork _,
                    Test.Some _,
                    Test.Every _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth during(Set<Window> windows, long moment) {
        for (Window window : windows) {
            if (window.holds(moment)) {
                return Truth.TRUE;
            }
        }
        return Truth.FALSE;
    }

    private static Truth ofBool(Test test, boolean truth) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.IsTrue _ -> Truth.of(truth);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Contains _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.HoldsAny _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth ofAddress(Test test, InetAddress address) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.InNetwork(Networks networks) -> Truth.of(networks.hold(address));
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Contains _,
                    Test.Like _,
                    Test.Matches _,
                    Test.IsTrue _,
                    Test.Between _,
                    Test.HoldsAny _,
                    Test.During _,
                    Test.Some _,
                    Test.Every _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth ofItems(Test test, List<Value> present) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.HoldsAny(Set<String> items) -> anyOf(present, items);
            case Test.Contains(String item) -> anyOf(present, Set.of(item));
            case Test.Some(var _, Condition condition) -> some(present, condition);
            case Test.Every(var _, Condition condition) -> every(present, condition);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.IsTrue _,
                    Test.Between _,
                    Test.InNetwork _,
                    Test.During _ -> Truth.UNDETERMINED;
        };
    }

    private static Truth anyOf(List<Value> present, Set<String> wanted) {
        boolean found = false;
        for (Value item : present) {
            if (!(item instanceof Value.Text(String text))) {
                return Truth.UNDETERMINED;
            }
            found |= wanted.contains(text);
        }
        return Truth.of(found);
    }

    private static Truth some(List<Value> items, Condition condition) {
        Truth so = Truth.FALSE;
        for (int i = 0; i < items.size() && so != Truth.TRUE; i++) {
            so = so.or(Kleene.truth(condition, new Item(items.get(i))));
        }
        return so;
    }

    private static Truth every(List<Value> items, Condition condition) {
        Truth so = Truth.TRUE;
        for (int i = 0; i < items.size() && so != Truth.FALSE; i++) {
            so = so.and(Kleene.truth(condition, new Item(items.get(i))));
        }
        return so;
    }

    /// One item of a list, in its only slot.
    record Item(Value item) implements Slots {
        @Override
        public Value value(int slot) {
            return item;
        }
    }
}
