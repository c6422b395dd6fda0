// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// What policies can speak about, as text beside the tests: a change of it is seen in review. `-Dupdate`
/// rewrites it.
class SchemaGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/schemas");

    @ParameterizedTest
    @MethodSource
    void schema(Schema schema) throws IOException {
        String protocol = schema.protocol();
        String shown = schema.attributes().stream()
                .skip(CommonAttributes.ALL.size())
                .map(SchemaGoldenTest::shown)
                .collect(Collectors.joining());

        golden(protocol + ".txt", schema.doc() + "\n\n" + shown);
        assertThat(Protocols.vocabulary().schema(protocol)).contains(schema);
        assertThat(Protocols.model(protocol).map(ProtocolModel::schema)).contains(schema);
    }

    static List<Schema> schema() {
        return Protocols.all().stream().map(ProtocolModel::schema).toList();
    }

    /// `column "cards.pan"` is for rows, `header` for what has header fields; what a shell prints has neither.
    @ParameterizedTest
    @CsvSource({
        "http, FIELD HEADER",
        "llm, FIELD HEADER",
        "mcp, FIELD",
        "k8s, FIELD HEADER",
        "sql, COLUMN",
        "ssh, ''",
        "evidence, FIELD",
    })
    void answersHave(String protocol, String parts) {
        assertThat(Protocols.model(protocol).orElseThrow().schema().parts().stream()
                        .sorted()
                        .map(Enum::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(parts);
    }

    @Test
    void entities() throws IOException {
        golden(
                "entities.txt",
                Protocols.vocabulary().entities().stream()
                        .sorted(Comparator.comparing(Entity::name))
                        .map(entity -> "%s%n    %s%n".formatted(entity.name(), entity.doc()))
                        .collect(Collectors.joining()));
    }

    @Test
    void anUnknownProtocolHasNoModel() {
        assertThat(Protocols.model("htp")).isEmpty();
        assertThat(Protocols.model("http")).isPresent();
    }

    private static String shown(Attribute attribute) {
        return "%s: %s%s%s%n    %s%n"
                .formatted(
                        attribute.name(),
                        shown(attribute.type()),
                        attribute.presence() == Attribute.Presence.OPTIONAL ? ", optional" : "",
                        attribute.searched() ? ", searched" : "",
                        attribute.doc());
    }

    private static String shown(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "int";
            case Type.Bool _ -> "bool";
            case Type.Choice choice -> "one of " + String.join(" ", choice.words());
            case Type.Size _ -> "size";
            case Type.Duration _ -> "duration";
            case Type.Time _ -> "time";
            case Type.Address _ -> "address";
            case Type.Open _ -> "open";
            case Type.ListOf list -> "list of " + shown(list.element());
        };
    }

    private static void golden(String name, String actual) throws IOException {
        if (System.getProperty("update") != null) {
            Files.writeString(CASES.resolve(name), actual);
        }
        assertThat(actual).isEqualTo(Files.readString(CASES.resolve(name)));
    }
}
