// SPDX-License-Identifier: Apache-2.0
package policy.lsp.words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;
import policy.runtime.request.Vocabulary;

/// The attributes that can be read at a place.
///
/// @param protocol of the rule around it; empty where any may be meant, as in a `let`
public record Attributes(Vocabulary vocabulary, Optional<String> protocol) {

    private static final String ANY = "any";

    /// Those that can be written; the common ones first.
    public List<Attribute> all() {
        return Stream.concat(CommonAttributes.ALL.stream(), own().flatMap(schema -> schema.ownByName().stream()))
                .filter(attribute -> attribute.name().indexOf(' ') < 0)
                .toList();
    }

    private Stream<Schema> own() {
        if (protocol.isEmpty()) {
            return vocabulary.schemas().stream();
        }
        return protocol.get().equals(ANY) ? Stream.empty() : vocabulary.schema(protocol.get()).stream();
    }

    /// The attribute of this name; of a member, the one it is a member of.
    public Optional<Attribute> of(String name) {
        for (String outer = name; !outer.isEmpty(); outer = before(outer)) {
            String wanted = outer;
            Optional<Attribute> found = all().stream()
                    .filter(attribute -> attribute.name().equals(wanted))
                    .findFirst();
            if (found.isPresent()) {
                boolean itself = wanted.equals(name);
                return found.filter(attribute -> itself || attribute.type() instanceof Type.Open);
            }
        }
        return Optional.empty();
    }

    private static String before(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
