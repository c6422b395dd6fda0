// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The SDK of the Model Context Protocol for Java with nothing changed but the endpoint and the token.
@Timeout(60)
final class McpSdkTest {

    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    static Path directory;

    private static ToolServer server;
    private static Site site;

    /// Each test is a caller of its own, so that what is on record about it can be told.
    private String caller;

    /// The SDK needs the common pool for itself.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final List<McpSyncClient> opened = new ArrayList<>();
    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();

    @BeforeAll
    static void start() throws Exception {
        server = new ToolServer();
        site = Site.beforeTools(server.address(), directory, "tools.hpol");
    }

    @AfterAll
    static void stop() {
        server.close();
        site.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        caller = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void disconnect() {
        opened.forEach(McpSyncClient::closeGracefully);
        threads.close();
        assertThat(server.complaints()).isEmpty();
    }

    private McpSyncClient client(String token) {
        var transport = HttpClientStreamableHttpTransport.builder(site.address().toString())
                .endpoint("/tools")
                .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
                .build();
        McpSyncClient client = McpClient.sync(transport)
                .loggingConsumer(this::log)
                .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null)) // no tool here has a schema
                .build();
        opened.add(client);
        return client;
    }

    private void log(LoggingMessageNotification message) {
        logged.add(message.data());
    }

    private McpSyncClient initialized() {
        McpSyncClient client = client(site.issuer.token(caller, "engineering"));
        client.initialize();
        return client;
    }

    private static CallToolRequest call(String tool, Map<String, Object> arguments) {
        return CallToolRequest.builder(tool).arguments(arguments).build();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    @Test
    void aClientIsWelcomeAndListsWhatItMayCall() {
        McpSyncClient client = initialized();

        assertThat(client.getServerInfo().name()).isEqualTo("tools");
        assertThat(client.listTools().tools()).extracting(Tool::name).containsExactly("lookup", "deploy");
        assertThat(client.listTools().tools().getFirst().description()).isEqualTo("Asks [email].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lookup", "lookup_streamed", "lookup_structured"})
    void whatAToolFoundIsMasked(String tool) {
        CallToolResult result = initialized().callTool(call(tool, Map.of("id", 1)));

        assertThat(result.isError()).isNotEqualTo(Boolean.TRUE);
        assertThat(text(result)).isEqualTo(Script.MASKED_LEAK);
        assertThat(result.structuredContent())
                .isEqualTo(tool.equals("lookup_structured") ? Map.of("key", "[aws_access_key]", "count", 3) : null);
        assertThat(server.calls()).contains(tool + " {\"id\":1}");
    }

    @Test
    void whatTheServerSaysByItselfIsMaskedToo() throws Exception {
        initialized();

        assertThat(logged.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("asked [email]");
    }

    @Test
    void aDeniedCallIsAResultThatSaysWhy() throws Exception {
        CallToolResult result = initialized().callTool(call("shell", Map.of("command", "rm -rf /")));

        assertThat(result.isError()).isTrue();
        assertThat(text(result))
                .startsWith("A shell on tools is not for agents. https://wiki.example.com/agent-shell")
                .contains("denied by policy, rule tools.shells; exchange ");
        assertThat(server.calls()).noneMatch(call -> call.startsWith("shell"));
        assertThat(site.decisions(caller))
                .filteredOn(decision -> decision.rules().contains("tools.shells"))
                .hasSize(1);
    }

    @Test
    void whatNoRuleAllowsIsAnError() {
        McpSyncClient client = initialized();

        var refusal = catchThrowableOfType(McpError.class, client::ping);

        assertThat(refusal.getJsonRpcError().code()).isEqualTo(-32010);
        assertThat(refusal.getJsonRpcError().message()).contains("no rule allows this");
        assertThat(text(client.callTool(call("unheard_of", Map.of())))).contains("no rule allows this");
    }

    @Test
    void aHeldCallIsMadeOnceALeadAgrees() throws Exception {
        McpSyncClient client = initialized();
        var answer =
                CompletableFuture.supplyAsync(() -> client.callTool(call("deploy", Map.of("what", caller))), threads);

        site.pressFor(caller, "approve", "");

        assertThat(text(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS))).isEqualTo("done");
        assertThat(server.calls()).containsOnlyOnce("deploy {\"what\":\"" + caller + "\"}");
    }

    @Test
    void aHeldCallALeadRefusesIsAResultInTheLeadsWords() throws Exception {
        McpSyncClient client = initialized();
        var answer =
                CompletableFuture.supplyAsync(() -> client.callTool(call("deploy", Map.of("what", caller))), threads);

        site.pressFor(caller, "deny", "Not on a Friday.");

        CallToolResult result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("Not on a Friday.");
        assertThat(server.calls()).noneMatch(call -> call.contains(caller));
    }

    @Test
    void sessionsAreEnded() {
        McpSyncClient client = initialized();
        opened.remove(client);
        int before = server.ended().size();

        client.closeGracefully();

        assertThat(server.ended()).hasSizeGreaterThan(before);
    }

    @Test
    void whoeverHasNoTokenIsNotAuthenticated() {
        McpSyncClient stranger = client("sk-abcdef");

        assertThatThrownBy(stranger::initialize)
                .rootCause()
                .isInstanceOf(McpHttpClientTransportAuthorizationException.class);
    }

    @Test
    void whoeverNoRuleNamesDoesNotGetIn() {
        McpSyncClient outsider = client(site.issuer.token(caller, "sales"));

        assertThatThrownBy(outsider::initialize).hasStackTraceContaining("no rule allows this");
    }
}
