// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.Arrays;

/// One question to policy: may this subject do this action on this resource, given these attributes?
///
/// Immutable and complete: everything a decision may depend on is in it, so the same request against the
/// same revision gives the same decision for ever. Attributes are read by slot ([Schema#slot]), which is
/// an array access.
public final class AccessRequest {

    private static final Value NOT_READ = new Value.Undetermined("the gateway did not read it");

    private final Schema schema;
    private final Subject subject;
    private final Action action;
    private final Resource resource;
    private final Context context;
    private final Value[] values;

    /// @throws IllegalArgumentException if an attribute is of another schema
    public AccessRequest(Schema schema, Subject subject, Classified classified, Resource resource, Context context) {
        this.schema = schema;
        this.subject = subject;
        this.action = classified.action();
        this.resource = resource;
        this.context = context;
        this.values = new Value[schema.attributes().size()];
        Arrays.fill(values, NOT_READ);
        CommonAttributes.fill(values, subject, action, resource);
        classified.attributes().forEach((attribute, value) -> values[schema.slot(attribute)] = value);
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

    /// The value in a slot of the schema; [Value.Undetermined] where nothing was read.
    public Value value(int slot) {
        return values[slot];
    }

    public Value value(Attribute attribute) {
        return values[schema.slot(attribute)];
    }
}
