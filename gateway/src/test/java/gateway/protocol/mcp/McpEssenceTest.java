// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.mcp;

import static gateway.protocol.mcp.Messages.DIALECT;
import static gateway.protocol.mcp.Messages.post;
import static gateway.protocol.mcp.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import gateway.protocol.http.Essence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.http.BodyText;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;

class McpEssenceTest {

    private static String body(HttpMessage request) {
        return ((BodyText.Decoded) BodyText.of(DIALECT.essence(request).request())).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {'id':1,'method':'tools/call','params':{'name':'a'}}  | {'id':2,'method':'tools/call','params':{'name':'a'}}
        {'id':1,'method':'tools/call','params':{'name':'a'}}  | {'id':'x','method':'tools/call', 'params': {'name':'\\u0061'}}
        {'id':1,'method':'tools/call','params':{'name':'a'}}  | {'id':1,'method':'tools/call','params':{'name':'a','_meta':{'progressToken':1}}}
        {'id':1,'method':'tools/call','params':{'_meta':{'progressToken':1}}} | {'id':1,'method':'tools/call','params':{'_meta':{'progressToken':2,'traceparent':'00-1'}}}
        {'id':1,'method':'tools/call','params':{'_meta':{'claudecode/toolUseId':'t1'}}} | {'id':1,'method':'tools/call','params':{'_meta':{'vscode.requestId':'r'}}}
        """)
    void theSameCallMadeAgainIsTheSame(String one, String other) {
        assertThat(body(post(one))).isEqualTo(body(post(other)));
    }

    /// Abuse 1: consent to one thing, and another sent.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        {'id':1,'method':'tools/call','params':{'name':'a'}}  | {'id':1,'method':'tools/call','params':{'name':'b'}}
        {'id':1,'method':'tools/call','params':{'name':'a'}}  | {'method':'tools/call','params':{'name':'a'},'id2':1}
        {'id':1,'method':'tools/call','params':{'name':'a','arguments':{'n':1}}} | {'id':1,'method':'tools/call','params':{'name':'a','arguments':{'n':2}}}
        {'id':1,'method':'tools/call','params':{'name':'a','arguments':{'id':1}}} | {'id':1,'method':'tools/call','params':{'name':'a','arguments':{'id':2}}}
        {'id':1,'method':'tools/call','params':{'name':'a','arguments':{'_meta':{'progressToken':1}}}} | {'id':1,'method':'tools/call','params':{'name':'a','arguments':{}}}
        {'id':1,'method':'tools/call','params':{'_meta':{'force':true}}} | {'id':1,'method':'tools/call','params':{'_meta':{'force':false}}}
        {'id':1,'method':'tools/call','params':{'_meta':{'force':true}}} | {'id':1,'method':'tools/call','params':{}}
        {'id':1,'method':'tools/call','params':{'name':'a','requestState':'s'}} | {'id':1,'method':'tools/call','params':{'name':'a','requestState':'t'}}
        {'id':1,'method':'tools/call','x':1}                  | {'id':1,'method':'tools/call','x':2}
        {'id':1,'result':{'action':'accept'}}                 | {'id':2,'result':{'action':'accept'}}
        """)
    void whateverAServerMayActUponTellsCallsApart(String one, String other) {
        assertThat(body(post(one))).isNotEqualTo(body(post(other)));
    }

    @Test
    void theReviewerReadsMethodAndArguments() {
        Essence essence =
                DIALECT.essence(post("{'id':1,'method':'tools/call','params':{'name':'a','arguments':{'b':'c'}}}"));

        assertThat(essence.verb()).isEqualTo("tools/call");
        assertThat(body(post("{'id':1,'method':'tools/call','params':{'name':'a','arguments':{'b':'c'}}}")))
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"a\",\"arguments\":{\"b\":\"c\"}}}");
    }

    @Test
    void sessionsAreToldApartAndNotGivenAway() {
        Header one = session("s-1");
        Header other = session("s-2");

        assertThat(one.value()).startsWith("sha256:").doesNotContain("s-1").isNotEqualTo(other.value());
        assertThat(session("s-1")).isEqualTo(one);
    }

    private static Header session(String id) {
        return DIALECT.essence(post("{'id':1,'method':'ping'}", "Mcp-Session-Id: " + id))
                .request()
                .headers()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({"GET, stream", "DELETE, end"})
    void whatCarriesNoMessageIsItsKind(String method, String verb) {
        Essence essence = DIALECT.essence(request(method, Body.None.NONE));

        assertThat(essence.verb()).isEqualTo(verb);
        assertThat(essence.request().body()).isEqualTo(Body.None.NONE);
    }
}
