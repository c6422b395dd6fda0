// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/// OpenAI's SDK for Java with nothing changed but base URL and key.
@Timeout(60)
final class OpenAiSdkTest {

    private static final int PATIENCE_SECONDS = 30;
    /// A client's own time limit. The gateway answers a tenth of it earlier.
    private static final Duration SHORT = Duration.ofSeconds(8);

    /// How the SDK itself says how many seconds it bears without a byte.
    private static final String IMPATIENCE = "X-Stainless-Read-Timeout";

    private static final String NO_PATIENCE = "0.1";

    @TempDir
    static Path directory;

    private static ModelServer models;
    private static Site site;

    /// Each test is a caller of its own, so that what is on record about it can be told.
    private String caller;

    private OpenAIClient client;
    private final List<OpenAIClient> opened = new ArrayList<>();

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
        client = client("openai", site.issuer.token(caller, "engineering"));
    }

    @AfterEach
    void disconnect() {
        opened.forEach(OpenAIClient::close);
        assertThat(models.complaints()).isEmpty();
    }

    private OpenAIClient client(String target, String key) {
        return opened(OpenAIOkHttpClient.builder()
                .baseUrl(site.through(target) + "/v1")
                .apiKey(key)
                .build());
    }

    private OpenAIClient opened(OpenAIClient made) {
        opened.add(made);
        return made;
    }

    @Test
    void anAllowedQuestionIsAnswered() {
        assertThat(text(chat("small", "hello"))).isEqualTo(Script.HELLO);
    }

    @Test
    void anAllowedQuestionIsAnsweredPieceByPiece() {
        assertThat(text(streamed(question("small", "hello").build()))).isEqualTo(Script.HELLO);
    }

    @Test
    void secretsInAnAnswerAreMasked() {
        assertThat(text(chat("small", "leak it"))).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void secretsSpreadOverDeltasAreMasked() {
        assertThat(text(streamed(question("small", "leak it").build()))).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void argumentsOfToolCallsAreMasked() {
        ChatCompletionCreateParams params = question("small", "look up the owner")
                .addFunctionTool(FunctionDefinition.builder().name(Script.TOOL).build())
                .build();

        assertThat(arguments(client.chat().completions().create(params))).isEqualTo(Script.MASKED_ARGUMENTS);
        assertThat(arguments(streamed(params))).isEqualTo(Script.MASKED_ARGUMENTS);
    }

    @Test
    void aDeniedQuestionIsAnExceptionThatSaysWhy() throws Exception {
        String prompt = "is " + Script.KEY + " still good? (openai, java)";

        var refusal = catchThrowableOfType(BadRequestException.class, () -> chat("small", prompt));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.code()).contains("policy_denied");
        assertThat(refusal.type()).contains("invalid_request_error");
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
    void whatNoRuleAllowsIsDeniedToo() throws Exception {
        client = client("openai", site.issuer.token(caller, "sales"));

        var refusal = catchThrowableOfType(BadRequestException.class, () -> chat("small", "hello"));

        assertThat(refusal.code()).contains("policy_denied");
        assertThat(refusal).hasMessageContaining("no rule allows this");
        assertThat(site.requests(caller)).isEqualTo(1);
    }

    @Test
    void aHeldQuestionIsAnsweredOnceALeadAgrees() throws Exception {
        String prompt = "hello, large one (openai, java)";
        var answer = CompletableFuture.supplyAsync(() -> chat("large", prompt));

        site.pressFor(caller, "approve", "");

        assertThat(text(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))).isEqualTo(Script.HELLO);
        assertThat(models.asked(prompt)).isEqualTo(1);
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
        String prompt = "hello, large one, again (openai, java)";
        var answer = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(BadRequestException.class, () -> chat("large", prompt)));

        site.pressFor(caller, "deny", "Use the small one.");

        assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("Use the small one.");
        assertThat(models.asked(prompt)).isZero();
        assertThat(site.requests(caller)).as("the SDK does not ask again").isEqualTo(1);
    }

    @Test
    void whoCannotWaitIsToldToAskAgainAndThenGetsTheAnswer() throws Exception {
        String prompt = "hello, large one, when you have time (openai, java)";
        client = opened(OpenAIOkHttpClient.builder()
                .baseUrl(site.through("openai") + "/v1")
                .apiKey(site.issuer.token(caller, "engineering"))
                .timeout(SHORT)
                .build());

        var refusal = catchThrowableOfType(BadRequestException.class, () -> chat("large", prompt));
        assertThat(refusal.code()).contains("approval_pending");
        assertThat(refusal).hasMessageContaining("Send the same request again to get the answer.");
        site.pressFor(caller, "approve", "");

        assertThat(text(chat("large", prompt))).isEqualTo(Script.HELLO);
        assertThat(models.asked(prompt)).isEqualTo(1);
    }

    /// What the SDK gets before there is an answer is the beginning of a stream; it takes the signs in it for
    /// nothing.
    @Test
    void whoIsShownThatItIsWaitedForGetsTheAnswerAllTheSame() throws Exception {
        String prompt = "hello, large one, before I leave (openai, java)";
        var whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = begun(prompt)) {
            site.pressFor(caller, "approve", "");
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(text(whole.chatCompletion())).isEqualTo(Script.HELLO);
        assertThat(models.asked(prompt)).isEqualTo(1);
    }

    @Test
    void whoIsShownThatItIsWaitedForReadsTheRefusalAsTheModelsAnswer() throws Exception {
        String prompt = "hello, large one, before I leave again (openai, java)";
        var whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = begun(prompt)) {
            site.pressFor(caller, "deny", "Use the small one.");
            stream.stream().forEach(whole::accumulate);
        }
        assertThat(text(whole.chatCompletion()))
                .isEqualTo(
                        "Denied by lea: Use the small one. (denied by a reviewer, rule models.large_model; exchange %s)"
                                .formatted(site.decisions(caller).getFirst().exchange()));
        assertThat(models.asked(prompt)).isZero();
        assertThat(site.ended(caller)).hasSize(1);
    }

    @Test
    void aResponseThatIsRefusedWhileItIsWaitedForFails() throws Exception {
        var params = ResponseCreateParams.builder()
                .model("large")
                .input("hello, large one, before I leave (openai, java, responses)")
                .putAdditionalHeader(IMPATIENCE, NO_PATIENCE)
                .build();
        var failures = new ArrayList<String>();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
            site.pressFor(caller, "deny", "Use the small one.");
            stream.stream()
                    .flatMap(event -> event.failed().stream())
                    .forEach(failed ->
                            failures.add(failed.response().error().orElseThrow().message()));
        }
        assertThat(failures)
                .singleElement()
                .asString()
                .startsWith("Denied by lea: Use the small one. (denied by a reviewer, rule models.large_model;"
                        + " exchange ");
    }

    /// Returns once the stream has begun, which is before anybody has answered.
    private StreamResponse<ChatCompletionChunk> begun(String prompt) {
        var params = question("large", prompt)
                .putAdditionalHeader(IMPATIENCE, NO_PATIENCE)
                .build();
        return client.chat().completions().createStreaming(params);
    }

    @Test
    void responsesAreMaskedStreamedOrNot() {
        var params =
                ResponseCreateParams.builder().model("small").input("leak it").build();
        assertThat(text(client.responses().create(params))).isEqualTo(Script.MASKED_LEAK);

        var whole = ResponseAccumulator.create();
        var deltas = new StringBuilder();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
            stream.stream()
                    .peek(whole::accumulate)
                    .flatMap(event -> event.outputTextDelta().stream())
                    .forEach(delta -> deltas.append(delta.delta()));
        }
        assertThat(deltas.toString()).isEqualTo(Script.MASKED_LEAK);
        assertThat(text(whole.response())).isEqualTo(Script.MASKED_LEAK);
    }

    @Test
    void aDeniedResponseIsTheSameException() {
        var params = ResponseCreateParams.builder()
                .model("small")
                .input("is " + Script.KEY + " still good?")
                .build();

        var refusal = catchThrowableOfType(
                BadRequestException.class, () -> client.responses().create(params));

        assertThat(refusal).hasMessageContaining("The prompt contains a live credential.");
    }

    @Test
    void textsAreEmbedded() {
        var params =
                EmbeddingCreateParams.builder().model("small").input("hello").build();

        var embedding = client.embeddings().create(params).data().getFirst().embedding();

        assertThat(embedding)
                .containsExactly(OpenAiWire.EMBEDDING[0], OpenAiWire.EMBEDDING[1], OpenAiWire.EMBEDDING[2]);
    }

    @Test
    void modelsAreListed() {
        assertThat(client.models().list().data()).extracting(Model::id).containsExactly("small", "large");
    }

    @Test
    void withoutATokenOfTheIssuersItIsNotAuthenticated() throws Exception {
        for (String key : new String[] {"sk-proj-abcdef", site.issuer.expired(caller, "engineering")}) {
            OpenAIClient stranger = client("openai", key);
            var refusal = catchThrowableOfType(
                    UnauthorizedException.class, () -> stranger.models().list());
            assertThat(refusal.statusCode()).isEqualTo(401);
            site.awaitRecord(refusal.headers().values("x-request-id").getFirst());
        }
        assertThat(site.decisions())
                .filteredOn(decision -> decision.code().equals("G110"))
                .as("nor does the SDK try again")
                .hasSize(2);
    }

    @Test
    void aTargetThatDoesNotExistIsNotFound() {
        OpenAIClient lost = client("opnai", site.issuer.token(caller, "engineering"));

        var refusal = catchThrowableOfType(
                NotFoundException.class, () -> lost.models().list());

        assertThat(refusal.statusCode()).isEqualTo(404);
    }

    private static ChatCompletionCreateParams.Builder question(String model, String prompt) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
    }

    private ChatCompletion chat(String model, String prompt) {
        return client.chat().completions().create(question(model, prompt).build());
    }

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        var whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static String text(ChatCompletion answer) {
        return answer.choices().getFirst().message().content().orElse("");
    }

    private static String text(Response response) {
        return response.output()
                .getFirst()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText()
                .text();
    }

    private static String arguments(ChatCompletion answer) {
        return answer.choices()
                .getFirst()
                .message()
                .toolCalls()
                .orElseThrow()
                .getFirst()
                .asFunction()
                .function()
                .arguments();
    }
}
