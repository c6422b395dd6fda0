// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.bytes;
import static policy.protocols.Given.post;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Attribute;

/// Posts made so that the server reads something else than policy does.
class McpRequestTest {

    private static final McpModel MCP = new McpModel();
    private static final Set<Attribute> ALL = Set.copyOf(McpSchema.SCHEMA.attributes());

    private static String shown(McpRequest request) {
        return switch (request) {
            case McpRequest.Read readable -> readable.message().kind().word();
            case McpRequest.Refused refused -> refused.code() + " " + refused.because();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"jsonrpc":"2.0","id":1,"method":"ping"}                    | request
        {"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/call"} | -32700 the body names a field twice
        {"jsonrpc":"2.0","id":1,"method":"ping","m\\u0065thod":"a"} | -32700 the body names a field twice
        {"jsonrpc":"2.0","id":1,"method":"ping"}{}                  | -32700 the body is not valid JSON
        {"jsonrpc":"2.0","id":1,"method":"ping","Method":"a"}       | -32600 a message spells a field's name in another case, which servers read differently
        {"jsonrpc":"2.0","id":1,"method":"a","PARAMS":{}}           | -32600 a message spells a field's name in another case, which servers read differently
        {"jsonrpc":"2.0","id":1,"method":"a","paramſ":{}}           | -32600 a message spells a field's name in another case, which servers read differently
        {"jsonrpc":"2.0","id":1,"method":"a","params":{"Name":"x"}} | -32600 a message spells a field's name in another case, which servers read differently
        {"jsonrpc":"2.0","id":1,"method":"a","params":{"name":"x","ARGUMENTS":{}}} | -32600 a message spells a field's name in another case, which servers read differently
        {"jsonrpc":"2.0","id":1,"method":"a","params":["x"]}        | -32600 the parameters are not a JSON object
        {"jsonrpc":"2.0","id":1,"method":"a","params":null}         | -32600 the parameters are not a JSON object
        {"jsonrpc":"1.0","id":1,"method":"a"}                       | -32600 a message is not JSON-RPC 2.0
        {"id":1,"method":"a"}                                       | -32600 a message is not JSON-RPC 2.0
        {"jsonrpc":"2.0","id":null,"method":"a"}                    | -32600 the id is neither a text nor a whole number
        {"jsonrpc":"2.0","id":1.5,"method":"a"}                     | -32600 the id is neither a text nor a whole number
        {"jsonrpc":"2.0","id":{},"method":"a"}                      | -32600 the id is neither a text nor a whole number
        {"jsonrpc":"2.0","id":1,"method":7}                         | -32600 the method is not a text
        {"jsonrpc":"2.0","id":1,"method":""}                        | -32600 the method is not a text
        {"jsonrpc":"2.0","id":1,"method":"a","result":{}}           | -32600 a message both asks and answers
        {"jsonrpc":"2.0","id":1,"result":{},"error":{}}             | -32600 a message has not one of `method`, `result` and `error`
        {"jsonrpc":"2.0","id":1}                                    | -32600 a message has not one of `method`, `result` and `error`
        {"jsonrpc":"2.0","result":{}}                               | -32600 an answer does not say to what
        "ping"                                                      | -32600 a message is not a JSON object
        []                                                          | -32600 a batch of 0 messages is not decided on; send them one by one
        [[]]                                                        | -32600 a message is not a JSON object
        [{"jsonrpc":"2.0","id":1,"method":"a"}]                     | request
        [{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","id":2,"method":"b"}] | -32600 a batch of 2 messages is not decided on; send them one by one
        """)
    void bodies(String body, String expected) {
        assertThat(shown(McpRequest.of(post("/mcp", body)))).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"jsonrpc":"2.0","id":7,"method":"a","Method":"b"}           | 7
        {"jsonrpc":"2.0","id":"x","method":"a","result":{}}          | "x"
        {"jsonrpc":"2.0","id":{},"method":"a"}                       |
        {"jsonrpc":"2.0","method":"a","result":{}}                   |
        [{"jsonrpc":"2.0","id":7,"method":"a"},{}]                   |
        {                                                            |
        """)
    void whatIsRefusedIsAnsweredByItsIdWhereItHasOne(String body, String id) {
        var refused = (McpRequest.Refused) McpRequest.of(post("/mcp", body));

        assertThat(refused.id().toString()).isEqualTo(id == null ? "" : id);
    }

    @ParameterizedTest
    @CsvSource({"PUT", "HEAD", "OPTIONS", "get", "PATCH"})
    void otherMethodsAreRefused(String method) {
        var request = new HttpMessage(method, "a", "/mcp", "", List.of(), HttpMessage.Body.None.NONE);

        assertThat(shown(McpRequest.of(request)))
                .isEqualTo("-32600 the protocol has the methods POST, GET and DELETE only");
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE"})
    void aBodyWhereNoneBelongsIsRefused(String method) {
        var body = new HttpMessage.Body.Whole(new byte[] {'{', '}'});
        var request = new HttpMessage(method, "a", "/mcp", "", List.of(), body);

        assertThat(shown(McpRequest.of(request))).isEqualTo("-32600 a %s has no body".formatted(method));
    }

    private static final String CALL = """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"café","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}\
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Mcp-Method: tools/call                            | request
        Mcp-Method: tools/list                            | -32020 the header `mcp-method` does not say what the message says
        Mcp-Method: TOOLS/CALL                            | -32020 the header `mcp-method` does not say what the message says
        Mcp-Method: tools/call,mcp-method: tools/call     | -32020 there is more than one header `mcp-method`
        Mcp_Method: tools/list                            | -32020 the header `mcp-method` does not say what the message says
        Mcp-Method: tools/call,mcp_method: tools/call     | -32020 there is more than one header `mcp-method`
        Mcp-Name: =?base64?Y2Fmw6k=?=                     | request
        Mcp-Name: =?base64?Y2Fm?=                         | -32020 the header `mcp-name` does not say what the message says
        Mcp-Name: =?base64?!!?=                           | -32020 the header `mcp-name` does not say what the message says
        Mcp-Name: =?base64?=                              | -32020 the header `mcp-name` does not say what the message says
        Mcp-Name: other                                   | -32020 the header `mcp-name` does not say what the message says
        MCP-Protocol-Version: 2026-07-28                  | request
        MCP-Protocol-Version: 2025-11-25                  | -32020 the header `mcp-protocol-version` does not say what the message says
        Content-Encoding: gzip                            | -32700 the body is compressed or encoded (Content-Encoding)
        Content-Type: application/json; charset=utf-16    | -32700 the body is JSON in a character set other than UTF-8
        """)
    void headersMustSayWhatTheBodySays(String headers, String expected) {
        assertThat(shown(McpRequest.of(post("/mcp", CALL, headers.split(","))))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2024-11-05"}} | MCP-Protocol-Version: 2025-11-25 | request
        {"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"note:a"}} | Mcp-Name: note:a | request
        {"jsonrpc":"2.0","id":1,"method":"ping"}          | Mcp-Name: x | -32020 the header `mcp-name` does not say what the message says
        {"jsonrpc":"2.0","id":1,"method":"ping"}          | Mcp-Name: =?base64?!!?= | -32020 the header `mcp-name` does not say what the message says
        {"jsonrpc":"2.0","id":1,"result":{}}              | Mcp-Method: ping | -32020 the header `mcp-method` does not say what the message says
        [{"jsonrpc":"2.0","id":1,"method":"a"}]           | Mcp-Method: ping | -32020 the header `mcp-method` does not say what the message says
        [{"jsonrpc":"2.0","id":1,"method":"ping"}]        | MCP-Protocol-Version: 2025-03-26 | request
        [{"jsonrpc":"2.0","id":1,"method":"ping"}]        | MCP-Protocol-Version: 2025-06-18 | -32600 this version of the protocol has no batches
        {"jsonrpc":"2.0","id":1,"method":"a","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":7}}} | X: y | -32600 the protocol version is not a text
        """)
    void headersOfOtherMessages(String body, String header, String expected) {
        assertThat(shown(McpRequest.of(post("/mcp", body, header)))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "\"jsonrpc\":\"2.0\"",
                        "\"id\":1",
                        "\"method\":\"tools/call\"",
                        "\"params\":{\"name\":\"a\",\"arguments\":{\"b\":[1,null,{}]}}",
                        "\"params\":{\"uri\":\"%\"}",
                        "\"method\":\"resources/read\"",
                        "\"result\":null",
                        "\"error\":1e999999999",
                        "\"Method\":\"x\"")
                .list()
                .ofMaxSize(12)
                .map(parts -> "{\"jsonrpc\":\"2.0\","
                        + String.join(",", parts).replace("{,", "{").replace(",}", "}") + "}");
    }

    @Property(tries = 3000)
    void almostMessagesAreReadOrRefused(@ForAll("bodies") String body) {
        readsOrRefuses(post("/mcp", body));
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll List<Byte> octets, @ForAll String header) {
        readsOrRefuses(post("/mcp", bytes(octets), "Mcp-Name: =?base64?" + header + "?=", "Mcp-Method: " + header));
    }

    private static void readsOrRefuses(HttpMessage message) {
        if (McpRequest.of(message) instanceof McpRequest.Refused refused) {
            assertThat(refused.because()).isNotEmpty();
        }
        assertThat(MCP.classify(message, ALL).all()).hasSize(10);
    }
}
