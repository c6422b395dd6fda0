// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.List;
import java.util.Optional;

/// Everything policies can speak about: what the compiler checks names and types against.
public record Vocabulary(List<Schema> schemas, List<Entity> entities) {
    public Vocabulary {
        schemas = List.copyOf(schemas);
        entities = List.copyOf(entities);
    }

    public Optional<Schema> schema(String protocol) {
        return schemas.stream().filter(s -> s.protocol().equals(protocol)).findFirst();
    }

    public Optional<Entity> entity(String name) {
        return entities.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
