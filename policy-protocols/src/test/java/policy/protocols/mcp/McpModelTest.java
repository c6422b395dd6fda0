// SPDX-License-Identifier: Apache-2.0
package policy.protocols.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.assertInvalid;
import static policy.protocols.Given.post;
import static policy.protocols.Given.sample;
import static policy.protocols.Given.shown;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.Given;
import policy.protocols.InvalidSample;
import policy.protocols.http.HttpMessage;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

class McpModelTest {

    private static final McpModel MCP = new McpModel();
    private static final Set<Attribute> ALL = Set.copyOf(McpSchema.SCHEMA.attributes());

    private static Classified only(String body) {
        assertThat(McpRequest.of(post("/mcp", body))).isInstanceOf(McpRequest.Read.class);
        return MCP.classify(post("/mcp", body), ALL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {"id":1,"method":"tools/call","params":{"name":"shell.exec","arguments":{"command":"ls"}}} | mcp.tool   | shell.exec
        {"id":1,"method":"tools/call","params":{"name":"shell.exec","arguments":{"command":"ls"}}} | mcp.args   | {command: ls}
        {"id":1,"method":"tools/call","params":{"name":"shell.exec","arguments":{"command":"ls"}}} | mcp.text   | shell.exec/command/ls
        {"id":1,"method":"tools/call","params":{"name":"shell.exec"}}            | mcp.args   | {}
        {"id":1,"method":"tools/call","params":{"name":"a","arguments":null}}    | mcp.args   | {}
        {"id":1,"method":"tools/call","params":{"name":"a","arguments":["ls"]}}  | mcp.args   | !the value of `arguments` is not a JSON object
        {"id":1,"method":"tools/call","params":{"name":"a","arguments":"ls"}}    | mcp.args   | !the value of `arguments` is not a JSON object
        {"id":1,"method":"tools/call","params":{"name":7}}                       | mcp.tool   | !the call names no tool
        {"id":1,"method":"tools/call","params":{"name":""}}                      | mcp.tool   | !the call names no tool
        {"id":1,"method":"tools/call"}                                           | mcp.tool   | !the call names no tool
        {"method":"tools/call","params":{"name":"a"}}                            | mcp.tool   | a
        {"method":"tools/call","params":{"name":"a"}}                            | mcp.kind   | notification
        {"id":1,"method":"tools/list"}                                           | mcp.tool   |
        {"id":1,"method":"tools/list"}                                           | mcp.method | tools/list
        {"id":1,"method":"prompts/get","params":{"name":"review"}}               | mcp.prompt | review
        {"id":1,"method":"prompts/get","params":{"name":"review"}}               | mcp.tool   |
        {"id":1,"method":"prompts/get","params":{"name":"a","arguments":{"b":"c"}}} | mcp.args | {b: c}
        {"id":1,"method":"prompts/get"}                                          | mcp.prompt | !the request names no prompt
        {"id":1,"method":"resources/read","params":{"uri":"file:///etc/hosts"}}  | mcp.resource | file:///etc/hosts
        {"id":1,"method":"resources/subscribe","params":{"uri":"note:a"}}        | mcp.resource | note:a
        {"id":1,"method":"resources/read","params":{"uri":"file:///a/../etc"}}   | mcp.resource | !the URI contains a dot segment
        {"id":1,"method":"resources/read","params":{"uri":"file:///%65tc"}}      | mcp.resource | !the URI has another spelling
        {"id":1,"method":"resources/read","params":{}}                           | mcp.resource | !the request names no resource
        {"id":1,"method":"resources/list"}                                       | mcp.resource |
        {"id":"x","method":"ping"}                                               | mcp.kind   | request
        {"method":"notifications/initialized"}                                   | mcp.kind   | notification
        {"id":1,"result":{"content":{"text":"hi"}}}                              | mcp.kind   | response
        {"id":1,"result":{"content":{"text":"hi"}}}                              | mcp.method |
        {"id":1,"result":{"content":{"text":"hi"}}}                              | mcp.text   | content/text/hi
        {"id":1,"error":{"code":-1,"message":"no"}}                              | mcp.text   | code/message/no
        {"id":"SECRET","method":"ping","extra":{"a":["b"]}}                      | mcp.text   | SECRET/extra/a/b
        {"id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}} | mcp.protocol_version | 2025-11-25
        {"id":1,"method":"ping"}                                                 | mcp.protocol_version | -
        {"id":1,"method":"ping","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}} | mcp.protocol_version | 2026-07-28
        {"id":1,"method":"ping"}                                                 | mcp.batch  | false
        {"id":1,"method":"tasks/result","params":{"taskId":"t"}}                 | mcp.tool   | !what comes back may answer any earlier message
        {"id":1,"method":"tasks/get","params":{"taskId":"t"}}                    | mcp.args   | !what comes back may answer any earlier message
        {"id":1,"method":"tasks/get","params":{"taskId":"t"}}                    | mcp.resource | !what comes back may answer any earlier message
        {"id":1,"method":"tasks/get","params":{"taskId":"t"}}                    | mcp.method | tasks/get
        {"id":1,"method":"vendor/new","params":{"x":1}}                          | mcp.method | vendor/new
        """)
    void reads(String body, String attribute, String expected) {
        String sent = body.replaceFirst("\\{", "{\"jsonrpc\":\"2.0\",");

        assertThat(shown(MCP, only(sent), attribute).replace('\n', '/')).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void theActionIsTheMethod() {
        assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}")
                        .action()
                        .name())
                .isEqualTo("tools/call");
        assertThat(only("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}").action().name())
                .isEqualTo("response");
    }

    @Test
    void whatEscapesHideIsFound() {
        Classified call = only("""
            {"jsonrpc":"2.0","id":1,"method":"tools/call",
             "params":{"name":"mail","arguments":{"body":"{\\"k\\":\\"AK\\\\u0049AIOSFODNN7EXAMPLE\\"}"}}}
            """);

        assertThat(shown(MCP, call, "mcp.text finds")).isEqualTo("aws_access_key");
    }

    @Test
    void onlyWhatIsWantedIsRead() {
        var ping = post("/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");

        assertThat(MCP.classify(ping, Set.of(McpSchema.METHOD)).all())
                .isEqualTo(Map.of(McpSchema.METHOD, Value.of("ping")));
    }

    @Test
    void samplesAreMessages() throws InvalidSample {
        Value args = sample("command", "ls");
        Classified call = MCP.sample(sample("method", "tools/call", "tool", "shell.exec", "args", args));
        Classified shorter = MCP.sample(sample("tool", "shell.exec", "args", args));
        Classified old = MCP.sample(sample("resource", "file:///x", "batch", Value.of(true)));

        assertThat(call.action()).isEqualTo(shorter.action());
        assertThat(call.all()).isEqualTo(shorter.all());
        assertThat(call.all())
                .hasSize(READ)
                .containsEntry(McpSchema.TOOL, Value.of("shell.exec"))
                .containsEntry(McpSchema.ARGS, args)
                .containsEntry(McpSchema.METHOD, Value.of("tools/call"))
                .containsEntry(McpSchema.BATCH, Value.of(false));
        assertThat(shown(MCP, old, "mcp.resource")).isEqualTo("file:///x");
        assertThat(shown(MCP, old, "mcp.batch")).isEqualTo("true");
        assertThat(shown(MCP, MCP.sample(sample("prompt", "p", "protocol_version", "v")), "mcp.protocol_version"))
                .isEqualTo("v");
        assertThat(shown(MCP, MCP.sample(sample("kind", "response", "result", args)), "mcp.text"))
                .isEqualTo("command\nls");
        assertThat(shown(
                        MCP,
                        MCP.sample(sample("method", "logging/setLevel", "params", sample("level", "debug"))),
                        "mcp.text"))
                .isEqualTo("level\ndebug");
        assertThat(shown(MCP, MCP.sample(Value.of("{\"jsonrpc\":\"2.0\",\"method\":\"x\"}")), "mcp.kind"))
                .isEqualTo("notification");
    }

    private static final int READ = 10;

    @Test
    void wrongSamplesAreTold() {
        assertInvalid(
                MCP, sample("method", "tools/list", "tool", "a"), "tool", "`tool` goes with the method `tools/call`");
        assertInvalid(MCP, sample("tool", "a", "prompt", "b"), "prompt", "`prompt` goes with the method `prompts/get`");
        assertInvalid(MCP, sample("args", sample()), "", "it names no `method`, `tool`, `prompt` or `resource`");
        assertInvalid(
                MCP, sample("tool", "a", "args", "ls"), "args", "`args` must be fields such as `{ name: \"value\" }`");
        assertInvalid(
                MCP,
                sample("kind", "call"),
                "kind",
                "`call` is not one of request, notification, response, stream, resumption, end");
        assertInvalid(MCP, Value.of("{}"), "", "no policy sees it: a message is not JSON-RPC 2.0");
        assertInvalid(
                MCP,
                Value.of(1),
                "",
                "an mcp sample is a JSON-RPC message as a text, or fields such as `{ tool: \"shell.exec\","
                        + " args: { command: \"ls\" } }`");
        assertInvalid(
                MCP,
                sample("tool", "a", "batch", Value.of(true), "protocol_version", "2026-07-28"),
                "",
                "no policy sees it: this version of the protocol has no batches");
    }

    private static final String ANY_EARLIER = "!what comes back may answer any earlier message";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | X: y             | stream
        GET    | Last-Event-ID: 7 | resumption
        GET    | last_event_id: 7 | resumption
        DELETE | X: y             | end
        """)
    void whatCarriesNoMessageHasAKind(String method, String header, String kind) {
        Classified request = MCP.classify(bare(method, header), ALL);

        assertThat(request.action().name()).isEqualTo(kind);
        assertThat(request.all()).hasSize(READ);
        assertThat(shown(MCP, request, "mcp.kind")).isEqualTo(kind);
        assertThat(List.of("mcp.method", "mcp.tool", "mcp.prompt", "mcp.resource", "mcp.text"))
                .extracting(attribute -> shown(MCP, request, attribute))
                .containsOnly(kind.equals("resumption") ? ANY_EARLIER : "");
        assertThat(List.of("mcp.args", "mcp.text finds"))
                .extracting(attribute -> shown(MCP, request, attribute))
                .doesNotContain("?")
                .allMatch(value -> value.equals(ANY_EARLIER) == kind.equals("resumption"));
    }

    private static HttpMessage bare(String method, String header) {
        return new HttpMessage(
                method, "a", "/mcp", "", Given.get("/mcp", header).headers(), HttpMessage.Body.None.NONE);
    }

    @Test
    void nothingIsReadFromWhatIsRefused() {
        Classified refused = MCP.classify(post("/mcp", "[]"), ALL);

        assertThat(refused.action().name()).isEqualTo("unknown");
        assertThat(refused.all().values())
                .extracting(Given::shown)
                .hasSize(READ)
                .containsOnly("!a batch of 0 messages is not decided on; send them one by one");
        assertThat(MCP.needsBody(Set.of())).isTrue();
    }

    @Test
    void ofACallOnlyTheToolMayBeKnown() {
        assertThat(MCP.callOf("rm").action().name()).isEqualTo("tools/call");
        assertThat(MCP.callOf("rm").all())
                .containsEntry(McpSchema.TOOL, Value.of("rm"))
                .containsEntry(McpSchema.PROMPT, Value.of(""))
                .doesNotContainKeys(McpSchema.ARGS, McpSchema.TEXT, McpSchema.TEXT_FINDS, McpSchema.PROTOCOL_VERSION);
    }

    @Test
    void samplesOfWhatCarriesNoMessage() throws InvalidSample {
        assertThat(MCP.sample(sample("kind", "stream")).action().name()).isEqualTo("stream");
        assertThat(shown(MCP, MCP.sample(sample("kind", "resumption")), "mcp.tool"))
                .isEqualTo(ANY_EARLIER);
        assertThat(shown(MCP, MCP.sample(sample("kind", "end", "protocol_version", "v")), "mcp.protocol_version"))
                .isEqualTo("v");
        assertInvalid(MCP, sample("kind", "end", "tool", "a"), "tool", "`kind: end` carries no message");
    }
}
