// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What requests of one protocol look like to policy: every attribute a rule may read, each in a numbered
/// slot.
///
/// The attributes all protocols share ([CommonAttributes]) come first, in the same slots of every schema,
/// so a rule `on any` reads them whatever the protocol.
///
/// @param protocol the word after `on`, such as `http`
/// @param attributes all attributes in slot order, the common ones and the companions of searched ones
///     included
/// @param parts what of its answers policies may hide by name
public record Schema(String protocol, String doc, List<Attribute> attributes, Set<Part> parts) {

    /// Parts of an answer whose values can be hidden by their name. Which of them an answer has depends on the
    /// protocol, so a `mask` rule that names others does not compile.
    public enum Part {
        /// Columns of a result set.
        COLUMN,
        /// Members of a JSON document.
        FIELD,
        /// Header fields.
        HEADER
    }

    public Schema {
        attributes = List.copyOf(attributes);
        parts = Collections.unmodifiableSet(parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts));
    }

    /// A schema whose answers are messages with header fields and documents.
    public Schema(String protocol, String doc, List<Attribute> attributes) {
        this(protocol, doc, attributes, EnumSet.of(Part.FIELD, Part.HEADER));
    }

    /// @param own the attributes this protocol adds to the common ones
    public static Schema of(String protocol, String doc, List<Attribute> own) {
        var all = new ArrayList<>(CommonAttributes.ALL);
        for (Attribute attribute : own) {
            all.add(attribute);
            if (attribute.searched()) {
                all.add(attribute.findings());
            }
        }
        return new Schema(protocol, doc, all);
    }

    /// The same, of answers with other parts than header fields and documents.
    public Schema answeringIn(Part... parts) {
        return new Schema(protocol, doc, attributes, Set.of(parts));
    }

    /// The attribute of this name, if the schema has one.
    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /// @return the slot of an attribute of this schema
    /// @throws IllegalArgumentException if the attribute is of another schema
    public int slot(Attribute attribute) {
        int slot = attributes.indexOf(attribute);
        if (slot < 0) {
            throw new IllegalArgumentException("`" + attribute.name() + "` is not an attribute of `" + protocol + "`");
        }
        return slot;
    }
}
