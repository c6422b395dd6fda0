// SPDX-License-Identifier: Apache-2.0
package policy.tests.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.tests.Compiled.test;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.runtime.request.AccessRequest;
import policy.tests.Compiled;

final class CoverageTest {

    private static final String RULES = """
        policy shop
        let reading = http.method in [GET, HEAD]
        allow read on http {
            when   reading
            unless http.path starts with "/admin" and not subject in group("admins")
        }
        deny  export on http { when http.path == "/export" }
        approve removal on http { when http.method == DELETE ask 1 of group("leads") }
        mask mails on http { when resource.env == test find email as redact }
        limit calls on http { at most 9 requests per 1m }
        record all on http { keep decision }
        observe deny heads on http { when http.method == HEAD }
        observe mask ibans on http { when http.path == "/export" find iban as redact }
        allow chat on llm { when llm.model == "small" }
        """;

    private static Coverage coverage(String... tests) {
        Compiled compiled = Compiled.of(RULES + String.join("\n", tests));
        return Coverage.of(compiled.revision(), compiled.rules(), compiled.requests());
    }

    private static RuleCoverage rule(Coverage coverage, String id) {
        return coverage.rules().stream()
                .filter(rule -> rule.rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "covered",
            value = {
                "method: GET, path: \"/\"          | read    | covered",
                "method: GET, path: \"/\"          | mails   | covered",
                "method: GET, path: \"/\"          | export  | never applies",
                "method: GET, path: \"/\"          | removal | never applies",
                "method: GET, path: \"/\"          | chat    | no test makes such a request",
                "method: GET, path: \"/export\"    | export  | covered",
                "method: GET, path: \"/export\"    | read    | applies, but never decides: a stronger rule does",
                "method: GET, path: \"/export\"    | mails   | applies, but never decides: a stronger rule does",
                "method: GET, path: \"/\"          | calls   | covered",
                "method: GET, path: \"/\"          | all     | covered",
                "method: GET, path: \"/\"          | heads   | never applies",
                "method: GET, path: \"/export\"    | calls   | applies, but never decides: a stronger rule does",
                "method: GET, path: \"/export\"    | all     | applies, but never decides: a stronger rule does",
                "method: GET, path: \"/export\"    | ibans   | covered",
                "method: HEAD, path: \"/\"         | heads   | covered",
                "method: DELETE, path: \"/x\"      | calls   | covered",
                "method: DELETE, path: \"/x\"      | all     | covered",
                "method: DELETE, path: \"/x\"      | removal | covered",
                "method: DELETE, path: \"/x\"      | mails   | covered",
                "method: DELETE, path: \"/export\" | removal | applies, but never decides: a stronger rule does",
            })
    void a_rule_is_covered_when_it_applies_and_takes_part(String request, String rule, String missing) {
        Coverage coverage = coverage(test("", request, "deny"));
        assertThat(rule(coverage, "shop." + rule).missing().orElse(null)).isEqualTo(missing);
    }

    @Test
    void a_condition_is_asked_no_further_than_needed() {
        RuleCoverage read = rule(coverage(test("", "method: GET, path: \"/\"", "allow")), "shop.read");
        assertThat(read.parts())
                .extracting(part -> part.span().text(), part -> part.missing().orElse(""))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("http.method in [GET, HEAD]", "never false"),
                        org.assertj.core.groups.Tuple.tuple("http.path starts with \"/admin\"", "never true"),
                        org.assertj.core.groups.Tuple.tuple("subject in group(\"admins\")", "never reached"));
    }

    @Test
    void a_clause_behind_one_that_failed_is_not_reached() {
        RuleCoverage read = rule(coverage(test("", "method: PUT, path: \"/admin\"", "deny")), "shop.read");
        assertThat(read.parts())
                .extracting(part -> part.missing().orElse(""))
                .containsExactly("never true", "never reached", "never reached");
        assertThat(read.tally()).isEqualTo(new Tally(0, 1, 0));
    }

    @Test
    void tests_add_up() {
        Coverage coverage = coverage(
                test("", "method: GET, path: \"/\"", "allow"),
                test("", "method: GET, path: \"/admin\"", "deny"),
                test("groups: [\"admins\"]", "method: GET, path: \"/admin\"", "allow"),
                test("", "method: DELETE, path: \"/export\"", "deny"));
        RuleCoverage read = rule(coverage, "shop.read");
        assertThat(read.decided()).isEqualTo(2);
        assertThat(read.tally()).isEqualTo(new Tally(2, 2, 0));
        assertThat(read.parts()).allMatch(PartCoverage::covered);
        assertThat(coverage.ruleShare()).isEqualTo(new Coverage.Share(6, 9));
        assertThat(coverage.partShare()).isEqualTo(new Coverage.Share(6, 9));
        assertThat(coverage.percent()).isEqualTo(66);
        assertThat(coverage.byPolicy()).containsOnlyKeys("shop");
    }

    @Test
    void what_cannot_be_told_is_neither_true_nor_false() {
        Compiled compiled = Compiled.of("""
            policy shop
            allow small on llm { when llm.model == "m" and has llm.max_tokens and llm.max_tokens <= 10 }
            """);
        Coverage coverage = Coverage.of(compiled.revision(), compiled.rules(), List.of());
        assertThat(coverage.rules().getFirst().parts())
                .extracting(part -> part.missing().orElse(""))
                .containsOnly("never reached");
        assertThat(new PartCoverage(coverage.rules().getFirst().rule().span(), new Tally(0, 0, 1)).missing())
                .contains("never determined");
    }

    @Test
    void constants_are_no_conditions_and_nothing_is_fully_covered() {
        Compiled compiled = Compiled.of("policy shop\nallow all on http { when true }\n");
        Coverage coverage = Coverage.of(compiled.revision(), compiled.rules(), List.of());
        assertThat(coverage.partShare()).isEqualTo(new Coverage.Share(0, 0));
        assertThat(coverage.partShare().percent()).isEqualTo(100);
        assertThat(coverage.percent()).isZero();
    }

    @Test
    void the_whole_is_found_true_exactly_where_the_rule_applies() {
        Compiled compiled = Compiled.of(RULES
                + test("", "method: GET, path: \"/\"", "allow")
                + test("", "method: HEAD, path: \"/admin/x\"", "allow")
                + test("groups: [\"admins\"]", "method: GET, path: \"/admin\"", "allow")
                + test("", "method: DELETE, path: \"/\"", "allow"));
        Coverage coverage = Coverage.of(compiled.revision(), compiled.rules(), compiled.requests());
        assertThat(coverage.rules()).allSatisfy(rule -> {
            var typed = rule.rule().rule();
            long applies = compiled.requests().stream()
                    .filter((AccessRequest request) ->
                            typed.appliesTo(request.schema().protocol()))
                    .filter(request -> Kleene.truth(typed.condition(), request) == Truth.TRUE)
                    .count();
            assertThat(rule.tally().yes()).isEqualTo((int) applies);
        });
    }
}
