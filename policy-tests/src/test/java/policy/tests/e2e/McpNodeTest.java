// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SDKs of the Model Context Protocol for Node: the first before the protocol's reference server, the second, of
/// version 2026-07-28, before a server of its own. Each runs all its cases in one go, while a lead answers what is
/// held; then the results are looked at.
@Timeout(180)
final class McpNodeTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final String OLD = "2025";
    private static final String NEW = "2026";

    @TempDir
    static Path directory;

    private static final Map<String, Map<String, JsonNode>> RESULTS = new HashMap<>();

    @BeforeAll
    static void runAll() throws Exception {
        NodeProject project = NodeProject.installOrLeaveOut("the SDKs for Node of the Model Context Protocol");
        for (String version : List.of(OLD, NEW)) {
            String caller = "node-" + version;
            try (var server = version.equals(OLD) ? NodeServer.everything() : NodeServer.modern();
                    var site = Site.beforeTools(server.address(), directory.resolve(version), "everything.hpol")) {
                var running = CompletableFuture.supplyAsync(() -> run(project, version, site, caller));
                site.pressFor(caller, "approve", "");
                site.pressFor(caller, "deny", "Use a calculator.");
                RESULTS.put(version, running.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        }
    }

    private static Map<String, JsonNode> run(NodeProject project, String version, Site site, String caller) {
        try {
            String token = site.issuer.token(caller, "engineering");
            return project.run(
                    "mcp-" + version + ".mjs", Map.of("GATEWAY", site.address().toString(), "TOKEN", token));
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static JsonNode answer(String version, String name) {
        JsonNode result = RESULTS.get(version).get(name);
        assertThat(result.path("error").isMissingNode()).as(result.toString()).isTrue();
        return result.path("answer");
    }

    private static String text(String version, String name) {
        return answer(version, name).at("/content/0/text").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whatIsAllowedIsAnsweredAndMasked(String version) {
        assertThat(answer(version, "tools"))
                .extracting(JsonNode::asText)
                .contains("echo", "get-sum")
                .doesNotContain("get-env", "get-resource-links");
        assertThat(text(version, "allowed")).isEqualTo("Echo: hello");
        assertThat(text(version, "masked")).isEqualTo("Echo: [aws_access_key] of [email]");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void aDeniedCallIsAResultThatSaysWhy(String version) {
        assertThat(answer(version, "denied").path("isError").asBoolean()).isTrue();
        assertThat(text(version, "denied"))
                .contains("The server's environment holds its keys.", "https://wiki.example.com/server-keys")
                .contains("everything.environments");
        assertThat(answer(version, "denied").at("/_meta/hpol~1denial/code").asText())
                .isEqualTo("G101");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whatNoRuleAllowsIsTheSdksOwnError(String version) {
        JsonNode refusal = RESULTS.get(version).get("unheard");

        assertThat(refusal.path("code").asInt()).as(refusal.toString()).isEqualTo(-32010);
        assertThat(refusal.path("message").asText()).contains("no rule allows this");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whatIsHeldIsAnsweredOnceALeadAgrees(String version) {
        assertThat(text(version, "held")).isEqualTo("The sum of 2 and 3 is 5.");
        assertThat(answer(version, "held, refused").path("isError").asBoolean()).isTrue();
        assertThat(text(version, "held, refused")).contains("Use a calculator.");
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void nothingElseWentWrong(String version) {
        assertThat(answer(version, "errors")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, NEW})
    void whoeverHasNoTokenIsNotAuthenticated(String version) {
        JsonNode refusal = RESULTS.get(version).get("stranger");

        assertThat(refusal.toString()).contains("401");
    }

    @Test
    void whateverElseTheReferenceServerDoesPasses() {
        assertThat(answer(OLD, "structured").at("/structuredContent/conditions").asText())
                .isNotEmpty();
        assertThat(answer(OLD, "image").asText()).isEqualTo("image/png");
        assertThat(answer(OLD, "progress"))
                .as("progress finds its call")
                .extracting(JsonNode::asInt)
                .contains(1, 2);
        assertThat(answer(OLD, "end").asText()).isEqualTo("ended");
    }
}
