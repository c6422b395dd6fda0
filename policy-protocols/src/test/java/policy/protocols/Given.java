// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.protocols.http.HttpClassifier;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

/// Messages for tests in a word, and one attribute read from them.
public final class Given {

    private Given() {}

    public static HttpMessage get(String path, String... headers) {
        return new HttpMessage("GET", "api.example", path, "", headers(headers), Body.None.NONE);
    }

    public static HttpMessage post(String path, String body, String... headers) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static HttpMessage post(String path, byte[] body, String... headers) {
        return new HttpMessage("POST", "api.example", path, "", headers(headers), new Body.Whole(body));
    }

    private static List<Header> headers(String... lines) {
        return Stream.of(lines)
                .map(line -> line.split(": ", 2))
                .map(parts -> new Header(parts[0], parts[1]))
                .toList();
    }

    /// For properties: shrinking fails on arrays of primitives and hides what it found.
    public static byte[] bytes(List<Byte> octets) {
        var bytes = new byte[octets.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = octets.get(i);
        }
        return bytes;
    }

    public static Value read(HttpClassifier model, HttpMessage message, Attribute attribute) {
        return model.classify(message, Set.of(attribute)).all().get(attribute);
    }

    public static Value undetermined(String because) {
        return new Value.Undetermined(because);
    }

    /// A value in a word: `-` for absent, `!` and the reason for undetermined, else as policies would
    /// write it.
    public static String shown(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Int number -> Long.toString(number.number());
            case Value.Bool truth -> Boolean.toString(truth.truth());
            case Value.Many many ->
                String.join(" ", many.items().stream().map(Given::shown).toList());
            case Value.Address address -> address.address().getHostAddress();
            case Value.Fields fields -> fields(fields);
            case Value.Absent _ -> "-";
            case Value.Undetermined undetermined -> "!" + undetermined.because();
        };
    }

    /// `{a: 1, b: {c: x}}`, by name.
    private static String fields(Value.Fields fields) {
        return new TreeMap<>(fields.fields())
                .entrySet().stream()
                        .map(field -> field.getKey() + ": " + shown(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /// A sample: names and values in turn, texts as they are.
    public static Value.Fields sample(Object... pairs) {
        var fields = new HashMap<String, Value>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(
                    (String) pairs[i], pairs[i + 1] instanceof Value value ? value : Value.of((String) pairs[i + 1]));
        }
        return new Value.Fields(fields);
    }

    /// An attribute of what was classified, by its name.
    public static String shown(ProtocolModel model, Classified classified, String attribute) {
        return shown(classified.all().get(model.schema().attribute(attribute).orElseThrow()));
    }

    /// That a sample is refused, and where; an empty field for the sample as a whole.
    public static void assertInvalid(ProtocolModel model, Value sample, String field, String message) {
        assertThatThrownBy(() -> model.sample(sample))
                .isInstanceOf(InvalidSample.class)
                .hasMessage(message)
                .extracting(e -> ((InvalidSample) e).field())
                .isEqualTo(field.isEmpty() ? Optional.empty() : Optional.of(field));
    }

    /// A member of an open value, by its path; `?` if it is not there.
    public static String member(Value open, String path) {
        Value value = open;
        for (String name : path.split("/", -1)) {
            if (!(value instanceof Value.Fields fields) || !fields.fields().containsKey(name)) {
                return value instanceof Value.Undetermined ? shown(value) : "?";
            }
            value = fields.fields().get(name);
        }
        return shown(value);
    }
}
