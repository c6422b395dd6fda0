// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.Readers;
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

    private static final Readers<LlmReading> READERS = new Readers<>(Map.ofEntries(
            entry(LlmSchema.PROVIDER, LlmReading::provider),
            entry(LlmSchema.OPERATION, LlmReading::operation),
            entry(LlmSchema.MODEL, LlmReading::model),
            entry(LlmSchema.SYSTEM, LlmReading::system),
            entry(LlmSchema.SYSTEM_FINDS, LlmReading::systemFinds),
            entry(LlmSchema.PROMPT, LlmReading::prompt),
            entry(LlmSchema.PROMPT_FINDS, LlmReading::promptFinds),
            entry(LlmSchema.ROLES, LlmReading::roles),
            entry(LlmSchema.MESSAGES, LlmReading::messages),
            entry(LlmSchema.TOOLS, LlmReading::tools),
            entry(LlmSchema.MAX_TOKENS, LlmReading::maxTokens),
            entry(LlmSchema.STREAM, LlmReading::stream),
            entry(LlmSchema.ATTACHMENTS, LlmReading::attachments)));

    private static final Set<Attribute> FROM_HEAD = Set.of(LlmSchema.PROVIDER, LlmSchema.OPERATION);

    @Override
    public Schema schema() {
        return LlmSchema.SCHEMA;
    }

    @Override
    public boolean needsBody(Set<Attribute> wanted) {
        return wanted.stream()
                .anyMatch(attribute -> READERS.byAttribute().containsKey(attribute) && !FROM_HEAD.contains(attribute));
    }

    @Override
    public Classified classify(HttpMessage message, Set<Attribute> wanted) {
        var reading = new LlmReading(message);
        return READERS.classify(new Action(reading.api().map(Api::operation).orElse("unknown")), reading, wanted);
    }

    /// A sample is the user's words, or `{ provider: anthropic, operation: chat, model: "m", system: "…",
    /// prompt: "…", messages: [{ role: user, content: "…" }], tools: ["shell"], max_tokens: 10, stream:
    /// true, attachments: 1 }`, every field optional; `prompt` is the user's last message.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(LlmSample.message(sample), Set.copyOf(LlmSchema.SCHEMA.attributes()));
    }
}
