// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What requests of one protocol look like to policy: every attribute a rule may read, each in a numbered
/// slot.
///
/// The attributes all protocols share ([CommonAttributes]) come first, in the same slots of every schema,
/// so a rule `on any` reads them whatever the protocol.
public final class Schema {

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

    private final String protocol;
    private final String doc;
    private final List<Attribute> attributes;
    private final List<Attribute> ownByName;
    private final Map<String, Integer> slots;
    private final Set<Part> parts;
    private final List<Implication> laws;

    private Schema(String protocol, String doc, List<Attribute> attributes, Set<Part> parts, List<Implication> laws) {
        this.protocol = protocol;
        this.doc = doc;
        this.attributes = List.copyOf(attributes);
        this.ownByName = attributes.stream()
                .skip(CommonAttributes.ALL.size())
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        var numbered = new HashMap<String, Integer>();
        attributes.forEach(attribute -> numbered.put(attribute.name(), numbered.size()));
        this.slots = Map.copyOf(numbered);
        this.laws = List.copyOf(laws);
        this.parts = Collections.unmodifiableSet(parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts));
    }

    /// @param protocol the word after `on`, such as `http`
    /// @param own the attributes this protocol adds to the common ones, each with a name of its own
    public static Schema of(String protocol, String doc, List<Attribute> own) {
        var all = new ArrayList<>(CommonAttributes.ALL);
        for (Attribute attribute : own) {
            all.add(attribute);
            if (attribute.searched()) {
                all.add(attribute.findings());
            }
        }
        return new Schema(protocol, doc, all, EnumSet.of(Part.FIELD, Part.HEADER), List.of());
    }

    /// The same, of answers with other parts than header fields and documents.
    public Schema answeringIn(Part... parts) {
        return new Schema(protocol, doc, attributes, Set.of(parts), laws);
    }

    /// The same, with what its classifier sees to.
    public Schema obeying(Implication... laws) {
        return new Schema(protocol, doc, attributes, parts, List.of(laws));
    }

    /// What holds of every request of the protocol.
    public List<Implication> laws() {
        return laws;
    }

    /// The word after `on`, such as `http`.
    public String protocol() {
        return protocol;
    }

    public String doc() {
        return doc;
    }

    /// All attributes in slot order, the common ones and the companions of searched ones included.
    public List<Attribute> attributes() {
        return attributes;
    }

    /// The attributes this protocol adds to the common ones, companions included, in the order of their names.
    public List<Attribute> ownByName() {
        return ownByName;
    }

    /// What of its answers policies may hide by name.
    public Set<Part> parts() {
        return parts;
    }

    /// The attribute of this name, if the schema has one.
    public Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(slots.get(name)).map(attributes::get);
    }

    /// @return the slot of an attribute of this schema
    /// @throws IllegalArgumentException if the attribute is of another schema
    public int slot(Attribute attribute) {
        Integer slot = slots.get(attribute.name());
        if (slot == null || !attributes.get(slot).equals(attribute)) {
            throw new IllegalArgumentException("`" + attribute.name() + "` is not an attribute of `" + protocol + "`");
        }
        return slot;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Schema that
                        && protocol.equals(that.protocol)
                        && doc.equals(that.doc)
                        && attributes.equals(that.attributes)
                        && parts.equals(that.parts)
                        && laws.equals(that.laws));
    }

    @Override
    public int hashCode() {
        return protocol.hashCode();
    }

    @Override
    public String toString() {
        return "Schema[" + protocol + "]";
    }
}
