// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One question to policy: may this subject do this action on this resource, given these attributes?
///
/// Complete, and the same whenever it is asked: everything a decision may depend on is in it, so the same request
/// against the same revision gives the same decision for ever. Attributes are read by slot ([Schema#slot]), which is an
/// array access; what takes long to find out ([Attribute#onDemand]) is found out when it is first read. So a request is
/// for one thread at a time.
public final class AccessRequest implements Slots {

    private static final Value NOT_READ = new Value.Undetermined("the gateway did not read it");

    private final Schema schema;
    private final Subject subject;
    private final Action action;
    private final Resource resource;
    private final Context context;
    /// By slot; null where nobody has found out yet.
    private final @Nullable Value[] values;
    private final Map<Attribute, Supplier<Value>> onDemand;

    /// @throws IllegalArgumentException if an attribute is of another schema
    public AccessRequest(Schema schema, Subject subject, Classified classified, Resource resource, Context context) {
        this.schema = schema;
        this.subject = subject;
        this.action = classified.action();
        this.resource = resource;
        this.context = context;
        this.values = new @Nullable Value[schema.attributes().size()];
        Arrays.fill(values, NOT_READ);
        CommonAttributes.fill(values, subject, action, resource, context);
        classified.attributes().forEach((attribute, value) -> values[schema.slot(attribute)] = value);
        this.onDemand = classified.onDemand();
        onDemand.keySet().forEach(attribute -> values[schema.slot(attribute)] = null);
    }

    public Schema schema() {
        return schema;
    }

    public Subject subject() {
        return subject;
    }

    public Action action() {
        return action;
    }

    public Resource resource() {
        return resource;
    }

    public Context context() {
        return context;
    }

    @Override
    public Value value(int slot) {
        Value known = values[slot];
        return known != null ? known : find(slot);
    }

    public Value value(Attribute attribute) {
        return value(schema.slot(attribute));
    }

    /// The value, unless nobody needed to find it out.
    public Optional<Value> found(Attribute attribute) {
        return Optional.ofNullable(values[schema.slot(attribute)]);
    }

    private Value find(int slot) {
        Value found = Objects.requireNonNull(onDemand.get(schema.attributes().get(slot)))
                .get();
        values[slot] = found;
        return found;
    }
}
