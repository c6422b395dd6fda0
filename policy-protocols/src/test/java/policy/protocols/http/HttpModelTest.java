// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.get;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.shown;
import static policy.protocols.Given.undetermined;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.Given;
import policy.protocols.http.HttpMessage.Body;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

class HttpModelTest {

    private static final HttpModel HTTP = new HttpModel();

    @ParameterizedTest
    @CsvSource({
        "GET, GET",
        "PATCH, PATCH",
        "QUERY, QUERY",
        "PROPFIND, PROPFIND",
        "get, !the method is not a registered one",
        "FOO, !the method is not a registered one",
    })
    void method(String sent, String expected) {
        var message = new HttpMessage(sent, "h", "/", "", List.of(), Body.None.NONE);

        assertThat(shown(read(HTTP, message, HttpSchema.METHOD))).isEqualTo(expected);
        assertThat(HTTP.classify(message, Set.of()).action().name()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a",
        "/%61, !the path is not in its normal form",
        "/a/../b, !the path contains a dot segment",
    })
    void path(String sent, String expected) {
        assertThat(shown(read(HTTP, get(sent), HttpSchema.PATH))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example, api.example",
        "API.Example:8443, api.example",
        "api.example., api.example",
        "127.0.0.1:80, 127.0.0.1",
        "[::1]:80, [::1]",
        "'', !the host is not a valid one",
        "user@api.example, !the host is not a valid one",
        "api.example/x, !the host is not a valid one",
    })
    void host(String sent, String expected) {
        var message = new HttpMessage("GET", sent, "/", "", List.of(), Body.None.NONE);

        assertThat(shown(read(HTTP, message, HttpSchema.HOST))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', -",
        "a=b, a=b",
        "a=%64elete%26x, a=delete%26x",
        "a=%2f%2F..&b[0]=;, a=%2F%2F..&b[0]=;",
        "a=%, !the query contains an invalid percent encoding",
        "a=%ff, !the query contains a percent encoding that is not UTF-8",
        "a=é, !the query contains a character that must be percent-encoded",
    })
    void query(String sent, String expected) {
        var message = new HttpMessage("GET", "h", "/", sent, List.of(), Body.None.NONE);

        assertThat(shown(read(HTTP, message, HttpSchema.QUERY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Text/Plain; charset=utf-8, text/plain",
        "application/json, application/json",
        "json, !the Content-Type is not valid",
        "text/plain;charset=a;charset=b, !the Content-Type names more than one character set",
    })
    void contentType(String sent, String expected) {
        assertThat(shown(read(HTTP, post("/", "", "Content-Type: " + sent), HttpSchema.CONTENT_TYPE)))
                .isEqualTo(expected);
    }

    @Test
    void headersThatAppearTwiceAreNotBelieved() {
        var twice = get("/", "content-type: a/b", "Content-Type: c/d", "user-agent: x", "User-Agent: y");

        assertThat(read(HTTP, twice, HttpSchema.CONTENT_TYPE))
                .isEqualTo(undetermined("there is more than one Content-Type"));
        assertThat(read(HTTP, twice, HttpSchema.USER_AGENT))
                .isEqualTo(undetermined("there is more than one header `user-agent`"));
        assertThat(read(HTTP, get("/"), HttpSchema.CONTENT_TYPE)).isEqualTo(Value.Absent.ABSENT);
        assertThat(read(HTTP, get("/", "user-agent: curl"), HttpSchema.USER_AGENT))
                .isEqualTo(Value.of("curl"));
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "0, 0", "-1, !the length is not a number", "99999999999999999999, !the length is not a number"
    })
    void bodyBytes(String length, String expected) {
        assertThat(shown(read(HTTP, post("/", "x", "Content-Length: " + length), HttpSchema.BODY_BYTES)))
                .isEqualTo(expected);
        assertThat(read(HTTP, post("/", "x"), HttpSchema.BODY_BYTES)).isEqualTo(Value.Absent.ABSENT);
        assertThat(read(HTTP, get("/"), HttpSchema.BODY_BYTES)).isEqualTo(Value.of(0));
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, UTF-8, grün",
        "text/plain; charset=\"UTF-8\", UTF-8, grün",
        "text/plain; charset=iso-8859-1, ISO-8859-1, grün",
        "text/plain, ISO-8859-1, !the body is not text in UTF-8",
        "text/plain; charset=us-ascii, UTF-8, !the body is not text in US-ASCII",
        "text/plain; charset=utf-7, UTF-8, !the body is in a character set that is not read",
        "text/plain; charset=utf-16, UTF-16, !the body is in a character set that is not read",
        "text/plain, UTF-16LE, !the body is not text in UTF-8",
    })
    void bodyInCharacterSets(String contentType, String encoding, String expected) {
        byte[] bytes = "grün".getBytes(Charset.forName(encoding));

        assertThat(shown(read(HTTP, post("/", bytes, "content-type: " + contentType), HttpSchema.BODY)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "deflate", "identity, gzip", "x"})
    void encodedBodiesAreNotRead(String coding) {
        assertThat(read(HTTP, post("/", "x", "Content-Encoding: " + coding), HttpSchema.BODY_FINDS))
                .isEqualTo(undetermined("the body is compressed or encoded (Content-Encoding)"));
    }

    @Test
    void bodiesThatAreNotThereOrNotReadDiffer() {
        var unread = new HttpMessage("POST", "h", "/", "", List.of(), new Body.Unread("the body is over 4 MiB"));

        assertThat(read(HTTP, get("/"), HttpSchema.BODY)).isEqualTo(Value.of(""));
        assertThat(read(HTTP, unread, HttpSchema.BODY)).isEqualTo(undetermined("the body is over 4 MiB"));
        assertThat(read(HTTP, post("/", "a\0b"), HttpSchema.BODY)).isEqualTo(undetermined("the body is binary"));
        assertThat(read(HTTP, post("/", "x", "content-encoding: identity"), HttpSchema.BODY))
                .isEqualTo(Value.of("x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        text/plain                        | key AKIAIOSFODNN7EXAMPLE, ana@example.com | aws_access_key email
        text/plain                        | nothing                                   | ''
        application/json                  | {"k": "AK\\u0049AIOSFODNN7EXAMPLE"}       | aws_access_key
        application/json                  | {"AK\\u0049AIOSFODNN7EXAMPLE": 1}         | aws_access_key
        application/json                  | {"n": 4111111111111111}                   | credit_card
        application/json                  | {"n": 4.111111111111111e15}               | credit_card
        application/json                  | {"a": "{\\"k\\": \\"AK\\\\u0049AIOSFODNN7EXAMPLE\\"}"} | aws_access_key
        application/problem+json          | {"k": "AK\\u0049AIOSFODNN7EXAMPLE"}       | aws_access_key
        text/plain                        | {"k": "AK\\u0049AIOSFODNN7EXAMPLE"}       | aws_access_key
        text/plain                        | {not json AKIAIOSFODNN7EXAMPLE            | aws_access_key
        application/json                  | {not json                                 | !the body is not valid JSON (line 1, column 2)
        application/x-www-form-urlencoded | to=ana%40example.com&k=AKI%41IOSFODNN7EXAMPLE | aws_access_key email
        """)
    void finds(String contentType, String body, String expected) {
        assertThat(shown(read(HTTP, post("/", body, "content-type: " + contentType), HttpSchema.BODY_FINDS)))
                .isEqualTo(expected);
    }

    @Test
    void onlyTheBodyNeedsTheBody() {
        assertThat(HTTP.needsBody(Set.of(HttpSchema.PATH, HttpSchema.BODY_BYTES)))
                .isFalse();
        assertThat(HTTP.needsBody(Set.of(HttpSchema.PATH, HttpSchema.BODY))).isTrue();
        assertThat(HTTP.needsBody(Set.of(HttpSchema.BODY_FINDS))).isTrue();
        assertThat(HTTP.needsBody(Set.of(HttpSchema.JSON))).isTrue();
        assertThat(HTTP.needsBody(Set.of(HttpSchema.HEADERS, HttpSchema.PARAMS)))
                .isFalse();
    }

    @Property
    void nothingThrows(@ForAll String text, @ForAll List<Byte> octets) {
        Set<Attribute> all = Set.copyOf(HTTP.schema().attributes());
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", text)) {
            var headers = List.of(new HttpMessage.Header("content-type", type), new HttpMessage.Header(text, text));
            for (byte[] body : List.of(Given.bytes(octets), text.getBytes(StandardCharsets.UTF_8))) {
                var message = new HttpMessage(text, text, text, text, headers, new Body.Whole(body));
                assertThat(HTTP.classify(message, all).all()).hasSize(12);
            }
        }
    }
}
