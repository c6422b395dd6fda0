// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.tests.Compiled.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import policy.tests.Compiled;
import policy.tests.Progress;
import policy.tests.mutation.MutationRun.Example;

final class MutationRunTest {

    private static MutationRun run(String policy, Progress progress) {
        Compiled compiled = Compiled.of("policy shop\n" + policy);
        var examples = new ArrayList<Example>();
        for (int i = 0; i < compiled.requests().size(); i++) {
            examples.add(new Example(
                    compiled.requests().get(i),
                    compiled.compilation().tests().get(i).answer(),
                    compiled.compilation().tests().get(i).expectations()));
        }
        return MutationRun.of(compiled.revision(), compiled.rules(), examples, progress);
    }

    private static List<String> survivors(String policy) {
        return run(policy, Progress.IGNORED).survivors().stream()
                .map(mutant -> mutant.at().line() + " " + mutant.change())
                .toList();
    }

    @Test
    void without_tests_every_change_survives() {
        assertThat(survivors("""
            allow read on http {
                when   http.method in [GET, HEAD] and subject.id != "x"
                unless http.path == "/admin" or not subject in group("staff")
            }
            """))
                .containsExactlyInAnyOrder(
                        "2 the rule is left out",
                        "2 `allow` becomes `deny`",
                        "3 `when http.method in [GET, HEAD] and subject.id != \"x\"` is left out",
                        "3 `and` becomes `or` in `http.method in [GET, HEAD] and subject.id != \"x\"`",
                        "3 `http.method in [GET, HEAD]` is left out",
                        "3 `http.method in [GET, HEAD]` is negated",
                        "3 `GET` is left out of `http.method in [GET, HEAD]`",
                        "3 `HEAD` is left out of `http.method in [GET, HEAD]`",
                        "3 `subject.id != \"x\"` is left out",
                        "3 `subject.id != \"x\"` is negated",
                        "4 `unless http.path == \"/admin\" or not subject in group(\"staff\")` is left out",
                        "4 `or` becomes `and` in `http.path == \"/admin\" or not subject in group(\"staff\")`",
                        "4 `http.path == \"/admin\"` is left out",
                        "4 `http.path == \"/admin\"` is negated",
                        "4 `not subject in group(\"staff\")` is left out",
                        "4 `subject in group(\"staff\")` is negated");
    }

    @Test
    void what_is_quoted_keeps_its_brackets() {
        assertThat(survivors("""
            deny a on http {
                when not (http.method == GET or http.path == "/") and (http.host == "a" or http.host == "b")
                when some t in subject.groups satisfies (t == "a" or t == "b") and http.path == "/"
            }
            """))
                .contains(
                        "3 `not (http.method == GET or http.path == \"/\")` is left out",
                        "4 `some t in subject.groups satisfies (t == \"a\" or t == \"b\")` is left out");
    }

    @Test
    void numbers_are_shifted_by_one() {
        assertThat(survivors("""
            let most = 4_000
            deny long on llm {
                when has llm.max_tokens and llm.max_tokens > most
                when has llm.max_tokens and llm.max_tokens in [5_000, 6_000]
            }
            """))
                .contains(
                        "4 `llm.max_tokens > most` becomes `llm.max_tokens >= 4002`",
                        "4 `llm.max_tokens > most` becomes `llm.max_tokens >= 4000`",
                        "5 `llm.max_tokens in [5_000, 6_000]` becomes `llm.max_tokens == 5001`",
                        "5 `llm.max_tokens == 6000` is left out of `llm.max_tokens in [5_000, 6_000]`")
                .doesNotContain("4 `has llm.max_tokens` is left out");
    }

    @Test
    void effects_and_obligations_are_changed() {
        assertThat(survivors("""
            deny  a on http { when http.path == "/a" }
            approve b on http { when http.path == "/b" ask 1 of group("leads") }
            mask  c on http { find email as hash }
            mask  d on http { find email as hash find iban as redact }
            """))
                .contains(
                        "2 `deny` becomes `allow`",
                        "3 `approve` becomes `allow`",
                        "3 `approve` becomes `deny`",
                        "4 the rule is left out",
                        "4 `find email as hash` is left out")
                .noneMatch(survivor -> survivor.startsWith("5 `find"));
    }

    @Test
    void a_test_that_tells_the_difference_notices() {
        String rule = "allow read on http { when http.method in [GET, HEAD] unless http.path == \"/admin\" }\n";
        MutationRun run = run(
                rule
                        + test("", "method: GET, path: \"/\"", "allow by read")
                        + test("", "method: HEAD, path: \"/\"", "allow")
                        + test("", "method: PUT, path: \"/\"", "deny")
                        + test("", "method: GET, path: \"/admin\"", "deny"),
                Progress.IGNORED);
        assertThat(run.survivors()).isEmpty();
        assertThat(run.score()).isEqualTo(100);
        assertThat(run.tried()).isEqualTo(run.possible()).isEqualTo(8);
    }

    @Test
    void what_no_test_asks_survives_and_lowers_the_score() {
        MutationRun run = run(
                "allow read on http { when http.method == GET unless http.path == \"/admin\" }\n"
                        + test("", "method: GET, path: \"/\"", "allow"),
                Progress.IGNORED);
        assertThat(run.survivors())
                .extracting(Mutant::change)
                .containsExactly(
                        "`when http.method == GET` is left out", "`unless http.path == \"/admin\"` is left out");
        assertThat(run.noticed()).isEqualTo(4);
        assertThat(run.score()).isEqualTo(66);
    }

    @Test
    void expectations_of_who_decided_and_of_words_notice_too() {
        String rules = """
            allow read on http { when http.method == GET }
            deny  a on http { when http.path == "/x" because "a says no" }
            deny  b on http { when http.path == "/x" because "b says no" }
            """;
        assertThat(survivors(rules + test("", "method: GET, path: \"/x\"", "deny")))
                .contains("3 the rule is left out", "4 the rule is left out");
        assertThat(survivors(rules + test("", "method: GET, path: \"/x\"", "deny by b because \"a says\"")))
                .doesNotContain("3 the rule is left out", "4 the rule is left out");
    }

    @Test
    void progress_is_told_for_each() {
        var told = new AtomicInteger();
        MutationRun run = run("deny a on http { when http.path == \"/x\" }\n", (done, all) -> told.incrementAndGet());
        assertThat(told).hasValue(run.tried());
    }

    @Test
    void of_too_many_some_are_taken_evenly() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        assertThat(MutationRun.evenly(all, 4)).containsExactly(0, 25, 50, 75);
        assertThat(MutationRun.evenly(all, 100)).isEqualTo(all);
    }
}
