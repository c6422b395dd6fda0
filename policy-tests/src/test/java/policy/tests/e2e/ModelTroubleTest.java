// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a client's program is told when the model, or the request, is not well.
@Timeout(60)
final class ModelTroubleTest {

    private static final String CALLER = "ann";
    private static final int OVER_THE_LIMIT = 5 << 20;

    @TempDir
    Path directory;

    private ModelServer models;
    private Site site;
    private OpenAIClient client;

    @BeforeEach
    void start() throws Exception {
        models = new ModelServer();
        site = Site.before(models, directory, "models.hpol");
        client = OpenAIOkHttpClient.builder()
                .baseUrl(site.through("openai") + "/v1")
                .apiKey(site.issuer.token(CALLER, "engineering"))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        site.close();
        models.close();
    }

    @Test
    void aModelThatIsDownIsAnErrorTheSdkTriesAgain() throws Exception {
        String address = models.address().getAuthority();
        models.close();

        var failure = catchThrowableOfType(InternalServerException.class, () -> ask("hello"));

        assertThat(failure.statusCode()).isEqualTo(502);
        assertToldWithoutInternals(failure, address);
        assertThat(site.ended(CALLER))
                .hasSize(3)
                .allSatisfy(decision ->
                        assertThat(decision.ending().orElseThrow().code()).isEqualTo("G501"));
    }

    @Test
    void aModelThatBreaksOffIsNoWholeAnswer() throws Exception {
        var texts = new ArrayList<String>();

        Throwable failure = catchThrowable(() -> {
            try (StreamResponse<ChatCompletionChunk> stream =
                    client.chat().completions().createStreaming(question(Script.BREAK_OFF))) {
                stream.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .forEach(choice -> choice.delta().content().ifPresent(texts::add));
            }
        });

        assertThat(failure).isNotNull();
        assertThat(String.join("", texts)).startsWith("Hello").isNotEqualTo(Script.HELLO);
        assertThat(site.ended(CALLER))
                .extracting(decision -> decision.ending().orElseThrow().how())
                .containsExactly("reply_cut");
        assertThat(ask("hello")).as("the gateway keeps serving").isEqualTo(Script.HELLO);
    }

    @Test
    void aPromptThatIsTooLongToReadIsRefused() {
        var refusal = catchThrowableOfType(OpenAIServiceException.class, () -> ask("x".repeat(OVER_THE_LIMIT)));

        assertThat(refusal).isInstanceOf(BadRequestException.class);
        assertThat(refusal).hasMessageContaining("4194304 bytes");
        assertThat(ask("hello")).as("the gateway keeps serving").isEqualTo(Script.HELLO);
    }

    private static void assertToldWithoutInternals(OpenAIServiceException failure, String address) {
        assertThat(failure.body().toString()).doesNotContain(address, "127.0.0.1", "Exception", ModelServer.OPENAI_KEY);
    }

    private static ChatCompletionCreateParams question(String prompt) {
        return ChatCompletionCreateParams.builder()
                .model("small")
                .addUserMessage(prompt)
                .build();
    }

    private String ask(String prompt) {
        return client.chat()
                .completions()
                .create(question(prompt))
                .choices()
                .getFirst()
                .message()
                .content()
                .orElseThrow();
    }
}
