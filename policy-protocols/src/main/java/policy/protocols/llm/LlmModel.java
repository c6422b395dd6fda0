// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import policy.protocols.InvalidSample;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `llm`: requests to language models over HTTP. Its action is the operation, `unknown` if
/// it is not one of those that are read.
public final class LlmModel implements HttpClassifier {

    private static final Map<String, Function<LlmReading, Value>> READERS = Map.ofEntries(
            entry(LlmSchema.PROVIDER.name(), LlmReading::provider),
            entry(LlmSchema.OPERATION.name(), LlmReading::operation),
            entry(LlmSchema.MODEL.name(), LlmReading::model),
            entry(LlmSchema.SYSTEM.name(), LlmReading::system),
            entry(LlmSchema.SYSTEM_FINDS.name(), LlmReading::systemFinds),
            entry(LlmSchema.PROMPT.name(), LlmReading::prompt),
            entry(LlmSchema.PROMPT_FINDS.name(), LlmReading::promptFinds),
            entry(LlmSchema.ROLES.name(), LlmReading::roles),
            entry(LlmSchema.MESSAGES.name(), LlmReading::messages),
            entry(LlmSchema.TOOLS.name(), LlmReading::tools),
            entry(LlmSchema.MAX_TOKENS.name(), LlmReading::maxTokens),
            entry(LlmSchema.STREAM.name(), LlmReading::stream),
            entry(LlmSchema.ATTACHMENTS.name(), LlmReading::attachments));

    private static final Set<String> FROM_HEAD = Set.of(LlmSchema.PROVIDER.name(), LlmSchema.OPERATION.name());

    @Override
    public Schema schema() {
        return LlmSchema.SCHEMA;
    }

    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return wanted.stream()
                .map(Attribute::name)
                .anyMatch(name -> READERS.containsKey(name) && !FROM_HEAD.contains(name));
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        var reading = new LlmReading(message);
        var values = new HashMap<Attribute, Value>();
        for (Attribute attribute : wanted) {
            Function<LlmReading, Value> reader = READERS.get(attribute.name());
            if (reader != null) {
                values.put(attribute, reader.apply(reading));
            }
        }
        return new Classified(new Action(reading.api().map(Api::operation).orElse("unknown")), values);
    }

    /// A sample is the user's words, or `{ provider: anthropic, operation: chat, model: "m", system: "…",
    /// prompt: "…", messages: [{ role: user, content: "…" }], tools: ["shell"], max_tokens: 10, stream:
    /// true, attachments: 1 }`, every field optional; `prompt` is the user's last message.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(LlmSample.message(sample), Set.copyOf(LlmSchema.SCHEMA.attributes()));
    }
}
