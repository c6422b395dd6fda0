// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Protocols;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// A request written down as JSON, with the parts of a `test` block: `subject`, `resource` and one
/// protocol's message.
final class JsonRequest {

    private static final String CLIENT = "127.0.0.1";

    private JsonRequest() {}

    static AccessRequest read(JsonNode json) throws InvalidRequest {
        ProtocolModel model = model(json);
        String protocol = model.schema().protocol();
        JsonNode resource = json.path("resource");
        var target = new Resource(
                resource.path("name").asText(protocol),
                protocol,
                word(Resource.Env.class, "resource.env", resource.path("env").asText("test")));
        try {
            Classified classified = model.sample(value(json.path(protocol)));
            return new AccessRequest(
                    model.schema(),
                    subject(json.path("subject")),
                    classified,
                    target,
                    new Context(Instant.now(), CLIENT));
        } catch (InvalidSample invalid) {
            throw new InvalidRequest("`" + protocol + "` describes no message: " + invalid.getMessage());
        }
    }

    private static ProtocolModel model(JsonNode json) throws InvalidRequest {
        for (ProtocolModel model : Protocols.all()) {
            if (json.has(model.schema().protocol())) {
                return model;
            }
        }
        throw new InvalidRequest("the request has no message: give one of "
                + Protocols.all().stream()
                        .map(model -> "`" + model.schema().protocol() + "`")
                        .collect(Collectors.joining(", "))
                + "; `hpol eval --help` shows an example");
    }

    private static Subject subject(JsonNode json) throws InvalidRequest {
        if (!json.path("id").isTextual()) {
            throw new InvalidRequest("`subject` has no `id`; `hpol eval --help` shows an example");
        }
        var groups = new TreeSet<String>();
        json.path("groups").forEach(group -> groups.add(group.asText()));
        String id = json.path("id").asText();
        return new Subject(
                id,
                word(Subject.Kind.class, "subject.kind", json.path("kind").asText("person")),
                json.path("issuer").asText("test"),
                id,
                groups,
                Optional.empty());
    }

    private static <E extends Enum<E>> E word(Class<E> words, String field, String written) throws InvalidRequest {
        for (E word : words.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(written)) {
                return word;
            }
        }
        throw new InvalidRequest("`%s` is `%s`; it can be %s"
                .formatted(
                        field,
                        written,
                        Arrays.stream(words.getEnumConstants())
                                .map(word -> word.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static Value value(JsonNode json) throws InvalidRequest {
        return switch (json.getNodeType()) {
            case STRING -> Value.of(json.asText());
            case BOOLEAN -> Value.of(json.asBoolean());
            case NUMBER -> {
                if (!json.canConvertToLong()) {
                    throw new InvalidRequest(json + " is not a whole number");
                }
                yield Value.of(json.asLong());
            }
            case ARRAY -> {
                List<Value> items = new ArrayList<>();
                for (JsonNode item : json) {
                    items.add(value(item));
                }
                yield new Value.Many(items);
            }
            case OBJECT -> {
                Map<String, Value> fields = new HashMap<>();
                for (Map.Entry<String, JsonNode> field : json.properties()) {
                    fields.put(field.getKey(), value(field.getValue()));
                }
                yield new Value.Fields(fields);
            }
            default -> throw new InvalidRequest("`" + json + "` cannot stand in a request");
        };
    }
}
