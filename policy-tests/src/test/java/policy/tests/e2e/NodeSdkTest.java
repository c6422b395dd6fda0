// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SDKs of OpenAI and Anthropic for Node with nothing changed but base URL and key. Each runs all its cases in
/// one go, while a lead answers what is held; then the results are looked at.
@Timeout(180)
final class NodeSdkTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static final Map<String, Map<String, JsonNode>> RESULTS = new HashMap<>();

    private static ModelServer models;
    private static Site site;

    @BeforeAll
    static void runAll() throws Exception {
        NodeProject project = NodeProject.installOrLeaveOut("the SDKs for Node");
        models = new ModelServer();
        site = Site.before(models, directory, "models.hpol");
        for (String sdk : List.of("openai", "anthropic")) {
            var running = CompletableFuture.supplyAsync(() -> run(project, sdk));
            site.pressFor(caller(sdk), "approve", "");
            site.pressFor(caller(sdk), "deny", "Use the small one.");
            for (String verdict : List.of("approve", "deny")) { // not before the SDK says that its stream has begun
                String held = site.pending(caller(sdk));
                models.awaitAsked("hello, begun (%s, node, %s)".formatted(sdk, verdict));
                site.press(held, verdict, "Use the small one.");
            }
            RESULTS.put(sdk, running.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    private static Map<String, JsonNode> run(NodeProject project, String sdk) {
        try {
            String token = site.issuer.token(caller(sdk), "engineering");
            return project.run(sdk + ".mjs", Map.of("GATEWAY", site.address().toString(), "TOKEN", token));
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static String caller(String sdk) {
        return "node-" + sdk;
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
            models.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void whatIsAllowedIsAnswered(String sdk) {
        assertThat(answer(sdk, "allowed").asText()).isEqualTo(Script.HELLO);
        assertThat(answer(sdk, "allowed, streamed").asText()).isEqualTo(Script.HELLO);
        assertThat(answer(sdk, "models")).extracting(JsonNode::asText).containsExactly("small", "large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void secretsAreMaskedWholeAndSpreadOverDeltas(String sdk) throws Exception {
        assertThat(answer(sdk, "masked").asText()).isEqualTo(Script.MASKED_LEAK);
        assertThat(answer(sdk, "masked, streamed").asText()).isEqualTo(Script.MASKED_LEAK);
        assertThat(answer(sdk, "tool, streamed")).isEqualTo(JSON.readTree(Script.MASKED_ARGUMENTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void aDenialIsTheSdksOwnErrorAndSaysWhy(String sdk) throws Exception {
        for (String name : List.of("denied", "denied, streamed")) {
            JsonNode refusal = refusal(sdk, name);
            assertThat(refusal.get("error").asText()).isEqualTo("BadRequestError");
            assertThat(refusal.get("status").asInt()).isEqualTo(400);
            assertThat(refusal.get("message").asText())
                    .contains("The prompt contains a live credential.", "models.live_credentials");
        }
        assertThat(site.decisions(caller(sdk)))
                .filteredOn(decision -> decision.rules().contains("models.live_credentials"))
                .as("the SDK tries neither again")
                .hasSize(2);
        assertThat(models.asked("is " + Script.KEY + " still good? (" + sdk + ", node)"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void whatIsHeldIsAnsweredOnceALeadAgrees(String sdk) {
        assertThat(answer(sdk, "held").asText()).isEqualTo(Script.HELLO);
        assertThat(models.asked("hello, large one (" + sdk + ", node)")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void whatALeadRefusesIsAnErrorInTheLeadsWords(String sdk) {
        JsonNode refusal = refusal(sdk, "held, refused");

        assertThat(refusal.get("error").asText()).isEqualTo("BadRequestError");
        assertThat(refusal.get("message").asText()).contains("Use the small one.");
        assertThat(models.asked("hello, large one, again (" + sdk + ", node)")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void whoIsShownThatItIsWaitedForReadsWhateverIsTheAnswer(String sdk) {
        assertThat(answer(sdk, "begun, held").asText()).isEqualTo(Script.HELLO);
        assertThat(answer(sdk, "begun, refused").asText())
                .startsWith("Denied by lea: Use the small one. (denied by a reviewer, rule models.large_model;"
                        + " exchange ");
        assertThat(models.asked("hello, large one, denied while waiting (" + sdk + ", node)"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void whoeverHasNoTokenIsNotAuthenticated(String sdk) {
        assertThat(refusal(sdk, "stranger").get("error").asText()).isEqualTo("AuthenticationError");
        assertThat(refusal(sdk, "stranger").get("status").asInt()).isEqualTo(401);
    }

    @Test
    void openAisOtherOperationsWorkToo() {
        assertThat(refusal("openai", "denied").get("code").asText()).isEqualTo("policy_denied");
        assertThat(answer("openai", "responses, streamed"))
                .extracting(JsonNode::asText)
                .as("joined by us, and by the SDK")
                .containsExactly(Script.MASKED_LEAK, Script.MASKED_LEAK);
        assertThat(answer("openai", "embeddings"))
                .extracting(JsonNode::floatValue)
                .containsExactly(OpenAiWire.EMBEDDING[0], OpenAiWire.EMBEDDING[1], OpenAiWire.EMBEDDING[2]);
    }

    @Test
    void theModelsHadNothingToComplainAbout() {
        assertThat(models.complaints()).isEmpty();
    }

    private static JsonNode answer(String sdk, String name) {
        JsonNode result = RESULTS.get(sdk).get(name);
        assertThat(result.path("error").isMissingNode()).as(result.toString()).isTrue();
        return result.get("answer");
    }

    private static JsonNode refusal(String sdk, String name) {
        JsonNode result = RESULTS.get(sdk).get(name);
        assertThat(result.path("error").isMissingNode()).as(result.toString()).isFalse();
        return result;
    }
}
