// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.optional;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    public static final Attribute SUBJECT_OWNER = optional(
            "subject.owner",
            Type.TEXT,
            "Identifier of the person a service or an agent acts for, at the end of the chain; absent for a person.");
    public static final Attribute CONTEXT_TIME =
            always("context.time", Type.TIME, "When the request came in, by the gateway's clock.");
    public static final Attribute CONTEXT_ADDRESS =
            always("context.address", Type.ADDRESS, "IP address the request came from, as the gateway sees it.");
    public static final Attribute CONTEXT_TOKEN_AGE = optional(
            "context.token_age", Type.DURATION, "How long ago the caller's token was issued, if the token says so.");

    /// In slot order; a new one is appended, here and in [#fill], so slots of the others never move.
    public static final List<Attribute> ALL = List.of(
            SUBJECT_ID,
            SUBJECT_KIND,
            SUBJECT_ISSUER,
            SUBJECT_GROUPS,
            RESOURCE_NAME,
            RESOURCE_ENV,
            ACTION_NAME,
            SUBJECT_OWNER,
            CONTEXT_TIME,
            CONTEXT_ADDRESS,
            CONTEXT_TOKEN_AGE);

    private CommonAttributes() {}

    /// Fills the slots of [#ALL], which are the first of every schema.
    static void fill(@Nullable Value[] values, Subject subject, Action action, Resource resource, Context context) {
        int slot = 0;
        values[slot++] = Value.of(subject.id());
        values[slot++] = Value.of(subject.kind().word());
        values[slot++] = Value.of(subject.issuer());
        values[slot++] = Value.of(subject.groups());
        values[slot++] = Value.of(resource.name());
        values[slot++] = Value.of(resource.env().word());
        values[slot++] = Value.of(action.name());
        values[slot++] = owner(subject);
        values[slot++] = Value.of(context.time().toEpochMilli());
        values[slot++] = address(context.clientAddress());
        values[slot] = tokenAge(context);
    }

    private static Value owner(Subject subject) {
        return subject.owner().<Value>map(owner -> Value.of(owner.id())).orElse(Value.Absent.ABSENT);
    }

    /// Without the zone a link-local address may have: that says which of our interfaces it came by.
    private static Value address(String text) {
        try {
            return new Value.Address(InetAddress.ofLiteral(text.split("%", 2)[0]));
        } catch (IllegalArgumentException notAnAddress) {
            return new Value.Undetermined("the client's address is not known");
        }
    }

    private static Value tokenAge(Context context) {
        return context.tokenAge().<Value>map(age -> Value.of(age.toMillis())).orElse(Value.Absent.ABSENT);
    }
}
