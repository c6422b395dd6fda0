// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.get;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.shown;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final LlmModel LLM = new LlmModel();

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, OPENAI_CHAT",
        "/chat/completions, OPENAI_CHAT",
        "/api/paas/v4/chat/completions, OPENAI_CHAT",
        "/v1beta/openai/chat/completions, OPENAI_CHAT",
        "/v1/responses, OPENAI_RESPONSES",
        "/v1/completions, OPENAI_COMPLETIONS",
        "/v1/embeddings, OPENAI_EMBEDDINGS",
        "/v1/messages, ANTHROPIC_MESSAGES",
        "/anthropic/v1/messages, ANTHROPIC_MESSAGES",
        "/v1/messages/count_tokens, ANTHROPIC_COUNT_TOKENS",
    })
    void posted(String path, Api api) {
        assertThat(Api.of(post(path, "{}"))).contains(api);
        assertThat(Api.of(get(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/chat/completions/",
                "/v1/Chat/Completions",
                "/v1/threads/t1/messages",
                "/v1/messages/batches",
                "/v1/files",
                "/v1/chat/completions/x",
                "/openai/deployments/d/chat/completions",
                "/xchat/completions",
                "/v1/engines/e/completions",
                "/v1/models",
                "/v1/images/generations",
            })
    void otherPathsAreNotRead(String path) {
        var message = post(path, "{\"model\":\"m\",\"messages\":[]}");

        assertThat(LLM.classify(message, Set.copyOf(LLM.schema().attributes()))
                        .all()
                        .values())
                .hasSize(13)
                .allSatisfy(value -> assertThat(shown(value))
                        .isEqualTo("!this is not an operation of a language model that is read"));
        assertThat(LLM.classify(message, Set.of()).action().name()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"/v1/models, ''", "/v1/models/gpt-4o, gpt-4o", "/models, ''"})
    void modelsAreToldByTheirHeader(String path, String model) {
        assertThat(Api.of(get(path))).contains(Api.OPENAI_MODELS);
        assertThat(Api.of(get(path, "anthropic-version: 2023-06-01"))).contains(Api.ANTHROPIC_MODELS);
        assertThat(shown(read(LLM, get(path), LlmSchema.MODEL))).isEqualTo(model);
        assertThat(shown(read(LLM, get(path), LlmSchema.PROMPT))).isEmpty();
        assertThat(shown(read(LLM, get(path), LlmSchema.MAX_TOKENS))).isEqualTo("-");
    }

    @Test
    void onlyProviderAndOperationDoWithoutTheBody() {
        assertThat(LLM.needsBody(Set.of(LlmSchema.PROVIDER, LlmSchema.OPERATION)))
                .isFalse();
        assertThat(LLM.needsBody(Set.of(LlmSchema.MODEL))).isTrue();
        assertThat(LLM.needsBody(Set.of(LlmSchema.PROMPT_FINDS))).isTrue();
        assertThat(LLM.classify(post("/v1/messages", "{}"), Set.of()).action().name())
                .isEqualTo("chat");
    }
}
