// SPDX-License-Identifier: Apache-2.0
package policy.tests.witness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import policy.compiler.analysis.Witness;
import policy.compiler.condition.Quantity;
import policy.compiler.condition.Wording;
import policy.runtime.decision.Effect;
import policy.runtime.request.Attribute;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// A witness as a `test` block to paste beside the rules.
public final class TestBlock {

    private TestBlock() {}

    /// @param title one line
    /// @param expected what the request ought to become
    /// @throws IllegalArgumentException if the witness has no sample
    public static String of(String title, Witness witness, Effect expected) {
        return of(title, witness, expected.word());
    }

    /// @param title one line
    /// @param expected what the request ought to become, as it stands behind `expect`
    /// @throws IllegalArgumentException if the witness has no sample
    public static String of(String title, Witness witness, String expected) {
        var request = witness.request();
        Value sample = witness.sample().orElseThrow(() -> new IllegalArgumentException("a witness without a sample"));
        var parts = new LinkedHashMap<String, String>();
        parts.put("subject", fields(subject(request.subject())));
        parts.put("resource", fields(resource(request.resource(), request.schema())));
        var context = new LinkedHashMap<String, String>();
        if (!request.context().time().equals(Instant.EPOCH)) {
            context.put("time", Wording.quoted(request.context().time().toString()));
        }
        if (!request.context().clientAddress().equals(ProtocolMessages.ADDRESS)) {
            context.put("address", Wording.quoted(request.context().clientAddress()));
        }
        request.context()
                .tokenAge()
                .ifPresent(age -> context.put("token_age", Quantity.shown(age.toMillis(), Type.DURATION)));
        parts.put("context", fields(context));
        parts.put(request.schema().protocol(), sample(sample, request.schema()));
        parts.put("expect", expected);
        int width = parts.keySet().stream().mapToInt(String::length).max().orElse(0);
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> "    " + part.getKey()
                        + " ".repeat(width - part.getKey().length() + 1) + part.getValue())
                .collect(Collectors.joining("\n", "test " + Wording.quoted(title) + " {\n", "\n}\n"));
    }

    private static Map<String, String> subject(Subject subject) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("id", Wording.quoted(subject.id()));
        if (subject.kind() != Subject.Kind.PERSON) {
            fields.put("kind", subject.kind().word());
        }
        if (!subject.issuer().equals("test")) {
            fields.put("issuer", Wording.quoted(subject.issuer()));
        }
        if (!subject.groups().isEmpty()) {
            fields.put("groups", shown(Value.of(subject.groups())));
        }
        subject.actsFor().ifPresent(owner -> fields.put("acts_for", fields(subject(owner))));
        return fields;
    }

    private static Map<String, String> resource(Resource resource, Schema schema) {
        var fields = new LinkedHashMap<String, String>();
        if (!resource.name().equals(schema.protocol())) {
            fields.put("name", Wording.quoted(resource.name()));
        }
        if (resource.env() != Resource.Env.TEST) {
            fields.put("env", resource.env().word());
        }
        return fields;
    }

    private static String sample(Value sample, Schema schema) {
        if (!(sample instanceof Value.Fields(Map<String, Value> members))) {
            return shown(sample);
        }
        var fields = new TreeMap<String, String>();
        members.forEach((name, value) -> {
            boolean word = schema.attribute(schema.protocol() + "." + name)
                    .map(Attribute::type)
                    .filter(Type.Choice.class::isInstance)
                    .isPresent();
            fields.put(name, word && value instanceof Value.Text(String text) ? text : shown(value));
        });
        return fields.isEmpty() ? "{}" : fields(fields);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Wording.quoted(text);
            case Value.Int(long number) -> Long.toString(number);
            case Value.Bool(boolean truth) -> Boolean.toString(truth);
            case Value.Many(List<Value> items) ->
                items.stream().map(TestBlock::shown).collect(Collectors.joining(", ", "[", "]"));
            case Value.Fields(Map<String, Value> members) -> {
                var shown = new ArrayList<String>();
                new TreeMap<>(members).forEach((name, member) -> shown.add(named(name) + ": " + shown(member)));
                yield shown.isEmpty() ? "{}" : "{ " + String.join(", ", shown) + " }";
            }
            case Value.Address _, Value.Absent _, Value.Undetermined _ ->
                throw new IllegalArgumentException("no sample holds " + value);
        };
    }

    private static String named(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : Wording.quoted(name);
    }

    private static String fields(Map<String, String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining(", ", "{ ", " }"));
    }
}
