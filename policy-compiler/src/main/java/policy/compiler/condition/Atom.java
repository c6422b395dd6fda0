// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.util.List;
import java.util.Set;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// One test of one attribute.
///
/// @param slot where the attribute stands in the schema of the rule's protocol
public record Atom(Attribute attribute, int slot, Test test) {

    /// What the request answers. A value of another shape than the schema promises is a defect of a classifier; it
    /// counts as undetermined, as does an absent one, so neither can permit.
    public Truth in(AccessRequest request) {
        return in(request.value(slot));
    }

    public Truth in(Value value) {
        return switch (value) {
            case Value.Text(String text) -> ofText(text);
            case Value.Int(long number) -> ofNumber(number);
            case Value.Bool(boolean truth) -> ofBool(truth);
            case Value.Many(List<Value> items) -> ofItems(items);
            case Value.Absent _ -> test instanceof Test.Present ? Truth.FALSE : Truth.UNDETERMINED;
            case Value.Undetermined _, Value.Fields _ -> Truth.UNDETERMINED;
        };
    }

    private Truth ofText(String text) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.OneOf(Set<String> texts) -> Truth.of(texts.contains(text));
            case Test.StartsWith(String prefix) -> Truth.of(text.startsWith(prefix));
            case Test.EndsWith(String suffix) -> Truth.of(text.endsWith(suffix));
            case Test.HasPart(String part) -> Truth.of(text.contains(part));
            case Test.Like like ->
                Truth.of(text.startsWith(like.prefix()) && like.pattern().matches(text));
            case Test.Matches matches -> Truth.of(matches.pattern().matches(text));
            case Test.IsTrue _, Test.Between _, Test.HoldsAny _ -> Truth.UNDETERMINED;
        };
    }

    private Truth ofNumber(long number) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.Between(long low, long high) -> Truth.of(low <= number && number <= high);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.IsTrue _,
                    Test.HoldsAny _ -> Truth.UNDETERMINED;
        };
    }

    private Truth ofBool(boolean truth) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.IsTrue _ -> Truth.of(truth);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.HoldsAny _ -> Truth.UNDETERMINED;
        };
    }

    private Truth ofItems(List<Value> present) {
        return switch (test) {
            case Test.Present _ -> Truth.TRUE;
            case Test.HoldsAny(Set<String> items) -> anyOf(present, items);
            case Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.IsTrue _,
                    Test.Between _ -> Truth.UNDETERMINED;
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
}
