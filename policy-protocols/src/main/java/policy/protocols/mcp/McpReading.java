// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import policy.protocols.detect.Detectors;
import policy.protocols.http.UriForm;
import policy.protocols.json.JsonTexts;
import policy.protocols.json.OpenJson;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one message.
final class McpReading {

    /// Names of fields of the parameters that are the protocol's own, not the caller's words.
    private static final Set<String> FRAME = Set.of("name", "arguments", "uri", "_meta");

    /// A mask or a denial for one tool must not be lost by having its answer told later.
    private static final Undetermined ANY_EARLIER = new Undetermined("what comes back may answer any earlier message");

    /// Begins the methods by which what a call has come to is asked for later.
    private static final String TASKS = "tasks/";

    private final McpMessage message;
    private @Nullable String text;

    McpReading(McpMessage message) {
        this.message = message;
    }

    Value kind() {
        return Value.of(message.kind().word());
    }

    Value method() {
        return resumes() ? ANY_EARLIER : Value.of(message.method());
    }

    private boolean resumes() {
        return message.kind() == McpMessage.Kind.RESUMPTION;
    }

    private boolean mayAnswerEarlier() {
        return resumes() || message.method().startsWith(TASKS);
    }

    Value tool() {
        return named(McpMessage.TOOLS_CALL, "the call names no tool");
    }

    Value prompt() {
        return named(McpMessage.PROMPTS_GET, "the request names no prompt");
    }

    private Value named(String method, String because) {
        if (mayAnswerEarlier()) {
            return ANY_EARLIER;
        }
        if (!message.method().equals(method)) {
            return Value.of("");
        }
        JsonNode name = message.params().path("name");
        return name.isTextual() && !name.textValue().isEmpty() ? Value.of(name.textValue()) : new Undetermined(because);
    }

    Value args() {
        if (mayAnswerEarlier()) {
            return ANY_EARLIER;
        }
        boolean takesAny = message.method().equals(McpMessage.TOOLS_CALL)
                || message.method().equals(McpMessage.PROMPTS_GET);
        JsonNode args = message.params().path("arguments");
        return !takesAny || args.isMissingNode() || args.isNull()
                ? new Value.Fields(Map.of())
                : OpenJson.of(args, "the value of `arguments`");
    }

    Value resource() {
        if (mayAnswerEarlier()) {
            return ANY_EARLIER;
        }
        if (!McpMessage.ABOUT_RESOURCE.contains(message.method())) {
            return Value.of("");
        }
        JsonNode uri = message.params().path("uri");
        if (!uri.isTextual()) {
            return new Undetermined("the request names no resource");
        }
        return switch (UriForm.of(uri.textValue())) {
            case UriForm.Normal normal -> Value.of(normal.uri());
            case UriForm.Refused refused -> new Undetermined(refused.because());
        };
    }

    Value protocolVersion() {
        return message.protocolVersion().<Value>map(Value::of).orElse(Absent.ABSENT);
    }

    Value batch() {
        return Value.of(message.batch());
    }

    Value text() {
        return resumes() ? ANY_EARLIER : Value.of(texts());
    }

    Value textFinds() {
        return resumes() ? ANY_EARLIER : Value.of(Detectors.ALL.names(texts()));
    }

    /// Whatever a message holds besides its frame, so that a field nobody has heard of cannot hide anything.
    private String texts() {
        String known = text;
        if (known == null) {
            var texts = new JsonTexts(_ -> false, (_, _) -> false);
            for (Map.Entry<String, JsonNode> field : message.root().properties()) {
                switch (field.getKey()) {
                    case "jsonrpc", "method" -> {}
                    case "id", "result", "error" -> texts.add(field.getValue());
                    case "params" -> params(texts, field.getValue());
                    default -> texts.addField(field.getKey(), field.getValue());
                }
            }
            known = texts.toString();
            text = known;
        }
        return known;
    }

    private static void params(JsonTexts texts, JsonNode params) {
        for (Map.Entry<String, JsonNode> field : params.properties()) {
            if (FRAME.contains(field.getKey())) {
                texts.add(field.getValue());
            } else {
                texts.addField(field.getKey(), field.getValue());
            }
        }
    }
}
