// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;
import static policy.cli.Said.hpolReading;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands print for programs. The shapes are documented in docs/cli.md.
final class ReportsTest {

    private static final String STARTER = "../policy-examples/starter";

    /// A mistake behind a character that is two UTF-16 units, one declared twice in two places, a warning.
    private static final String MISTAKEN = """
        policy a

        let x = "\uD83D\uDE80"
        let x = "y"

        allow look on http {
            when http.path == "\uD83D\uDE80" and http.methd == GET
        }
        """;

    @TempDir
    private Path folder;

    @Test
    void check_as_json_has_the_documented_shape() {
        Said said = hpolReading(MISTAKEN, "check", "-", "--stdin-name", "policies/a.hpol", "--json");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).isEqualTo("""
            {
              "format": "hpol.check/1",
              "fine": false,
              "errors": 2,
              "warnings": 0,
              "policySets": [ {
                "path": "policies/a.hpol",
                "fine": false,
                "rules": 0,
                "tests": 0
              } ],
              "diagnostics": [ {
                "code": "P201",
                "severity": "error",
                "message": "`x` is declared twice",
                "file": "policies/a.hpol",
                "start": {
                  "line": 4,
                  "column": 5
                },
                "end": {
                  "line": 4,
                  "column": 6
                },
                "label": "declared again here",
                "secondary": [ {
                  "file": "policies/a.hpol",
                  "start": {
                    "line": 3,
                    "column": 5
                  },
                  "end": {
                    "line": 3,
                    "column": 6
                  },
                  "label": "first declared here"
                } ],
                "help": [ "the rules, lets, lists and invariants of one policy share their names, over all its files; rename one" ],
                "docs": "docs/errors/P201.md"
              }, {
                "code": "P203",
                "severity": "error",
                "message": "unknown attribute `http.methd`",
                "file": "policies/a.hpol",
                "start": {
                  "line": 7,
                  "column": 31
                },
                "end": {
                  "line": 7,
                  "column": 41
                },
                "label": "not an attribute of `http` requests",
                "secondary": [ ],
                "help": [ "did you mean `http.method`?" ],
                "docs": "docs/errors/P203.md"
              } ]
            }
            """);
    }

    @Test
    void check_as_json_names_the_revision_of_what_is_fine() {
        JsonNode json = hpol("check", STARTER, "--json").json();
        assertThat(json.path("fine").asBoolean()).isTrue();
        JsonNode set = json.path("policySets").path(0);
        assertThat(set.path("path").asText()).isEqualTo(STARTER);
        assertThat(set.path("revision").asText()).hasSize(64);
        assertThat(set.has("compileMillis")).isFalse();
    }

    @Test
    void check_counts_what_it_compiled_on_demand() {
        JsonNode set = hpol("check", STARTER, "--json", "--stats")
                .json()
                .path("policySets")
                .path(0);
        assertThat(List.of("files", "rules", "tests", "atoms", "nodes", "compileMillis"))
                .allSatisfy(
                        count -> assertThat(set.path(count).isIntegralNumber()).isTrue());
        assertThat(hpol("check", STARTER, "--stats").out())
                .containsPattern("starter: 1 file, 6 rules, 25 tests, \\d+ atoms, \\d+ nodes; compiled in \\d+ ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policies/a.hpol", "a b/\u00E9:c.hpol", "/elsewhere/a.hpol", "../a.hpol", "<stdin>"})
    void sarif_is_valid_whatever_the_file_is_called(String file) throws IOException {
        Said said = hpolReading(MISTAKEN, "check", "-", "--stdin-name", file, "--format", "sarif");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(sarifSchema().validate(said.out(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "policies/a.hpol,   policies/a.hpol",
        "a b/c:d%.hpol,     a%20b/c%3Ad%25.hpol",
    })
    void sarif_names_files_as_uris_from_the_working_directory(String file, String uri) {
        JsonNode artifact = sarif(MISTAKEN, file).path(0).at("/locations/0/physicalLocation/artifactLocation");
        assertThat(artifact.path("uri").asText()).isEqualTo(uri);
        assertThat(artifact.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
    }

    @Test
    void sarif_names_files_elsewhere_by_whole_uris() {
        JsonNode artifact =
                sarif(MISTAKEN, "/elsewhere/a.hpol").path(0).at("/locations/0/physicalLocation/artifactLocation");
        assertThat(artifact.path("uri").asText()).isEqualTo("file:///elsewhere/a.hpol");
        assertThat(artifact.has("uriBaseId")).isFalse();
    }

    @Test
    void sarif_holds_what_code_scanning_shows() {
        JsonNode run =
                hpolReading(MISTAKEN, "check", "-", "--format", "sarif").json().at("/runs/0");
        assertThat(run.path("columnKind").asText()).isEqualTo("unicodeCodePoints");
        for (JsonNode result : run.path("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.path("ruleIndex").asInt());
            assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
            assertThat(rule.at("/help/markdown").asText()).contains("**What to do.**");
            assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty().doesNotContain("#");
            assertThat(result.at("/locations/0/physicalLocation/region/startLine")
                            .asInt())
                    .isPositive();
        }
        assertThat(run.at("/results/0/relatedLocations/0/message/text").asText())
                .isNotEmpty();
    }

    @Test
    void a_fingerprint_stays_where_only_the_line_number_changes() {
        String moved = MISTAKEN.replaceFirst("\n", "\n\n// a comment\n");
        assertThat(sarif(moved, "a.hpol").findValuesAsText("hpol/v1"))
                .isEqualTo(sarif(MISTAKEN, "a.hpol").findValuesAsText("hpol/v1"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_file_that_is_no_text_is_reported_in_every_format() throws IOException {
        Path file = Files.write(folder.resolve("a.hpol"), new byte[] {(byte) 0xff});
        assertThat(hpol("check", file.toString(), "--json")
                        .json()
                        .at("/diagnostics/0/code")
                        .asText())
                .isEqualTo("P001");
        Said sarif = hpol("check", file.toString(), "--format", "sarif");
        assertThat(sarifSchema().validate(sarif.out(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void no_text_of_a_policy_reaches_a_terminal_through_json() {
        String hostile = "policy a\n\nallow \"\u202Egnirts\u001b[2J\" on http {\n}\n";
        assertThat(hpolReading(hostile, "check", "-", "--json").out()).containsPattern("\\A[ -~\n]+\\z");
    }

    @Test
    void eval_as_json_has_the_documented_shape() {
        Said said = hpolReading("""
            {"subject": {"id": "ana", "groups": ["engineering"]},
             "resource": {"name": "orders", "env": "prod"},
             "http": {"method": "POST", "path": "/orders/42/refund"}}
            """, "eval", STARTER, "-", "--json");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out().replaceAll("[0-9a-f]{64}", "REVISION")).isEqualTo("""
            {
              "format": "hpol.eval/1",
              "decision": "approve",
              "asks": [ {
                "rule": "starter.change_in_production",
                "clause": 0,
                "step": 0,
                "quorum": 1,
                "of": "group(\\"leads\\")",
                "withinSeconds": 600,
                "because": "POST /orders/42/refund changes production.",
                "reasonRequired": false,
                "channel": "chat",
                "durable": false,
                "grant": {
                  "of": "once"
                }
              } ],
              "obligations": [ ],
              "rules": [ {
                "id": "starter.change_in_production",
                "effect": "approve",
                "place": "../policy-examples/starter/starter.hpol:29:9"
              }, {
                "id": "starter.engineers_change",
                "effect": "allow",
                "place": "../policy-examples/starter/starter.hpol:38:7"
              } ],
              "observed": [ ],
              "revision": "REVISION"
            }
            """);
    }

    @Test
    void eval_as_json_tells_mistakes_as_check_does() {
        Said said = hpolReading("policy", "eval", "-", "request.json", "--json");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.json().path("format").asText()).isEqualTo("hpol.check/1");
    }

    @Test
    void verify_as_json_tells_problems_with_their_files() throws IOException {
        Files.createFile(folder.resolve("log.pub"));
        Said said = hpol("verify", folder.toString(), "--json");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).isEmpty();
        assertThat(said.json().path("format").asText()).isEqualTo("hpol.verify/1");
        assertThat(said.json().path("intact").asBoolean()).isFalse();
        assertThat(said.json().at("/problems/0/file").asText()).isEqualTo("log.pub");
        assertThat(said.json().at("/problems/0/message").asText()).isNotEmpty();
    }

    private static JsonNode sarif(String policy, String file) {
        return hpolReading(policy, "check", "-", "--stdin-name", file, "--format", "sarif")
                .json()
                .at("/runs/0/results");
    }

    private static JsonSchema sarifSchema() throws IOException {
        try (InputStream schema = ReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
        }
    }
}
