// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.get;
import static policy.protocols.Given.member;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.shown;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.http.HttpMessage.Body;
import policy.runtime.request.Value;

/// `http.params`, `http.headers` and `http.json`: members nobody declared.
class OpenAttributesTest {

    private static final HttpModel HTTP = new HttpModel();

    private static Value params(String query) {
        return read(HTTP, new HttpMessage("GET", "h", "/", query, List.of(), Body.None.NONE), HttpSchema.PARAMS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                  | {}
        a=1                 | {a: 1}
        a=1&b=2             | {a: 1, b: 2}
        a=1&a=2             | {a: 1 2}
        a                   | {a: }
        a=&&b               | {a: , b: }
        a=b=c               | {a: b=c}
        a=x+y%20z           | {a: x y z}
        a=1%2B1             | {a: 1+1}
        %61dmin=%74rue      | {admin: true}
        a=%2561             | {a: %61}
        a=b%26c=d           | {a: b&c=d}
        n=caf%C3%A9         | {n: café}
        a=1;b=2             | !the query contains a semicolon, which targets read in different ways
        a=%zz               | !the query contains an invalid percent encoding
        a=%C3&b=%A9         | !the query contains a percent encoding that is not UTF-8
        a=admin%00x         | !the query contains an encoded NUL
        """)
    void queryParameters(String query, String expected) {
        assertThat(shown(params(query))).isEqualTo(expected);
    }

    @Test
    void tooManyParametersAreNotRead() {
        String most = IntStream.range(0, QueryParameters.MAX)
                .mapToObj("a%d=1"::formatted)
                .collect(Collectors.joining("&"));

        assertThat(params(most)).isInstanceOf(Value.Fields.class);
        assertThat(shown(params(most + "&b"))).isEqualTo("!the query has more than 1000 parameters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        X-Team: pay                       | x-team        | pay
        X-Team: a,X-Team: b               | x-team        | a, b
        X-Team: a                         | x-other       | ?
        X-Team: a                         | X-Team        | ?
        User-Agent: a,user-agent: b       | user-agent    | !there is more than one header `user-agent`
        x-team: a,x_team: b               | x-team        | !names of headers differ in `-` and `_` only, which targets read differently
        x-team: a,x_team: b               | x_team        | !names of headers differ in `-` and `_` only, which targets read differently
        Authorization: Bearer x           | authorization | !credentials are not shown to policies
        x-team: a                         | authorization | !credentials are not shown to policies
        Cookie: session=1                 | cookie        | !credentials are not shown to policies
        X_Api_Key: secret                 | x_api_key     | !credentials are not shown to policies
        Proxy-Authorization: Basic x      | proxy-authorization | !credentials are not shown to policies
        Upgrade: websocket                | upgrade       | !the field is about one connection only
        """)
    void headerFields(String sent, String name, String expected) {
        assertThat(member(read(HTTP, get("/", sent.split(",")), HttpSchema.HEADERS), name))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "Cookie", "x_api_key", "PROXY_AUTHORIZATION"})
    void noCredentialIsInAValue(String name) {
        assertThat(read(HTTP, get("/", name + ": hunter2"), HttpSchema.HEADERS).toString())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        application/json                     | {"a":{"b":1}}   | a/b | 1
        application/problem+json             | {"a":1}         | a   | 1
        application/json; charset=UTF-8      | {"a":1}         | a   | 1
        application/json; charset=iso-8859-1 | {"a":1}         | a   | !the body is JSON in a character set other than UTF-8
        application/json; charset=utf-16     | {"a":1}         | a   | !the body is JSON in a character set other than UTF-8
        text/plain                           | {"a":1}         | a   | !the body is not declared as JSON
        application/json                     | {"a":1,"a":2}   | a   | !the body names a field twice (line 1, column 11)
        application/json                     | {"a":1}x        | a   | !the body is not valid JSON (line 1, column 8)
        application/json                     | [1]             | a   | !the body is not a JSON object
        json                                 | {"a":1}         | a   | !the Content-Type is not valid
        """)
    void json(String type, String body, String path, String expected) {
        assertThat(member(read(HTTP, post("/", body, "content-type: " + type), HttpSchema.JSON), path))
                .isEqualTo(expected);
    }

    @Test
    void noBodyHasNoMembersAndOneThatWasNotReadMayHaveThem() {
        var unread = new HttpMessage("POST", "h", "/", "", List.of(), new Body.Unread("the body is over 4 MiB"));
        var declared = new HttpMessage(
                "POST",
                "h",
                "/",
                "",
                List.of(new HttpMessage.Header("content-type", "application/json")),
                new Body.Unread("the body is over 4 MiB"));

        assertThat(shown(read(HTTP, get("/"), HttpSchema.JSON))).isEqualTo("{}");
        assertThat(shown(read(HTTP, post("/", ""), HttpSchema.JSON))).isEqualTo("{}");
        assertThat(shown(read(HTTP, post("/", "{}"), HttpSchema.JSON))).isEqualTo("!the body is not declared as JSON");
        assertThat(read(HTTP, unread, HttpSchema.JSON)).isInstanceOf(Value.Undetermined.class);
        assertThat(shown(read(HTTP, declared, HttpSchema.JSON))).isEqualTo("!the body is over 4 MiB");
    }

    @Property
    void parametersAreReadOrRefused(@ForAll String query) {
        assertThat(params(query)).isInstanceOfAny(Value.Fields.class, Value.Undetermined.class);
    }
}
