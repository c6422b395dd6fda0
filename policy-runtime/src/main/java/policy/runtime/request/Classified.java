// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What a protocol's classifier read out of one command.
///
/// @param attributes the protocol's own attributes, those that were asked for; one that is neither here nor among those
///     on demand counts as undetermined, so forgetting one can only deny
/// @param onDemand how to find out those that take long ([Attribute#onDemand]); each is asked at most once, and always
///     gives the same value
public record Classified(Action action, Map<Attribute, Value> attributes, Map<Attribute, Supplier<Value>> onDemand) {

    public Classified {
        attributes = Map.copyOf(attributes);
        onDemand = Map.copyOf(onDemand);
    }

    /// Everything is known.
    public Classified(Action action, Map<Attribute, Value> attributes) {
        this(action, attributes, Map.of());
    }

    /// Everything, with what takes long found out now: for those who show a command, not for those who decide.
    public Map<Attribute, Value> all() {
        var all = new HashMap<>(attributes);
        onDemand.forEach((attribute, finding) -> all.put(attribute, finding.get()));
        return all;
    }
}
