// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;
import static policy.cli.Said.hpolReading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Why requests to the packs are decided as they are, and what would decide them otherwise.
final class ExplainRequestTest {

    private static final String PACKS = "../policy-examples/";

    private static final String CHANGE = """
        {"subject": {"id": "ana", "groups": ["engineering"]}, "resource": {"name": "orders", "env": "prod"},
         "context": {"time": "2026-11-25T12:00:00Z", "address": "10.1.2.3"},
         "http": {"method": "POST", "path": "/orders/42/refund"}}
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "starter       | change       | {'id': 'ana', 'groups': ['engineering']} | 'http': 'POST /orders/42'",
                "starter       | stranger     | {'id': 'eve'}                            | 'http': 'GET /orders/42'",
                "starter       | look         | {'id': 'ana', 'groups': ['engineering']} | 'http': 'GET /orders/42'",
                "starter       | secret       | {'id': 'ana', 'groups': ['engineering']} | 'llm': {'model': 'gpt-4o',"
                        + " 'prompt': 'key=AKIAIOSFODNN7EXAMPLE;'}",
                "working-hours | night        | {'id': 'kim', 'groups': ['contractors', 'berlin']} | 'http':"
                        + " 'GET /orders/42'",
                "agent-tools   | escape       | {'id': 'bot', 'kind': 'agent', 'groups': ['agents'], 'acts_for': {'id':"
                        + " 'ana', 'groups': ['engineering']}} | 'mcp': {'tool': 'fs.read', 'args': {'path':"
                        + " '/workspace/../etc/passwd'}}",
                "production-db | every-row    | {'id': 'ana', 'groups': ['engineering']} | 'sql': 'DELETE FROM orders'",
            })
    void a_request_to_a_pack_is_explained(String pack, String name, String subject, String message) throws IOException {
        String request = ("{'subject': " + subject + ", 'resource': {'name': 'orders', 'env': 'prod'},"
                        + " 'context': {'time': '2026-11-25T22:00:00Z', 'address': '10.1.2.3'}, " + message + "}")
                .replace('\'', '"');
        Said said = hpolReading(request, "explain", PACKS + pack, "-");
        assertThat(said.err()).isEmpty();
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        Golden.assertSame("explain/" + pack + "-" + name + ".txt", said.out());
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        Said said = hpolReading(CHANGE, "explain", PACKS + "starter", "-", "--json");
        JsonNode json = said.json();
        String revision = ((ObjectNode) json).remove("revision").asText();
        assertThat(revision).hasSize(64);
        Golden.assertSame("explain/starter-change.json", said.out().replace(revision, "…"));
    }

    @Test
    void a_person_sees_it_in_colour() {
        assertThat(hpolReading(CHANGE, "explain", PACKS + "starter", "-", "--color", "always")
                        .out())
                .contains("\u001b[33mapprove\u001b[0m", "\u001b[32mallow\u001b[0m if http.method were ");
    }

    @Test
    void what_is_not_found_is_said_plainly() throws IOException {
        Path policy = Files.writeString(folder.resolve("a.hpol"), """
            policy a

            deny all on http {
                because "Closed."
            }
            """);
        assertThat(hpolReading(CHANGE, "explain", policy.toString(), "-").out()).contains("""
            deny G101: Closed.

            because of deny a.all (%s:3:6)
              it always applies

            otherwise
              allow: no value that rules compare with makes it so
              approve: no value that rules compare with makes it so
            """.formatted(policy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain - -                            | standard input can be the policy or the request, not both",
                "explain ../policy-examples/starter     | to explain a request, give the request, too",
                "explain ../policy-examples/starter nowhere.json | there is no nowhere.json",
                "explain ../policy-examples/starter ..  | the request .. is a directory",
                "explain nowhere request.json           | does not exist",
                "explain a b c                          | `c` is one argument too many",
            })
    void a_mistaken_call_is_told_with_the_next_step(String call, String says) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("hpol: ").contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{                                    | the request is not JSON",
                "{'http': 'GET /'}                    | `subject` has no `id`",
                "{'subject': {'id': 'a'}, 'http': {'metod': 'GET'}} | `http` describes no message: unknown field"
                        + " `metod`",
            })
    void a_request_that_cannot_be_understood_is_not_explained(String request, String says) {
        Said said = hpolReading(request.replace('\'', '"'), "explain", PACKS + "starter", "-");
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }

    @ParameterizedTest
    @CsvSource({"explain - request.json, ''", "explain - request.json --json, hpol.check/1"})
    void policies_with_mistakes_decide_nothing(String call, String says) {
        Said said = hpolReading("policy a\n\nallow x on htp {\n}\n", call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out()).contains(says).doesNotContain("otherwise");
        assertThat(said.err() + said.out()).contains("P202");
    }
}
