// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.models.ModelInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.recording.RecordedDecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Anthropic's SDK for Java with nothing changed but base URL and key.
@Timeout(60)
final class AnthropicSdkTest {

    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    static Path directory;

    private static ModelServer models;
    private static Site site;

    /// Each test is a caller of its own, so that what is on record about it can be told.
    private String caller;

    private AnthropicClient client;
    private final List<AnthropicClient> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        models = new ModelServer();
        site = Site.before(models, directory, "models.hpol");
    }

    @AfterAll
    static void stop() {
        site.close();
        models.close();
    }

    @BeforeEach
    void connect(TestInfo test) {
        caller = test.getTestMethod().orElseThrow().getName();
        client = client("anthropic", site.issuer.token(caller, "engineering"));
    }

    @AfterEach
    void disconnect() {
        opened.forEach(AnthropicClient::close);
        assertThat(models.complaints()).isEmpty();
    }

    private AnthropicClient client(String target, String key) {
        return opened(AnthropicOkHttpClient.builder()
                .baseUrl(site.through(target))
                .apiKey(key)
                .build());
    }

    private AnthropicClient opened(AnthropicClient made) {
        opened.add(made);
        return made;
    }

    @Test
    void anAllowedQuestionIsAnswered() {
        assertThat(text(ask("small", "hello"))).isEqualTo(Script.HELLO);
    }

    @Test
    void anAllowedQuestionIsAnsweredPieceByPiece() {
        assertThat(text(streamed(question("small", "hello").build()))).isEqualTo(Script.HELLO);
    }

    @Test
    void aTokenMayComeAsBearerToo() {
        client = opened(AnthropicOkHttpClient.builder()
                .baseUrl(site.through("anthropic"))
                .authToken(site.issuer.token(caller, "engineering"))
                .build());

        assertThat(text(ask("small", "hello"))).isEqualTo(Script.HELLO);
    }

    @Test
    void secretsInAnAnswerAreMasked() throws Exception {
        assertThat(text(ask("small", "leak it"))).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void secretsSpreadOverDeltasAreMasked() {
        assertThat(text(streamed(question("small", "leak it").build()))).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void inputsOfToolsAreMasked() throws Exception {
        MessageCreateParams params = question("small", "look up the owner")
                .addTool(Tool.builder()
                        .name(Script.TOOL)
                        .inputSchema(Tool.InputSchema.builder().build())
                        .build())
                .build();
        JsonNode expected = new ObjectMapper().readTree(Script.MASKED_ARGUMENTS);

        assertThat(input(client.messages().create(params))).isEqualTo(expected);
        assertThat(input(streamed(params))).isEqualTo(expected);
    }

    @Test
    void aDeniedQuestionIsAnExceptionThatSaysWhy() throws Exception {
        String prompt = "is " + Script.KEY + " still good? (anthropic, java)";

        var refusal = catchThrowableOfType(BadRequestException.class, () -> ask("small", prompt));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.requestId())
                .contains(site.decisions(caller).getFirst().exchange());
        assertThat(refusal)
                .hasMessageContaining("The prompt contains a live credential.")
                .hasMessageContaining("https://wiki.example.com/leaked-keys")
                .hasMessageContaining("models.live_credentials");
        assertThat(site.requests(caller)).as("the SDK does not try again").isEqualTo(1);
        assertThat(models.asked(prompt)).isZero();
    }

    @Test
    void aDeniedStreamIsTheSameException() throws Exception {
        var params = question("small", "is " + Script.KEY + " still good?").build();

        var refusal = catchThrowableOfType(BadRequestException.class, () -> streamed(params));

        assertThat(refusal).hasMessageContaining("The prompt contains a live credential.");
        assertThat(site.requests(caller)).isEqualTo(1);
    }

    @Test
    void aHeldQuestionIsAnsweredOnceALeadAgrees() throws Exception {
        String prompt = "hello, large one (anthropic, java)";
        var answer = CompletableFuture.supplyAsync(() -> ask("large", prompt));

        site.pressFor(caller, "approve", "");

        assertThat(text(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))).isEqualTo(Script.HELLO);
        assertThat(models.asked(prompt)).isEqualTo(1);
        assertThat(site.decisions(caller))
                .extracting(RecordedDecision::effect)
                .as("decided once more with the grant")
                .containsExactly("allow", "approve");
    }

    @Test
    void aHeldStreamIsMaskedAsAnyOther() throws Exception {
        var params = question("large", "leak it").build();
        var answer = CompletableFuture.supplyAsync(() -> streamed(params));

        site.pressFor(caller, "approve", "");

        assertThat(text(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void aHeldQuestionALeadRefusesIsAnExceptionInTheLeadsWords() throws Exception {
        String prompt = "hello, large one, again (anthropic, java)";
        var answer = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(BadRequestException.class, () -> ask("large", prompt)));

        site.pressFor(caller, "deny", "Use the small one.");

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("Use the small one.");
        assertThat(models.asked(prompt)).isZero();
        assertThat(site.requests(caller)).as("the SDK does not ask again").isEqualTo(1);
    }

    @Test
    void whoIsShownThatItIsWaitedForGetsTheAnswerAllTheSame() throws Exception {
        String prompt = "hello, large one, before I leave (anthropic, java)";
        var whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = begun(prompt)) {
            site.pressFor(caller, "approve", "");
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(text(whole.message())).isEqualTo(Script.HELLO);
        assertThat(models.asked(prompt)).isEqualTo(1);
    }

    @Test
    void whoIsShownThatItIsWaitedForReadsTheRefusalAsTheModelsAnswer() throws Exception {
        String prompt = "hello, large one, before I leave again (anthropic, java)";
        var whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = begun(prompt)) {
            site.pressFor(caller, "deny", "Use the small one.");
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(text(whole.message()))
                .isEqualTo(
                        "Denied by lea: Use the small one. (denied by a reviewer, rule models.large_model; exchange %s)"
                                .formatted(site.decisions(caller).getFirst().exchange()));
        assertThat(models.asked(prompt)).isZero();
    }

    /// Returns once the stream has begun, which is before anybody has answered.
    private StreamResponse<RawMessageStreamEvent> begun(String prompt) {
        var params = question("large", prompt)
                .putAdditionalHeader("X-Stainless-Read-Timeout", "0.1")
                .build();
        return client.messages().createStreaming(params);
    }

    @Test
    void modelsAreListed() {
        assertThat(client.models().list().data()).extracting(ModelInfo::id).containsExactly("small", "large");
    }

    @Test
    void withoutATokenOfTheIssuersItIsNotAuthenticated() {
        for (String key : List.of("sk-ant-abcdef", site.issuer.expired(caller, "engineering"))) {
            AnthropicClient stranger = client("anthropic", key);
            var refusal = catchThrowableOfType(
                    UnauthorizedException.class, () -> stranger.models().list());
            assertThat(refusal.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aTargetThatDoesNotExistIsNotFound() {
        AnthropicClient lost = client("antropic", site.issuer.token(caller, "engineering"));

        var refusal = catchThrowableOfType(
                NotFoundException.class, () -> lost.models().list());

        assertThat(refusal.statusCode()).isEqualTo(404);
    }

    private static MessageCreateParams.Builder question(String model, String prompt) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage(prompt);
    }

    private Message ask(String model, String prompt) {
        return client.messages().create(question(model, prompt).build());
    }

    private Message streamed(MessageCreateParams params) {
        var whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static String text(Message answer) {
        return answer.content().getFirst().asText().text();
    }

    private static JsonNode input(Message answer) {
        return new ObjectMapper()
                .valueToTree(answer.content().getFirst().asToolUse()._input().convert(Map.class));
    }
}
