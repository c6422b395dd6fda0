// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `hpol test` as a person or a program calls it.
final class TestCommandTest {

    private static final String RULES = """
        policy shop
        allow read on http { when http.method in [GET, HEAD] }
        deny  admin on http { when http.path == "/admin" because "Not there." }
        """;

    private static final String TESTS = """
        test "reads" for m in [GET, HEAD] { http { method: m, path: "/" } expect allow by read }
        test "writes" { http { method: PUT, path: "/" } expect deny }
        """;

    @TempDir
    private Path folder;

    private record Said(int status, String out, String err) {}

    private Said hpol(String... options) {
        var out = new StringWriter();
        var err = new StringWriter();
        var arguments = new ArrayList<>(List.of("test", folder.toString()));
        arguments.addAll(List.of(options));
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }

    private void policy(String text) throws IOException {
        Files.writeString(folder.resolve("a.hpol"), text);
    }

    @Test
    void a_failure_is_told_with_its_place_as_a_difference() throws IOException {
        policy(RULES + "test \"t\" {\n  http { method: GET, path: \"/admin\" }\n  expect allow\n}\n");
        Said said = hpol();
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("""
            FAILED  shop / t
              at %1$s/a.hpol:6
              - expected  allow
              + got       deny G101 because “Not there.”
                applies   deny shop.admin (%1$s/a.hpol:3:7)
                applies   allow shop.read (%1$s/a.hpol:2:7)

            %1$s: 0 passed, 1 failed
            """.formatted(folder));
    }

    @Test
    void a_wrong_sample_fails_its_own_test_alone() throws IOException {
        policy(RULES + TESTS + "test \"t\" {\n  http { methd: GET }\n  expect deny\n}\n");
        Said said = hpol();
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("""
            FAILED  shop / t
            error[P209]: `http` describes no message: unknown field `methd`
             --> %1$s/a.hpol:7:10
              |
            7 |   http { methd: GET }
              |          ^^^^^ unknown field
              = help: did you mean `method`?
              = see: hpol explain P209

            %1$s: 3 passed, 1 failed
            """.formatted(folder));
        JsonNode failure = new ObjectMapper().readTree(hpol("--json").out()).at("/sets/0/tests/3/failure");
        assertThat(failure.at("/problem/code").asText()).isEqualTo("P209");
        assertThat(failure.at("/line").asInt()).isEqualTo(7);
        assertThat(failure.at("/message").asText()).startsWith("P209: `http` describes no message: ");
    }

    @Test
    void each_row_with_a_wrong_sample_fails_with_its_own_mistake() throws IOException {
        policy(RULES + """
            test "t" for m in [{ methd: GET }, { path: "/a/../b" }, { method: GET }] { http m expect allow }
            """);
        assertThat(hpol().out())
                .contains("unknown field `methd`", "a.hpol:4:22", "a.hpol:4:44", "the gateway refuses it")
                .contains("1 passed, 2 failed");
    }

    @Test
    void two_tests_of_one_title_are_two_cases() throws IOException {
        policy(RULES + "test \"t\" { http { method: GET } expect allow }\n".repeat(2));
        Path xml = folder.resolve("out.xml");
        hpol("--junit-xml", xml.toString());
        assertThat(Files.readString(xml)).contains("name=\"t\"", "name=\"t #2\"");
    }

    @Test
    void results_stand_in_the_order_of_the_source_however_many_threads_ran() throws IOException {
        var tests = new StringBuilder(RULES);
        for (int i = 0; i < 300; i++) {
            tests.append("test \"t%d\" { http { method: GET, path: \"/\" } expect allow }\n".formatted(i));
        }
        policy(tests.toString());
        List<String> names = hpol("--verbose")
                .out()
                .lines()
                .filter(line -> line.startsWith("ok"))
                .toList();
        assertThat(names).hasSize(300);
        for (int i = 0; i < names.size(); i++) {
            assertThat(names.get(i)).isEqualTo("ok      shop / t" + i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--filter reads            | 0 | 2 passed, 0 failed, 1 left out",
                "--filter shop*[head]      | 0 | 1 passed, 0 failed, 2 left out",
                "--filter nothing          | 2 | ''",
                "--coverage                | 0 | 'coverage of shop: rules 1 of 2 (50 %), conditions 1 of 2 (50 %)'",
                "--coverage                | 0 | 'a.hpol:3  deny admin: never applies'",
                "--coverage                | 0 | 'a.hpol:3  deny admin: `http.path == \"/admin\"` never true'",
                "--min-coverage 50         | 0 | 'coverage of shop'",
                "--min-coverage 51         | 1 | 'coverage of shop'",
                "--mutate                  | 0 | 'no test notices when the rule is left out'",
                "--mutate                  | 0 | '10 changes to the rules, 8 noticed, 2 survived: score 80'",
                "--min-score 80            | 0 | 'score 80'",
                "--min-score 81            | 1 | 'score 80'",
                "--min-score 101           | 2 | ''",
                "--watch --json            | 2 | ''",
            })
    void options(String options, int status, String says) throws IOException {
        policy(RULES + TESTS);
        Said said = hpol(options.split(" "));
        assertThat(said.status()).as(said.out() + said.err()).isEqualTo(status);
        assertThat(said.out()).contains(says);
    }

    @Test
    void what_is_below_a_minimum_is_told() throws IOException {
        policy(RULES + TESTS);
        assertThat(hpol("--min-coverage", "100").err()).isEqualTo("hpol: coverage is 50 %, below 100 %\n");
        assertThat(hpol("--min-score", "100").err()).isEqualTo("hpol: score is 80 %, below 100 %\n");
    }

    @Test
    void rules_are_changed_only_where_tests_pass() throws IOException {
        policy(RULES + "test \"t\" { http { method: PUT, path: \"/\" } expect allow }\n");
        Said said = hpol("--mutate");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("rules are changed only where all tests pass");
        assertThat(hpol("--min-score", "0").status()).isEqualTo(1);
    }

    @Test
    void json_is_one_document_with_everything() throws IOException {
        policy(RULES + TESTS + "test \"wrong\" {\n http { method: GET, path: \"/\" }\n expect deny\n}\n");
        JsonNode report =
                new ObjectMapper().readTree(hpol("--json", "--coverage").out());
        assertThat(report.at("/passed").intValue()).isEqualTo(3);
        assertThat(report.at("/failed").intValue()).isEqualTo(1);
        assertThat(report.at("/sets/0/revision").textValue()).hasSize(64);
        assertThat(report.at("/sets/0/tests/1/row").textValue()).isEqualTo("HEAD");
        JsonNode failed = report.at("/sets/0/tests/3");
        assertThat(failed.at("/passed").booleanValue()).isFalse();
        assertThat(failed.at("/failure/expected").textValue()).isEqualTo("deny");
        assertThat(failed.at("/failure/got").textValue()).isEqualTo("allow");
        assertThat(failed.at("/failure/line").intValue()).isEqualTo(8);
        assertThat(failed.at("/failure/rules/0").textValue()).isEqualTo("shop.read");
        assertThat(report.at("/sets/0/coverage/rules/total").intValue()).isEqualTo(2);
        assertThat(report.at("/sets/0/coverage/missing/0/rule").textValue()).isEqualTo("shop.admin");
        assertThat(report.at("/sets/0/mutation").isMissingNode()).isTrue();
        policy(RULES + TESTS);
        JsonNode mutated =
                new ObjectMapper().readTree(hpol("--json", "--mutate").out());
        assertThat(mutated.at("/sets/0/mutation/score").intValue()).isEqualTo(80);
        assertThat(mutated.at("/sets/0/mutation/survivors/0/change").textValue())
                .isEqualTo("the rule is left out");
    }

    @Test
    void json_tells_mistakes_too() throws IOException {
        policy("policy shop\nallow read on htp {}\n");
        Said said = hpol("--json");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).isEmpty();
        JsonNode problem = new ObjectMapper().readTree(said.out()).at("/sets/0/problems/0");
        assertThat(problem.at("/code").textValue()).isEqualTo("P202");
        assertThat(problem.at("/line").intValue()).isEqualTo(2);
        assertThat(problem.at("/severity").textValue()).isEqualTo("error");
    }

    @Test
    void files_are_written_besides() throws IOException {
        policy(RULES + TESTS);
        Path xml = folder.resolve("out/junit.xml");
        Path html = folder.resolve("out/html");
        Said said = hpol("--junit-xml", xml.toString(), "--coverage-html", html.toString());
        assertThat(said.out()).isEqualTo(folder + ": 3 passed, 0 failed\n");
        assertThat(xml).content().contains("<testsuite name=\"shop\"");
        assertThat(html.resolve("index.html")).content().contains("1 of 2, 50 %");
    }

    @Test
    void watching_runs_again_after_a_change_and_survives_mistakes() throws Exception {
        policy(RULES + TESTS);
        var out = new StringWriter();
        var err = new StringWriter();
        Thread watching = Thread.ofPlatform()
                .daemon()
                .start(() -> Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute("test", folder.toString(), "--watch"));
        until(out, said -> said.contains("3 passed, 0 failed") && said.endsWith("watching; Ctrl-C ends\n"));
        policy("polcy shop\n");
        until(err, said -> said.contains("error[P104]"));
        policy(RULES);
        until(err, said -> said.contains("no test to run"));
        Files.delete(folder.resolve("a.hpol"));
        until(err, said -> said.contains("holds no .hpol file"));
        policy(RULES + TESTS.replace("writes", "Writes"));
        until(
                out,
                said -> said.lines().filter(line -> line.contains("3 passed")).count() == 2);
        watching.interrupt();
        assertThat(watching.join(Duration.ofMinutes(1))).isTrue();
    }

    private static void until(StringWriter writer, Predicate<String> wanted) throws InterruptedException {
        for (int i = 0; i < 1200 && !wanted.test(writer.toString()); i++) {
            Thread.sleep(50);
        }
        assertThat(writer.toString()).matches(wanted);
    }
}
