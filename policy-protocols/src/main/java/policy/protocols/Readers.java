// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

/// The attributes of one protocol, each with how it is read from a message that is being classified. Only those
/// that some rule asks for are read.
///
/// @param <R> one message, with what was found out about it so far
public record Readers<R>(Map<Attribute, Function<R, Value>> byAttribute) {

    public Readers {
        byAttribute = Map.copyOf(byAttribute);
    }

    /// @param wanted may hold attributes that are not of this protocol; they are left out
    public Classified classify(Action action, R message, Set<Attribute> wanted) {
        var values = new HashMap<Attribute, Value>();
        var onDemand = new HashMap<Attribute, Supplier<Value>>();
        for (Attribute attribute : wanted) {
            Function<R, Value> reader = byAttribute.get(attribute);
            if (reader != null && attribute.onDemand()) {
                onDemand.put(attribute, () -> reader.apply(message));
            } else if (reader != null) {
                values.put(attribute, reader.apply(message));
            }
        }
        return new Classified(action, values, onDemand);
    }
}
