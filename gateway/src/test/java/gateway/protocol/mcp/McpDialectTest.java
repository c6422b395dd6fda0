// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import static gateway.protocol.mcp.Messages.DIALECT;
import static gateway.protocol.mcp.Messages.post;
import static gateway.protocol.mcp.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gateway.exchange.Failure;
import gateway.protocol.Patience;
import gateway.protocol.http.Bodies;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.HttpTarget;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.mcp.McpSchema;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Resource;
import policy.runtime.request.Value;

class McpDialectTest {

    private static final HttpMessage PING = post("{'id':1,'method':'ping'}");

    private static HttpTarget target(String url) {
        return HttpTarget.of("tools", DIALECT, URI.create(url), Optional.empty(), Resource.Env.TEST, List.of());
    }

    private static HttpMessage at(String path, String query) {
        return new HttpMessage("POST", "mcp", path, query, List.of(), PING.body());
    }

    private static Supplier<BodyTransform> masked(String contentType) {
        var head = new HttpReplyHead(200, List.of(new Header("content-type", contentType)));
        return () -> DIALECT.masked(PING, head, Bodies::secretMask);
    }

    @Test
    void aServerIsOnePlace() {
        assertThatCode(() -> DIALECT.requireWellFormed(target("http://h/mcp"), at("/mcp", "")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DIALECT.requireWellFormed(target("http://h/mcp/"), at("/mcp/", "")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DIALECT.requireWellFormed(target("http://h"), at("/", "")))
                .doesNotThrowAnyException();
    }

    /// What a rule on messages does not see must not decide where one goes.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http://h/mcp | /mcp/admin | ''
        http://h/mcp | /mcp       | as=root
        http://h     | /mcp       | ''
        """)
    void whatIsBelowItIsRefused(String url, String path, String query) {
        var refusal =
                catchThrowableOfType(Failure.class, () -> DIALECT.requireWellFormed(target(url), at(path, query)));

        assertThat(refusal.reason().code()).isEqualTo(DenialCode.G112);
        assertThat(refusal).hasMessageContaining("`/tools`");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        var refusal = catchThrowableOfType(
                Failure.class,
                () -> DIALECT.requireWellFormed(target("http://h/mcp"), post("{'id':1,'method':'a','Method':'b'}")));

        assertThat(refusal.reason().code()).isEqualTo(DenialCode.G112);
        assertThat(refusal).hasMessageContaining("spells a field's name in another case");
    }

    @Test
    void whatIsTooLongIsRefused() {
        var tooLong = request("POST", new Body.Unread("the body is over 10 bytes"));
        var refusal =
                catchThrowableOfType(Failure.class, () -> DIALECT.requireWellFormed(target("http://h/mcp"), tooLong));

        assertThat(refusal.reason().code()).isEqualTo(DenialCode.G113);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Accept: application/json, text/event-stream | true
        Accept: text/event-stream                   | false
        Accept: application/json                    | false
        mcp-session-id: x                           | true
        MCP-Protocol-Version: 2025-11-25            | true
        X: y                                        | false
        """)
    void itsClientsAreTold(String header, boolean spoken) {
        assertThat(DIALECT.isSpokenIn(request("POST", Body.None.NONE, header))).isEqualTo(spoken);
    }

    @Test
    void nobodyWaitsLongerThanItsClientsDo() {
        assertThat(DIALECT.patience(PING)).isEqualTo(Patience.silent(Duration.ofSeconds(55)));
        assertThat(DIALECT.hasShapes()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"jsonrpc":"2.0","id":"SECRET","result":{"content":[{"type":"text","text":"a SECRET"}]}} | {"jsonrpc":"2.0","id":"SECRET","result":{"content":[{"type":"text","text":"a [secret]"}]}}
        {"id":1,"result":{"structuredContent":{"id":"SECRET","a":{"method":"SECRET"}}}}  | {"id":1,"result":{"structuredContent":{"id":"[secret]","a":{"method":"[secret]"}}}}
        {"id":1,"result":{"nextCursor":"SECRET","tools":[{"nextCursor":"SECRET"}]}}      | {"id":1,"result":{"nextCursor":"SECRET","tools":[{"nextCursor":"[secret]"}]}}
        {"id":1,"result":{"nextCursor":{"a":"SECRET"},"content":[{"data":"SECRET"}]}}    | {"id":1,"result":{"nextCursor":{"a":"[secret]"},"content":[{"data":"[secret]"}]}}
        {"id":1,"error":{"code":7,"message":"no SECRET","data":["S\\u0045CRET"]}}        | {"id":1,"error":{"code":7,"message":"no [secret]","data":["[secret]"]}}
        {"method":"notifications/message","params":{"data":"SECRET","progressToken":"SECRET"}} | {"method":"notifications/message","params":{"data":"[secret]","progressToken":"SECRET"}}
        {"id":{"a":"SECRET"},"SECRET":1,"x":{"id":"SECRET"}}                             | {"id":{"a":"[secret]"},"[secret]":1,"x":{"id":"[secret]"}}
        [{"id":"SECRET","result":"SECRET"}]                                              | [{"id":"[secret]","result":"[secret]"}]
        "SECRET"                                                                         | "[secret]"
        """)
    void everyTextIsMaskedAndWhatProgramsNeedStays(String reply, String expected) {
        assertThat(Bodies.through(masked("application/json"), reply)).isEqualTo(expected);
        assertThat(Bodies.through(masked("text/event-stream"), "event: message\ndata: " + reply + "\n\n"))
                .isEqualTo("event: message\ndata: " + expected + "\n\n");
    }

    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[%s],\"nextCursor\":\"c\"}}";

    private static Supplier<BodyTransform> offered(String contentType, String... tools) {
        var head = new HttpReplyHead(200, List.of(new Header("content-type", contentType)));
        var open = Set.of(tools);
        return () -> DIALECT.offers(post("{'id':1,'method':'tools/list'}"))
                .orElseThrow()
                .left(
                        head,
                        call -> open.contains(((Value.Text) call.attributes().get(McpSchema.TOOL)).text()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"name":"a"},{"name":"b"},{"name":"c"} | {"name":"a"},{"name":"c"}
        {"name":"b"}                           | ``
        {"name":"a", "x": 1.50}                | {"name":"a", "x": 1.50}
        {"name":7},{"no":"b"}                  | {"name":7},{"no":"b"}
        """)
    void aListLosesWhatNobodyCouldCall(String tools, String left) {
        assertThat(Bodies.through(offered("application/json", "a", "c"), LIST.formatted(tools)))
                .isEqualTo(LIST.formatted(left));
        assertThat(Bodies.through(
                        offered("text/event-stream", "a", "c"), "id: 1\ndata: " + LIST.formatted(tools) + "\n\n"))
                .isEqualTo("id: 1\ndata: " + LIST.formatted(left) + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"b\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"prompts\":[{\"name\":\"b\"}]}}",
                "",
            })
    void whatIsNoListPassesAsItIs(String reply) {
        assertThat(Bodies.through(offered("application/json"), reply)).isEqualTo(reply);
    }

    @Test
    void aListThatCanBeReadInTwoWaysIsRefused() {
        Bodies.refused(
                offered("application/json"),
                "{\"result\":{\"tools\":[]},\"result\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void onlyListsMakeOffers() {
        assertThat(DIALECT.offers(PING)).isEmpty();
        assertThat(DIALECT.offers(request("GET", Body.None.NONE))).isEmpty();
    }

    /// Or a client would wait for a server that has nothing to say, and give up.
    @Test
    void streamsBeginAtOnce() {
        assertThat(masked("text/event-stream").get().mayRefuse()).isFalse();
        assertThat(masked("application/json").get().mayRefuse()).isTrue();
    }

    @Test
    void eventsWithoutAMessagePass() {
        assertThat(Bodies.through(masked("text/event-stream"), ": SECRET\n\nid: 1\ndata: \n\nretry: 5\n\n"))
                .isEqualTo(": [secret]\n\nid: 1\ndata: \n\nretry: 5\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {'a':'SECRET'}\n\n", "data: {\"a\":1\n\n", "data: {} {}\n\n"})
    void anEventThatIsNoJsonCutsTheStreamOff(String stream) {
        Bodies.refused(masked("text/event-stream"), stream.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theAnswerToANotificationHasNoBodyAndNeedNotSaySo() {
        BodyTransform accepted = DIALECT.masked(PING, new HttpReplyHead(202, List.of()), Bodies::secretMask);

        assertThat(accepted.finish()).isEmpty();
        assertThat(catchThrowableOfType(Failure.class, () -> accepted.push(new byte[1]))
                        .reason()
                        .code())
                .isEqualTo(DenialCode.G114);
    }
}
