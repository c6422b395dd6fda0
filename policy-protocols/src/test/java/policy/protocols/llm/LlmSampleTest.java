// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.InvalidSample;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Value;

class LlmSampleTest {

    private static final LlmModel LLM = new LlmModel();

    private static Classified sample(Map<String, Value> fields) throws InvalidSample {
        return LLM.sample(new Value.Fields(fields));
    }

    @Test
    void aTextIsTheUsersWords() throws InvalidSample {
        Map<Attribute, Value> attributes = LLM.sample(Value.of("hello")).all();

        assertThat(attributes.get(LlmSchema.PROMPT)).isEqualTo(Value.of("hello"));
        assertThat(attributes.get(LlmSchema.PROVIDER)).isEqualTo(Value.of("openai"));
        assertThat(attributes.get(LlmSchema.ROLES)).isEqualTo(Value.of(List.of("user")));
        assertThat(attributes).hasSize(LLM.schema().attributes().size() - CommonAttributes.ALL.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void everyFieldArrives(String provider) throws InvalidSample {
        var message = new Value.Fields(Map.of("role", Value.of("assistant"), "content", Value.of("earlier")));
        Map<Attribute, Value> attributes = sample(Map.of(
                        "provider", Value.of(provider),
                        "model", Value.of("m-1"),
                        "system", Value.of("be brief"),
                        "prompt", Value.of("hello"),
                        "messages", new Value.Many(List.of(message)),
                        "tools", Value.of(List.of("shell", "web")),
                        "max_tokens", Value.of(10),
                        "stream", Value.of(true),
                        "attachments", Value.of(2)))
                .all();

        assertThat(attributes.get(LlmSchema.PROVIDER)).isEqualTo(Value.of(provider));
        assertThat(attributes.get(LlmSchema.OPERATION)).isEqualTo(Value.of("chat"));
        assertThat(attributes.get(LlmSchema.MODEL)).isEqualTo(Value.of("m-1"));
        assertThat(attributes.get(LlmSchema.SYSTEM)).isEqualTo(Value.of("be brief"));
        assertThat(((Value.Text) attributes.get(LlmSchema.PROMPT)).text()).contains("be brief", "earlier", "hello");
        assertThat(attributes.get(LlmSchema.TOOLS)).isEqualTo(Value.of(List.of("shell", "web")));
        assertThat(attributes.get(LlmSchema.MAX_TOKENS)).isEqualTo(Value.of(10));
        assertThat(attributes.get(LlmSchema.STREAM)).isEqualTo(Value.of(true));
        assertThat(attributes.get(LlmSchema.ATTACHMENTS)).isEqualTo(Value.of(2));
    }
}
