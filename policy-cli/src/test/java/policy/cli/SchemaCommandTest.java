// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.protocols.Protocols;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;

/// `hpol schema`: everything the checker knows is told.
final class SchemaCommandTest {

    @ParameterizedTest
    @CsvSource({"evidence, evidence.txt", "evidence --markdown, evidence.md", "evidence --json, evidence.json"})
    void a_schema_is_printed(String call, String golden) throws IOException {
        Said said = hpol(("schema " + call).split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.err()).isEmpty();
        Golden.assertSame("schema/" + golden, said.out());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_attribute_of_a_protocol_is_told_in_every_form(Schema schema) {
        for (String form : List.of("--color=never", "--markdown", "--json")) {
            Said said = hpol("schema", schema.protocol(), form);
            assertThat(schema.attributes().stream().map(Attribute::name).filter(name -> !name.endsWith(" finds")))
                    .allSatisfy(name -> assertThat(said.out()).contains(name));
        }
    }

    static Stream<Schema> schemas() {
        return Protocols.vocabulary().schemas().stream();
    }

    @Test
    void the_whole_vocabulary_is_one_document() {
        JsonNode json = hpol("schema", "--json").json();
        assertThat(json.path("format").asText()).isEqualTo("hpol.schema/1");
        assertThat(names(json.path("protocols")))
                .containsExactlyElementsOf(schemas().map(Schema::protocol).toList());
        assertThat(names(json.path("entities"))).contains("email", "credit_card");
        assertThat(json.path("common").get(1).path("type").path("words")).hasSize(3);
    }

    private static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> one.path("name").asText())
                .toList();
    }

    @Test
    void lines_fit_the_screen() {
        assertThat(hpol("schema", "sql").out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema htp                   | there is no protocol `htp`; did you mean `http`?",
                "schema gopher                | there is no protocol `gopher`; there are http, llm, mcp,",
                "schema http --json --markdown | mutually exclusive",
            })
    void what_cannot_be_shown_is_told(String call, String says) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }

    @Test
    void rules_on_any_read_what_every_request_has() {
        assertThat(hpol("schema", "any").out())
                .contains("subject.groups", "context.time")
                .doesNotContain("http.");
    }
}
