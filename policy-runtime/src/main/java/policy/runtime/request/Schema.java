// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What requests of one protocol look like to policy: every attribute a rule may read, each in a numbered
/// slot.
///
/// The attributes all protocols share ([CommonAttributes]) come first, in the same slots of every schema,
/// so a rule `on any` reads them whatever the protocol.
///
/// @param protocol the word after `on`, such as `http`
/// @param attributes all attributes in slot order, the common ones and the companions of searched ones
///     included
public record Schema(String protocol, String doc, List<Attribute> attributes) {

    public Schema {
        attributes = List.copyOf(attributes);
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
