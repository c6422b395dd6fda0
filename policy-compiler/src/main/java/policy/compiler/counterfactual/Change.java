// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import policy.compiler.condition.Term;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;

/// One attribute, or one member of an open attribute, with another value.
///
/// @param after [Value.Absent] if the request would lack it
public record Change(Term term, Value before, Value after) {

    /// The value of the whole attribute once this is changed.
    Value slotIn(Slots slots) {
        return replaced(slots.value(term.slot()), term.path());
    }

    private Value replaced(Value value, List<String> path) {
        if (path.isEmpty()) {
            return after;
        }
        Map<String, Value> members = new HashMap<>(value instanceof Value.Fields(var fields) ? fields : Map.of());
        Value inner = members.getOrDefault(path.getFirst(), Value.Absent.ABSENT);
        Value changed = replaced(inner, path.subList(1, path.size()));
        if (changed instanceof Value.Absent) {
            members.remove(path.getFirst());
        } else {
            members.put(path.getFirst(), changed);
        }
        return new Value.Fields(members);
    }

    /// Whether one of two changes what the other is within, so that both together would mean nothing.
    boolean meets(Change other) {
        List<String> one = term.path();
        List<String> two = other.term.path();
        int common = Math.min(one.size(), two.size());
        return term.slot() == other.term.slot() && one.subList(0, common).equals(two.subList(0, common));
    }

    /// The request with all of these. What rules read is changed, nothing else: its action, subject and target stay
    /// what they were.
    public static AccessRequest applied(AccessRequest request, Collection<Change> changes) {
        Map<Attribute, Value> values = new HashMap<>();
        request.schema().attributes().forEach(attribute -> values.put(attribute, request.value(attribute)));
        for (Change change : changes) {
            Attribute attribute =
                    request.schema().attributes().get(change.term().slot());
            values.put(attribute, change.slotIn(_ -> values.getOrDefault(attribute, Value.Absent.ABSENT)));
        }
        return new AccessRequest(
                request.schema(),
                request.subject(),
                new Classified(request.action(), values),
                request.resource(),
                request.context());
    }
}
