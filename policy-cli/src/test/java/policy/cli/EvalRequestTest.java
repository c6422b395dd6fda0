// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpolReading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be said of a request in JSON, and what is said of one that says it wrongly.
final class EvalRequestTest {

    private static final String POLICY = """
        policy a

        allow by_day on http {
            when context.time in mon..fri 09:00..17:30 in "UTC" and context.address in "10.0.0.0/8"
        }

        allow fresh_token on http {
            when has context.token_age and context.token_age < 5m
        }

        approve for_an_owner on http {
            when has subject.owner and subject.owner == "ana"
            ask  1 of owner(subject)
        }
        """;

    @TempDir
    private Path folder;

    private Said eval(String json) throws IOException {
        Path policy = Files.writeString(folder.resolve("a.hpol"), POLICY);
        return hpolReading(json.replace('\'', '"'), "eval", policy.toString(), "-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'context': {'time': '2026-11-25T12:00:00Z', 'address': '10.1.2.3'}          | allow",
                "'context': {'time': '2026-11-25T18:00:00+01:00', 'address': '10.1.2.3'}     | allow",
                "'context': {'time': '2026-11-25T18:00:00Z', 'address': '10.1.2.3'}          | deny G102",
                "'context': {'time': '2026-11-25T12:00:00Z', 'address': '192.0.2.1'}         | deny G102",
                "'context': {'time': '2026-11-25T12:00:00Z'}                                 | deny G102",
                "'context': {'token_age': '4m'}                                              | allow",
                "'context': {'token_age': '300s'}                                            | deny G102",
            })
    void the_circumstances_count(String context, String says) throws IOException {
        assertThat(eval("{'subject': {'id': 'ana'}, " + context + ", 'http': 'GET /'}")
                        .out())
                .startsWith(says);
    }

    @Test
    void a_caller_acts_for_a_chain_of_others() throws IOException {
        assertThat(eval("""
            {'subject': {'id': 'bot', 'kind': 'agent', 'acts_for':
                {'id': 'job', 'kind': 'service', 'acts_for': {'id': 'ana', 'groups': ['staff']}}},
             'http': 'GET /'}\
            """).out()).startsWith("approve\n  ask 1 of owner(subject)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[]                                            | the request is no JSON object; `hpol eval --help`",
                "{'http': 'GET /', 'http': 'GET /'}            | the request is not JSON: Duplicate field 'http'",
                "{'http': 'GET /'} {}                          | the request is not JSON: Trailing token",
                "{'http': 'GET /', 'sql': 'SELECT 1'}          | several messages, `http`, `sql`; keep one of them",
                "{'http': 'GET /', 'subjekt': {}}              | `the request` has no field `subjekt`; did you mean"
                        + " `subject`?",
                "{'http': 'GET /', 'subject': 'ana'}           | `subject` has fields, such as {\"id\": …}",
                "{'http': 'GET /', 'subject': {'id': 7}}       | `subject.id` is a text",
                "{'http': 'GET /', 'subject': {'group': []}}   | `subject` has no field `group`; did you mean"
                        + " `groups`?",
                "{'http': 'GET /', 'subject': {'id': 'a', 'groups': 'dba'}} | `subject.groups` is a list of texts",
                "{'http': 'GET /', 'subject': {'id': 'a', 'groups': [1]}} | `subject.groups` is a list of texts",
                "{'http': 'GET /', 'subject': {'id': 'a', 'acts_for': {}}} | `subject.acts_for` has no `id`",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'resource': {'env': 'production'}}"
                        + "| `resource.env` is `production`; it can be prod, staging, test, dev",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'time': 'noon'}}"
                        + "| `context.time` is `noon`, which is no moment: date, `T`",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'time': '2026-02-30T00:00:00Z'}}"
                        + "| which is no moment: there is no such day",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'address': '10.0.0.0/8'}}"
                        + "| which is no address: a network",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'token_age': 5}} | `context.token_age` is a"
                        + " text",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'token_age': '5 min'}}"
                        + "| which is no duration: a whole number and a unit, such as `5m`",
                "{'http': 'GET /', 'subject': {'id': 'a'}, 'context': {'token_age': '999y'}} | over 100 years",
                "{'http': {'path': '/', 'json': {'a': 1.5}}, 'subject': {'id': 'a'}} | 1.5 is not a whole number",
            })
    void what_is_wrong_is_told_with_what_is_possible(String json, String says) throws IOException {
        Said said = eval(json);
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).startsWith("hpol: ").contains(says);
    }

    @Test
    void a_chain_has_an_end() throws IOException {
        String chain = "{'id': 'x', 'acts_for': ".repeat(8) + "{'id': 'x'}" + "}".repeat(8);
        assertThat(eval("{'http': 'GET /', 'subject': " + chain + "}").err())
                .contains("is one too many; a caller acts for up to 7 others");
    }
}
