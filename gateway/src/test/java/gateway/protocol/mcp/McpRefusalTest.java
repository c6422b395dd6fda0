// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import static gateway.protocol.mcp.Messages.body;
import static gateway.protocol.mcp.Messages.header;
import static gateway.protocol.mcp.Messages.json;
import static gateway.protocol.mcp.Messages.post;
import static gateway.protocol.mcp.Messages.refused;
import static gateway.protocol.mcp.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.protocol.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.runtime.decision.DenialCode;

class McpRefusalTest {

    private static final HttpMessage CALL = post("{'id':7,'method':'tools/call','params':{'name':'shell'}}");

    @Test
    void theModelReadsWhyItsCallWasDenied() {
        HttpAnswer answer = refused(CALL, DenialCode.G101);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(header(answer, "content-type")).contains("application/json");
        assertThat(body(answer)).isEqualTo(json("""
            {"jsonrpc": "2.0", "id": 7, "result": {
              "content": [{"type": "text",
                "text": "No shell. https://wiki/shell (denied by policy, rule tools.no_shell; exchange 0190-ex)"}],
              "isError": true,
              "_meta": {"hpol/denial": {"code": "G101", "exchange": "0190-ex", "rule": "tools.no_shell",
                "help": "https://wiki/shell", "revision": "abc123"}}}}
            """));
    }

    @Test
    void otherRequestsFailAsJsonRpcSays() {
        HttpAnswer answer =
                refused(post("{'id':'a','method':'resources/read','params':{'uri':'note:a'}}"), DenialCode.G102);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(json("""
            {"jsonrpc": "2.0", "id": "a", "error": {"code": -32010,
              "message": "No shell. https://wiki/shell (no rule allows this, rule tools.no_shell; exchange 0190-ex)",
              "data": {"code": "G102", "exchange": "0190-ex", "rule": "tools.no_shell",
                "help": "https://wiki/shell", "revision": "abc123"}}}
            """));
    }

    @Test
    void whoStillWaitsIsToldToCallAgain() {
        JsonNode result = body(refused(CALL, DenialCode.G106)).path("result");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asText())
                .contains("Call again with identical arguments once it is approved.", "waiting for approval");
    }

    @ParameterizedTest
    @CsvSource({"2026-07-28, complete", "2026-12-01, complete", "2025-11-25, "})
    void resultsSayThatTheyAreCompleteWhereTheVersionWantsIt(String version, String type) {
        var call = post("{'id':7,'method':'tools/call'}", "MCP-Protocol-Version: " + version);
        JsonNode result = body(refused(call, DenialCode.G101)).path("result");

        assertThat(result.path("resultType").asText()).isEqualTo(type == null ? "" : type);
    }

    @Test
    void aBatchOfOneIsAnsweredByOne() {
        var batch = "[{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}]"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(body(refused(request("POST", new Body.Whole(batch)), DenialCode.G101))
                        .at("/0/id")
                        .asInt())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'method':'tools/call','params':{'name':'shell'}} | 403
        {'method':'notifications/initialized'}            | 403
        {'id':7,'result':{}}                              | 403
        """)
    void whatIsNoRequestIsRefusedByHttp(String message, int status) {
        HttpAnswer answer = refused(post(message), DenialCode.G101);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer).has("id")).isFalse();
        assertThat(body(answer).at("/error/code").asInt()).isEqualTo(-32010);
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE"})
    void toWhatCarriesNoMessageTheProtocolHasAWordOfItsOwn(String method) {
        HttpAnswer answer = refused(request(method, Body.None.NONE), DenialCode.G102);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(header(answer, "allow")).contains("POST");
        assertThat(body(answer).at("/error/message").asText()).contains("No shell", "0190-ex");
    }

    @ParameterizedTest
    @CsvSource({
        "G101, 200,      ,",
        "G103, 200,      ,",
        "G104, 200,      ,",
        "G105, 200,      ,",
        "G107, 200,      ,",
        "G108, 200,      ,",
        "G109, 200,      ,",
        "G110, 401, -32010, 7",
        "G111, 404, -32010, 7",
        "G112, 400, -32600, 7",
        "G113, 413, -32600, 7",
        "G114, 502, -32603, 7",
        "G115, 200,      ,",
        "G116, 200,      ,",
        "G117, 200,      ,",
        "G501, 502, -32603, 7",
        "G502, 504, -32603, 7",
        "G503, 503, -32603, 7",
        "G504, 500, -32603, 7",
        "G505, 503, -32603, 7",
    })
    void whatPolicyDidNotSayIsAnHttpError(DenialCode code, int status, Integer number, Integer id) {
        HttpAnswer answer = refused(CALL, code);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(body(answer).path("result").isMissingNode()).isEqualTo(number != null);
        if (number != null) {
            assertThat(body(answer).at("/error/code").asInt()).isEqualTo(number);
            assertThat(body(answer).path("id").asInt()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'id':7,'method':'ping','Method':'tools/call'} | X: y             | -32600 | 7
        {'id':7,'method':'ping'}                       | Mcp-Method: pong | -32020 | 7
        {'id':7,'id':8,'method':'ping'}                | X: y             | -32700 |
        {'method':                                     | X: y             | -32700 |
        """)
    void whatCannotBeReadHasTheErrorOfItsKind(String message, String header, int number, Integer id) {
        JsonNode refusal = body(refused(post(message, header), DenialCode.G112));

        assertThat(refused(post(message, header), DenialCode.G112).status()).isEqualTo(400);
        assertThat(refusal.at("/error/code").asInt()).isEqualTo(number);
        assertThat(refusal.path("id").asText()).isEqualTo(id == null ? "" : id.toString());
    }

    @Test
    void strangersAreAskedForAToken() {
        HttpAnswer answer = refused(request("POST", new Body.Unread("no rule reads it")), DenialCode.G110);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(header(answer, "www-authenticate")).contains("Bearer");
        assertThat(body(answer).at("/error/code").asInt()).isEqualTo(-32010);
    }
}
