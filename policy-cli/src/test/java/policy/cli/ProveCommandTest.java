// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `hpol prove`: what is told of invariants that hold, fail, or nobody can tell; and that its tests can be pasted.
final class ProveCommandTest {

    private static final String RULES = """
        policy shop

        allow staff on http {
            when   subject in group("staff") and http.method in [GET, POST]
            unless http.path starts with "/admin"
        }

        approve deletions on http {
            when   http.method == DELETE and http.path matches r"/orders/\\d+"
            ask    1 of group("leads")
        }

        deny letters on http {
            when   http.path matches r"/\\pL+"
        }

        allow agents on llm {
            when   subject.kind == agent and llm.model == "gpt-4o"
        }

        allow reads on sql {
            when   subject in group("engineering") and (sql.reads or resource.env == test)
        }

        allow cluster on k8s {
            when   subject in group("sre") and context.address in ["10.0.0.0/8"]
            when   context.time in mon..fri 09:00..17:00 in "Europe/Berlin"
        }
        """;

    @TempDir
    private Path folder;

    private String policy(String invariant) throws IOException {
        return Files.writeString(folder.resolve("shop.hpol"), RULES + "\n" + invariant)
                .toString();
    }

    private static String invariant(String protocol, String premise, String outcomes) {
        return "invariant i on %s {\n    %s implies %s\n}\n".formatted(protocol, premise, outcomes);
    }

    /// The request breaks the invariant, so the test fails as pasted; expecting what is decided, it passes.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        http | http.method == POST                                 | deny            | allow   | staff
        http | http.method == DELETE                               | deny            | approve | deletions
        http | http.path == "/1" and http.host == "shop.example.com" | allow         | deny    |
        llm  | llm.model in ["gpt-4o", "o3"]                       | deny or approve | allow   | agents
        sql  | sql.writes                                          | deny            | allow   | reads
        sql  | sql.tables contains "orders" and not sql.bounded    | deny            | allow   | reads
        k8s  | k8s.verb == delete and k8s.resource == "pods"       | deny            | allow   | cluster
        """)
    void aCounterexampleIsATestToPaste(String protocol, String premise, String outcomes, String decided, String rule)
            throws IOException {
        Said said = hpol("prove", policy(invariant(protocol, premise, outcomes)));
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        String by = rule == null ? "no rule" : "shop." + rule;
        assertThat(said.out())
                .startsWith("FAILS    shop.i (")
                .contains("    this request is decided " + decided + ", by " + by + "; it must be " + outcomes + "\n");
        String block =
                said.out().substring(said.out().indexOf("test \""), said.out().indexOf("\n}\n") + 3);
        assertThat(hpol("test", policy(block)).status()).isEqualTo(ExitStatus.PROBLEMS);
        String mended = block.replaceFirst("(expect +)\\w+", "$1" + decided);
        assertThat(hpol("test", policy(mended)).status()).as(mended).isEqualTo(ExitStatus.FINE);
    }

    @Test
    void theSmallestRequestIsShown() throws IOException {
        Said said = hpol("prove", policy(invariant("http", "http.method == POST", "deny")));
        assertThat(said.out()).endsWith("""
            test "i" {
                subject  { id: "someone", groups: ["staff"] }
                http     { method: POST }
                expect   deny
            }

            %s: 1 invariant
            """.formatted(folder.resolve("shop.hpol")));
    }

    @Test
    void whatHoldsIsToldInALine() throws IOException {
        Said said = hpol("prove", policy(invariant("sql", "sql.writes and resource.env == prod", "deny")));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out()).startsWith("holds    shop.i (").endsWith(": 1 invariant, proved\n");
    }

    @Test
    void whatIsUnknownSaysWhichConditionIsNotFollowed() throws IOException {
        Said said = hpol("prove", policy(invariant("http", "http.path matches r\"/\\pL\\pL\"", "deny")));
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out())
                .startsWith("unknown  shop.i (")
                .contains("`http.path matches r\"/\\pL+\"`", "shop.hpol:14:12", "syntax that is not followed");
    }

    @Test
    void aSmallBudgetIsSaidToBeTooSmall() throws IOException {
        Said said = hpol("prove", "--budget", "2", policy(invariant("http", "http.method == POST", "deny")));
        assertThat(said.out()).contains("the diagram grew over 2 branches; a larger budget");
        assertThat(hpol("prove", "--budget", "0", folder.toString()).status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void programsReadTheSame() throws IOException {
        JsonNode json = hpol("prove", "--json", policy(invariant("http", "http.method == POST", "deny")))
                .json();
        assertThat(json.get("format").asText()).isEqualTo("hpol.prove/1");
        assertThat(json.get("fine").asBoolean()).isFalse();
        JsonNode invariant = json.get("invariants").get(0);
        assertThat(invariant.get("result").asText()).isEqualTo("fails");
        assertThat(invariant.get("by").asText()).isEqualTo("shop.staff");
        assertThat(invariant.get("test").asText()).contains("method: POST");
    }

    @Test
    void mistakesAreToldFirst() throws IOException {
        Said said = hpol("prove", policy(invariant("http", "http.methd == POST", "deny")));
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out() + said.err()).contains("error[P203]").doesNotContain("holds");
    }

    /// docs/analysis.md shows what is printed.
    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        String page = Files.readString(Path.of("../docs/analysis.md"));
        String pack = hpol("prove", "../policy-examples/production-db")
                .out()
                .replace("../policy-examples", "policy-examples");
        assertThat(page).contains("    $ hpol prove policy-examples/production-db\n" + pack.indent(4));

        int start = page.indexOf("```hpol\n") + "```hpol\n".length();
        assertThat(page).contains(printed(page.substring(start, page.indexOf("```", start))));
        assertThat(page)
                .contains(printed("policy shop\n\n"
                        + "/// Odd.\n"
                        + "invariant letters on http {\n"
                        + "    http.path matches r\"/\\pL+\" implies allow\n"
                        + "}\n"));
    }

    /// What is said of a policy, but for the last lines, as the page indents it.
    private String printed(String policy) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.hpol"), policy);
        String out = hpol("prove", file.toString()).out().replace(file.toString(), "shop.hpol");
        return out.substring(0, out.indexOf("shop.hpol: 1 invariant"))
                .stripTrailing()
                .lines()
                .map(line -> line.isEmpty() ? line : "    " + line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
