// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import policy.protocols.detect.Detectors;
import policy.protocols.http.BodyText;
import policy.protocols.http.HttpMessage;
import policy.protocols.json.StrictJson;
import policy.protocols.json.StrictJson.Parsed;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one request; its body is parsed once. Whatever is not as the format has it
/// makes the attributes that depend on it undetermined, never empty.
final class LlmReading {

    private static final List<String> LIMITS = List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    private final HttpMessage message;
    private final Optional<Api> api;
    private @Nullable Parsed body;

    LlmReading(HttpMessage message) {
        this.message = message;
        this.api = Api.of(message);
    }

    Optional<Api> api() {
        return api;
    }

    Value provider() {
        return api.<Value>map(a -> Value.of(a.provider())).orElseGet(LlmReading::unknown);
    }

    Value operation() {
        return api.<Value>map(a -> Value.of(a.operation())).orElseGet(LlmReading::unknown);
    }

    Value model() {
        return fromBody(Value.of(Api.modelInPath(message.path()).orElse("")), LlmReading::model);
    }

    private static Value model(JsonNode root) {
        JsonNode model = root.path("model");
        return model.isTextual() ? Value.of(model.textValue()) : new Undetermined("the body does not name a model");
    }

    Value prompt() {
        return fromDialogue(Value.of(""), dialogue -> Value.of(PromptText.of(dialogue.root())));
    }

    Value system() {
        return fromDialogue(Value.of(""), dialogue -> Value.of(PromptText.system(dialogue)));
    }

    /// A model reads the parts of a message as one text, so a key may be spread over them.
    Value promptFinds() {
        return fromDialogue(Value.of(List.of()), dialogue -> {
            String prompt = PromptText.of(dialogue.root());
            var names = Detectors.ALL.names(prompt);
            JoinedTexts.of(dialogue.root()).stream()
                    .filter(text -> !prompt.contains(text)) // or it was looked through just now
                    .forEach(text -> names.addAll(Detectors.ALL.spanning(text)));
            return Value.of(names);
        });
    }

    Value systemFinds() {
        return finds(system());
    }

    private static Value finds(Value text) {
        return text instanceof Value.Text known ? Value.of(Detectors.ALL.names(known.text())) : text;
    }

    Value roles() {
        return fromDialogue(Value.of(List.of()), dialogue -> Value.of(dialogue.roles()));
    }

    Value messages() {
        return fromDialogue(Value.of(0), dialogue -> Value.of(dialogue.turns().size()));
    }

    Value attachments() {
        return fromDialogue(Value.of(0), dialogue -> Value.of(dialogue.attachments()));
    }

    Value tools() {
        return fromBody(Value.of(List.of()), Tools::names);
    }

    Value maxTokens() {
        return fromBody(Absent.ABSENT, LlmReading::maxTokens);
    }

    /// Where a request limits the answer twice, the limit that lets more through is the one to judge.
    private static Value maxTokens(JsonNode root) {
        var limits = new ArrayList<Long>();
        for (String field : LIMITS) {
            JsonNode limit = root.path(field);
            if (limit.isIntegralNumber() && limit.canConvertToLong()) {
                limits.add(limit.longValue());
            } else if (!limit.isMissingNode() && !limit.isNull()) {
                return new Undetermined("`%s` is not a whole number".formatted(field));
            }
        }
        return limits.stream().max(Long::compare).<Value>map(Value::of).orElse(Absent.ABSENT);
    }

    Value stream() {
        return fromBody(Value.of(false), LlmReading::stream);
    }

    private static Value stream(JsonNode root) {
        JsonNode stream = root.path("stream");
        if (stream.isMissingNode() || stream.isNull()) {
            return Value.of(false);
        }
        return stream.isBoolean() ? Value.of(stream.booleanValue()) : new Undetermined("`stream` is not true or false");
    }

    private Value fromDialogue(Value without, Function<Dialogue, Value> read) {
        return fromBody(without, root -> switch (Dialogue.read(api.orElseThrow(), root)) {
            case Dialogue.Reading.Read known -> read.apply(known.dialogue());
            case Dialogue.Reading.Unreadable unreadable -> new Undetermined(unreadable.because());
        });
    }

    /// @param without what it is for operations that have no body
    private Value fromBody(Value without, Function<JsonNode, Value> read) {
        if (api.isEmpty()) {
            return unknown();
        }
        if (!api.get().hasBody()) {
            return switch (message.body()) {
                case HttpMessage.Body.None _ -> without;
                case HttpMessage.Body.Whole whole when whole.bytes().length == 0 -> without;
                case HttpMessage.Body.Whole _ -> new Undetermined("the request has a body where none is expected");
                case HttpMessage.Body.Unread unread -> new Undetermined(unread.because());
            };
        }
        return switch (body()) {
            case Parsed.Malformed malformed -> new Undetermined(malformed.because());
            case Parsed.Tree tree when !tree.root().isObject() -> new Undetermined("the body is not a JSON object");
            case Parsed.Tree tree when Fields.ambiguous(tree.root()) -> new Undetermined(Fields.AMBIGUOUS);
            case Parsed.Tree tree -> read.apply(tree.root());
        };
    }

    private Parsed body() {
        Parsed parsed = body;
        if (parsed == null) {
            parsed = switch (BodyText.of(message)) {
                case BodyText.Decoded decoded -> StrictJson.parse(decoded.text());
                case BodyText.Unreadable unreadable -> new Parsed.Malformed(unreadable.because());
            };
            body = parsed;
        }
        return parsed;
    }

    private static Value unknown() {
        return new Undetermined("this is not an operation of a language model that is read");
    }
}
