// SPDX-License-Identifier: Apache-2.0
package policy.protocols;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The page of each protocol lists its attributes and their types, all of them and no other.
class PagesTest {

    private static final Path PAGES = Path.of("../docs/protocols");
    private static final Map<String, String> NAMES = Map.of("k8s", "kubernetes");

    static Stream<Schema> schemas() {
        return Protocols.all().stream().map(ProtocolModel::schema);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyAttributeHasItsRow(Schema schema) throws IOException {
        List<String[]> rows = rows(schema.protocol());

        assertThat(schema.attributes().stream()
                        .skip(CommonAttributes.ALL.size())
                        .filter(attribute -> !attribute.name().endsWith(" finds")))
                .allSatisfy(attribute -> assertThat(rows)
                        .filteredOn(cells -> cells[1].contains("`" + attribute.name() + "`"))
                        .extracting(cells -> cells[2].strip())
                        .containsExactly(type(attribute)));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyRowIsAnAttribute(Schema schema) throws IOException {
        assertThat(rows(schema.protocol()).stream()
                        .flatMap(cells -> Stream.of(cells[1].split("`")))
                        .filter(name -> name.startsWith(schema.protocol() + ".")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(schema.attribute(name)).isPresent());
    }

    private static List<String[]> rows(String protocol) throws IOException {
        return Files.readAllLines(PAGES.resolve(NAMES.getOrDefault(protocol, protocol) + ".md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    private static String type(Attribute attribute) {
        return (attribute.presence() == Attribute.Presence.OPTIONAL ? "optional " : "")
                + word(attribute.type())
                + (attribute.searched() ? ", searched" : "");
    }

    private static String word(Type type) {
        return switch (type) {
            case Type.Text _ -> "text";
            case Type.Int _ -> "int";
            case Type.Bool _ -> "truth";
            case Type.Choice _ -> "word";
            case Type.Size _ -> "size";
            case Type.Duration _ -> "duration";
            case Type.Time _ -> "time";
            case Type.Address _ -> "address";
            case Type.Open _ -> "open";
            case Type.ListOf list -> word(list.element()) + "s";
        };
    }
}
