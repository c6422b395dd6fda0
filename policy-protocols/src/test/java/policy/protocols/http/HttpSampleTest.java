// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

class HttpSampleTest {

    private static final HttpModel HTTP = new HttpModel();

    @Test
    void aLineIsMethodAndPath() throws InvalidSample {
        Map<Attribute, Value> attributes =
                HTTP.sample(Value.of("GET /%61dmin?q=1")).all();

        assertThat(attributes.get(HttpSchema.METHOD)).isEqualTo(Value.of("GET"));
        assertThat(attributes.get(HttpSchema.PATH)).isEqualTo(Value.of("/admin"));
        assertThat(attributes.get(HttpSchema.QUERY)).isEqualTo(Value.of("q=1"));
        assertThat(attributes.get(HttpSchema.BODY)).isEqualTo(Value.of(""));
    }

    @Test
    void everyFieldArrives() throws InvalidSample {
        Map<Attribute, Value> attributes = HTTP.sample(new Value.Fields(Map.of(
                        "method", Value.of("PUT"),
                        "path", Value.of("/x"),
                        "query", Value.of("a=b"),
                        "host", Value.of("api"),
                        "content_type", Value.of("application/json"),
                        "headers", Value.of(List.of("User-Agent: curl")),
                        "body", Value.of("{\"to\": \"ana@example.com\"}"))))
                .all();

        assertThat(attributes)
                .containsEntry(HttpSchema.METHOD, Value.of("PUT"))
                .containsEntry(HttpSchema.PATH, Value.of("/x"))
                .containsEntry(HttpSchema.QUERY, Value.of("a=b"))
                .containsEntry(HttpSchema.HOST, Value.of("api"))
                .containsEntry(HttpSchema.CONTENT_TYPE, Value.of("application/json"))
                .containsEntry(HttpSchema.USER_AGENT, Value.of("curl"))
                .containsEntry(HttpSchema.BODY, Value.of("{\"to\": \"ana@example.com\"}"))
                .containsEntry(HttpSchema.BODY_FINDS, Value.of(List.of("email")))
                .containsEntry(HttpSchema.BODY_BYTES, Value.of(25));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Host: x,            the header `Host` is the field `host`, write `host:",
        "host: x,            the header `Host` is the field `host`, write `host:",
        "Content-Length: 10, it announces a body and has none,      leave `Content-Length` out",
    })
    void headersThatDoNothingAreRefused(String line, String message, String help) {
        var sample = new Value.Fields(Map.of("headers", Value.of(List.of(line))));
        assertThatThrownBy(() -> HTTP.sample(sample)).isInstanceOfSatisfying(InvalidSample.class, invalid -> {
            assertThat(invalid.field()).contains("headers");
            assertThat(invalid).hasMessage(message);
            assertThat(invalid.help())
                    .hasValueSatisfying(told -> assertThat(told).startsWith(help));
        });
    }

    @Test
    void jsonIsABodyWithItsMediaType() throws InvalidSample {
        var json = new Value.Fields(Map.of("amount", Value.of(7), "to", new Value.Many(List.of(Value.of("ana")))));
        Map<Attribute, Value> attributes =
                HTTP.sample(new Value.Fields(Map.of("json", json))).all();

        assertThat(attributes)
                .containsEntry(HttpSchema.METHOD, Value.of("POST"))
                .containsEntry(HttpSchema.CONTENT_TYPE, Value.of("application/json"))
                .containsEntry(HttpSchema.JSON, json)
                .containsEntry(HttpSchema.BODY, Value.of("{\"amount\":7,\"to\":[\"ana\"]}"));
        assertThatThrownBy(() -> HTTP.sample(new Value.Fields(Map.of("json", json, "body", Value.of("x")))))
                .hasMessage("`json` is the body, so it cannot stand beside `body`");
        assertThatThrownBy(() -> HTTP.sample(new Value.Fields(Map.of("json", Value.of("{}")))))
                .hasMessage("`json` must be fields such as `{ name: \"value\" }`");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "path, /a/../b, 'no policy sees `/a/../b`, the gateway refuses it: the path contains a dot segment'",
        "headers, x, '`headers` must be a list'",
        "methd, GET, 'unknown field `methd`; there are method, path, query, host, content_type, user_agent, headers,"
                + " body, json'",
    })
    void wrongFieldsAreTold(String field, String value, String message) {
        assertThatThrownBy(() -> HTTP.sample(new Value.Fields(Map.of(field, Value.of(value)))))
                .isInstanceOf(InvalidSample.class)
                .hasMessage(message)
                .extracting(e -> ((InvalidSample) e).field())
                .isEqualTo(Optional.of(field));
    }

    @Test
    void wrongSamplesAreTold() {
        assertThatThrownBy(() -> HTTP.sample(Value.of("/admin")))
                .hasMessageContaining("is not a method, a space and a path");
        assertThatThrownBy(() -> HTTP.sample(Value.of(1))).hasMessageStartingWith("an http sample is a text such as");
        assertThatThrownBy(() -> HTTP.sample(new Value.Fields(Map.of("headers", Value.of(List.of("x"))))))
                .hasMessageContaining("is not a name, a colon and a value");
    }

    @Test
    void aFieldOfTheWrongTypeIsTold() throws InvalidSample {
        var sample = new Sample(new Value.Fields(Map.of("a", Value.of(1), "b", Value.of("x"))), List.of("a", "b"));

        assertThatThrownBy(() -> sample.text("a")).hasMessage("`a` must be a text");
        assertThatThrownBy(() -> sample.number("b")).hasMessage("`b` must be a whole number");
        assertThatThrownBy(() -> sample.truth("b")).hasMessage("`b` must be `true` or `false`");
        assertThatThrownBy(() -> sample.word("b", List.of("y", "z"))).hasMessage("`x` is not one of y, z");
    }
}
