// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import static policy.runtime.request.Attribute.always;

import java.util.List;

/// The attributes every request has, whatever its protocol: subject, action and resource of AuthZEN.
public final class CommonAttributes {

    public static final Attribute SUBJECT_ID =
            always("subject.id", Type.TEXT, "Stable identifier of the caller within its issuer.");
    public static final Attribute SUBJECT_KIND = always(
            "subject.kind",
            new Type.Choice("subject kind", List.of("person", "service", "agent")),
            "Whether a person, a service or an agent calls.");
    public static final Attribute SUBJECT_ISSUER = always(
            "subject.issuer", Type.TEXT, "Name, in the configuration, of the issuer that vouches for the caller.");
    public static final Attribute SUBJECT_GROUPS =
            always("subject.groups", Type.TEXTS, "Groups the caller is in; `subject in group(\"x\")` asks for one.");
    public static final Attribute RESOURCE_NAME =
            always("resource.name", Type.TEXT, "Name of the target in the gateway's configuration.");
    public static final Attribute RESOURCE_ENV = always(
            "resource.env",
            new Type.Choice("environment", List.of("prod", "staging", "test", "dev")),
            "Environment the target belongs to.");
    public static final Attribute ACTION_NAME =
            always("action.name", Type.TEXT, "What the caller wants done, such as `GET` or `chat`.");

    /// In slot order; a new one is appended, so slots of the others never move.
    public static final List<Attribute> ALL =
            List.of(SUBJECT_ID, SUBJECT_KIND, SUBJECT_ISSUER, SUBJECT_GROUPS, RESOURCE_NAME, RESOURCE_ENV, ACTION_NAME);

    private CommonAttributes() {}

    /// Puts the values into their slots.
    static void fill(Value[] values, Subject subject, Action action, Resource resource) {
        int slot = 0;
        values[slot++] = Value.of(subject.id());
        values[slot++] = Value.of(subject.kind().word());
        values[slot++] = Value.of(subject.issuer());
        values[slot++] = Value.of(subject.groups());
        values[slot++] = Value.of(resource.name());
        values[slot++] = Value.of(resource.env().word());
        values[slot] = Value.of(action.name());
    }
}
