// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;

/// What a rule may speak about.
///
/// @param protocol empty for `on any`: only what all requests have
record Scope(Optional<String> protocol, Map<String, Slot> attributes, List<Entity> entities) {

    /// An attribute and where it stands.
    record Slot(Attribute attribute, int slot) {}

    static Scope of(Schema schema, List<Entity> entities) {
        return new Scope(Optional.of(schema.protocol()), numbered(schema.attributes()), entities);
    }

    static Scope any(List<Entity> entities) {
        return new Scope(Optional.empty(), numbered(CommonAttributes.ALL), entities);
    }

    private static Map<String, Slot> numbered(List<Attribute> attributes) {
        var slots = new LinkedHashMap<String, Slot>();
        for (int i = 0; i < attributes.size(); i++) {
            slots.put(attributes.get(i).name(), new Slot(attributes.get(i), i));
        }
        return slots;
    }

    Optional<Slot> slot(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    Slot findings(Attribute searched) {
        return slot(searched.findings().name()).orElseThrow();
    }

    /// The attributes that can be written, without the companions of searched ones.
    Collection<String> names() {
        return attributes.keySet().stream()
                .filter(name -> name.indexOf(' ') < 0)
                .toList();
    }

    Collection<String> searchedNames() {
        return attributes.values().stream()
                .map(Slot::attribute)
                .filter(Attribute::searched)
                .map(Attribute::name)
                .collect(Collectors.toList());
    }

    /// How messages call the requests of this scope.
    String requests() {
        return protocol.map(name -> "`" + name + "` requests").orElse("every request");
    }
}
