// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import policy.compiler.condition.Quantity;
import policy.compiler.condition.Wording;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// Values that a request would have to have. Whether there is such a request is for [Messages] to find out.
public final class Candidate {

    private final AccessRequest plain;
    private final Map<Place, Value> special;

    Candidate(AccessRequest plain, Map<Place, Value> special) {
        this.plain = plain;
        this.special = new LinkedHashMap<>(special);
    }

    /// A request without anything special, of the same protocol.
    public AccessRequest plain() {
        return plain;
    }

    /// What differs from the plain request, by the name of the attribute; members of open attributes are gathered
    /// in their attribute.
    public Map<String, Value> special() {
        var byName = new LinkedHashMap<String, Value>();
        special.forEach(
                (place, value) -> byName.merge(place.attribute().name(), tree(place, value), Candidate::merged));
        return byName;
    }

    private static Value tree(Place place, Value value) {
        Value so = value;
        for (String name : place.path().reversed()) {
            so = so instanceof Value.Absent ? new Value.Fields(Map.of()) : new Value.Fields(Map.of(name, so));
        }
        return so;
    }

    private static Value merged(Value one, Value other) {
        if (!(one instanceof Value.Fields(var some)) || !(other instanceof Value.Fields(var others))) {
            return one instanceof Value.Fields ? other : one;
        }
        var all = new LinkedHashMap<>(some);
        others.forEach((name, value) -> all.merge(name, value, Candidate::merged));
        return new Value.Fields(all);
    }

    /// For people: `resource.env prod, http.method POST`.
    public String shown() {
        var parts = new ArrayList<String>();
        special.forEach((place, value) -> parts.add(place.term().shown() + " " + shown(place, value)));
        return parts.isEmpty() ? "nothing special" : String.join(", ", parts);
    }

    private static String shown(Place place, Value value) {
        return switch (value) {
            case Value.Text(String text) -> Wording.quoted(text);
            case Value.Int(long number) -> Quantity.shown(number, place.type());
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Many(var items) -> Wording.list(items.stream().map(item -> shown(place, item)));
            case Value.Address(var address) -> address.getHostAddress();
            case Value.Fields _ -> "there";
            case Value.Absent _ -> "missing";
            case Value.Undetermined _ -> "unreadable";
        };
    }
}
