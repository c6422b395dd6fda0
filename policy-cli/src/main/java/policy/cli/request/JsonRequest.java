// SPDX-License-Identifier: Apache-2.0
package policy.cli.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Protocols;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Value;

/// A request written down as JSON, with the parts of a `test` block: `subject`, `resource`, `context` and one
/// protocol's message.
public final class JsonRequest {

    private static final String SUBJECT = "subject";
    private static final String RESOURCE = "resource";
    private static final String CONTEXT = "context";

    private static final List<String> PROTOCOLS =
            Protocols.all().stream().map(model -> model.schema().protocol()).toList();

    private static final List<String> PARTS = Stream.concat(Stream.of(SUBJECT, RESOURCE, CONTEXT), PROTOCOLS.stream())
            .toList();

    private JsonRequest() {}

    /// @param clock tells the time of a request that does not say it
    public static AccessRequest read(JsonNode json, Clock clock) throws InvalidRequest {
        if (!json.isObject()) {
            throw new InvalidRequest("the request is no JSON object; `hpol eval --help` shows an example");
        }
        ProtocolModel model = model(json);
        JsonFields parts = JsonFields.of("the request", json, PARTS);
        String protocol = model.schema().protocol();
        try {
            return new AccessRequest(
                    model.schema(),
                    JsonParties.subject(parts.get(SUBJECT)),
                    model.sample(value(parts.get(protocol))),
                    JsonParties.resource(parts.get(RESOURCE), protocol),
                    JsonParties.context(parts.get(CONTEXT), clock));
        } catch (InvalidSample invalid) {
            throw new InvalidRequest("`" + protocol + "` describes no message: " + invalid.getMessage());
        }
    }

    private static ProtocolModel model(JsonNode json) throws InvalidRequest {
        List<String> given = PROTOCOLS.stream().filter(json::has).toList();
        if (given.size() > 1) {
            throw new InvalidRequest(
                    "the request has several messages, `" + String.join("`, `", given) + "`; keep one of them");
        }
        if (given.isEmpty()) {
            throw new InvalidRequest("the request has no message: give one of `" + String.join("`, `", PROTOCOLS)
                    + "`; `hpol eval --help` shows an example");
        }
        return Protocols.model(given.getFirst()).orElseThrow();
    }

    private static Value value(JsonNode json) throws InvalidRequest {
        return switch (json.getNodeType()) {
            case STRING -> Value.of(json.asText());
            case BOOLEAN -> Value.of(json.asBoolean());
            case NUMBER -> {
                if (!json.canConvertToLong() || !json.canConvertToExactIntegral()) {
                    throw new InvalidRequest(json + " is not a whole number of 64 bits");
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
