// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests no SDK would make. Nobody waits for reviewers longer than a moment here.
@Timeout(60)
final class McpAbuseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path directory;

    private static ToolServer server;
    private static Site site;
    private static HttpClient client;

    private String caller;

    @BeforeAll
    static void start() throws Exception {
        server = new ToolServer();
        site = Site.beforeTools(server.address(), directory, "tools.hpol", "approvals: {patience: 1s}");
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        site.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        caller = test.getTestMethod().orElseThrow().getName();
    }

    private HttpRequest.Builder request(String below) {
        return HttpRequest.newBuilder(URI.create(site.through("tools") + below))
                .header("authorization", "Bearer " + site.issuer.token(caller, "engineering"))
                .header("accept", "application/json, text/event-stream");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// @param header `Name: value`
    private HttpResponse<String> post(String below, String body, String header) throws Exception {
        String[] field = header.split(": ", 2);
        return send(request(below)
                .header("content-type", "application/json")
                .header(field[0], field[1])
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode post(String body) throws Exception {
        return JSON.readTree(post("", body, "X: y").body());
    }

    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"shell\"}}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";

    /// Abuse 16 and 17: what one reader takes for a harmless message and another for a call.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call","params":{"name":"shell"}} | X: y                  | -32700
        {"jsonrpc":"2.0","id":1,"method":"tools/list","Method":"tools/call","params":{"name":"shell"}} | X: y                  | -32600
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"lookup","Name":"shell"}}       | X: y                  | -32600
        {"jsonrpc":"2.0","id":1,"method":"tools/list"}                                                 | Mcp-Method: tools/call | -32020
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"lookup"}}                      | Mcp-Name: shell       | -32020
        [{"jsonrpc":"2.0","id":1,"method":"tools/list"},{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"shell"}}] | X: y | -32600
        {"jsonrpc":"2.0","id":1,"method":"tools/list"}{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"shell"}}   | X: y | -32700
        {"jsonrpc":"2.0","id":1,"method":"tools/list"}                                                 | Content-Encoding: gzip | -32700
        """)
    void whatCanBeReadInTwoWaysIsReadByNobody(String body, String header, int code) throws Exception {
        HttpResponse<String> answer = post("", body, header);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asInt()).isEqualTo(code);
        assertThat(server.calls()).noneMatch(call -> call.startsWith("shell"));
    }

    @Test
    void aBatchIsToldToComeOneByOne() throws Exception {
        assertThat(post("[" + LIST + "," + CALL + "]").at("/error/message").asText())
                .contains("a batch of 2 messages is not decided on; send them one by one");
    }

    @Test
    void aCallThatWaitsForNoAnswerIsDeniedToo() throws Exception {
        HttpResponse<String> answer = post("", CALL.replace("\"id\":1,", ""), "X: y");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains("not for agents");
        assertThat(server.calls()).noneMatch(call -> call.startsWith("shell"));
    }

    @ParameterizedTest
    @CsvSource({"/admin", "/mcp", "?as=root"})
    void nothingElseOfTheServerIsReached(String below) throws Exception {
        HttpResponse<String> answer = post(below, LIST, "X: y");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("The server is reached at `/tools`");
        assertThat(server.complaints()).isEmpty();
    }

    /// Or an answer that a mask or a denial stands before could be had a second time without them.
    @ParameterizedTest
    @CsvSource({"Last-Event-ID", "last_event_id"})
    void whatBrokeOffIsNotToldAgainPastRulesOnTools(String header) throws Exception {
        HttpResponse<String> answer = send(request("").header(header, "1").GET());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("G103", "may answer any earlier message");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "OPTIONS"})
    void otherMethodsAreRefused(String method) throws Exception {
        HttpResponse<String> answer = send(request("").method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("POST, GET and DELETE only");
    }

    private static String deploy(Object id, String what, String meta) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"tools/call\",\"params\":{\"name\":\"deploy\",\"arguments\":{\"what\":\"%s\"},\"_meta\":%s}}"
                .formatted(id, what, meta);
    }

    /// Abuse 1 and 4: consent is for one call and its very arguments, and the same call made again finds it.
    @Test
    void theSameCallMadeAgainGetsTheAnswerAndNoOtherDoes() throws Exception {
        JsonNode pending = post(deploy(1, caller, "{\"progressToken\":1}"));
        assertThat(pending.at("/result/isError").asBoolean()).isTrue();
        assertThat(pending.at("/result/content/0/text").asText())
                .contains("Call again with identical arguments once it is approved.");
        site.pressFor(caller, "approve", "");

        JsonNode other = post(deploy(2, caller + "-else", "{\"progressToken\":1}"));
        JsonNode forced = post(deploy(2, caller, "{\"progressToken\":1,\"approved\":true}"));
        JsonNode again = post(deploy("\"three\"", caller, "{\"progressToken\":3}"));
        JsonNode twice = post(deploy(4, caller, "{}"));

        assertThat(other.at("/result/content/0/text").asText()).contains("waiting for approval");
        assertThat(forced.at("/result/content/0/text").asText()).contains("waiting for approval");
        assertThat(again.path("id").asText()).isEqualTo("three");
        assertThat(again.at("/result/content/0/text").asText()).isEqualTo("done");
        assertThat(twice.at("/result/content/0/text").asText()).contains("waiting for approval");
        assertThat(server.calls()).containsOnlyOnce("deploy {\"what\":\"" + caller + "\"}");
        assertThat(server.calls()).noneMatch(call -> call.contains(caller + "-else"));
    }
}
