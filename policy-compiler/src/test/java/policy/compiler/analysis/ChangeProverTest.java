// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.changes.Risk;
import policy.dsl.source.Source;
import policy.runtime.decision.Effect;

/// What a change means: proved to be nothing, shown by a request, or not known.
final class ChangeProverTest {

    private static final String BEFORE = """
        policy p
        let reading = web.verb in [GET, HEAD]
        allow reads on web {
            when reading
        }
        allow staff on web {
            when subject in group("staff")
        }
        approve changes on web {
            when resource.env == prod and web.verb == DELETE
            ask 2 of group("dba")
            within 5m
        }
        deny large on web {
            when has web.size and web.size > 100
        }
        deny odd on web {
            when some t in web.tags satisfies (t starts with "x" and t ends with "y")
        }
        mask people on web {
            find email, iban as redact
        }
        limit calls on web {
            when web.path starts with "/a"
            at most 5 requests per 1h by subject.id
        }
        """;

    /// Each is written otherwise and means the same.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        when reading                        | when not web.verb in [POST, PUT, DELETE]
        policy p                            | policy q
        deny large on                       | deny too_large on
        web.size > 100                      | web.size >= 101
        some t in web.tags                  | some tag in web.tags
        find email, iban as redact          | find email as redact find iban as redact
        ask 2 of group("dba")               | ask 2 of group("dba") because "Careful."
        allow staff on web {                | allow never on web { when web.verb == PUT and web.verb == POST } allow staff on web {
        mask people on web {                | mask less on web { find email as hash } mask people on web {
        """)
    void means_the_same(String written, String otherwise) {
        String after = BEFORE.replace(written, otherwise);
        if (otherwise.contains("some tag")) {
            after = after.replace(
                    "t starts with \"x\" and t ends with \"y\"", "tag ends with \"y\" and tag starts with \"x\"");
        }
        assertThat(after).isNotEqualTo(BEFORE);
        assertThat(prove(after, ChangeProver.DEFAULT_BUDGET).isSame()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        web.size > 100             | web.size > 90                  | NARROWS | ALLOW   | DENY
        web.size > 100             | web.size > 110                 | WIDENS  | DENY    | ALLOW
        when reading               | when web.verb == GET           | NARROWS | ALLOW   | DENY
        group("staff")             | group("all")                   | WIDENS  | DENY    | ALLOW
        resource.env == prod and   | resource.env == test and       | WIDENS  | APPROVE | ALLOW
        ask 2 of                   | ask 1 of                       | WIDENS  | APPROVE | APPROVE
        ask 2 of                   | ask 3 of                       | NARROWS | APPROVE | APPROVE
        ask 2 of group("dba")      | ask 2 of group("sre")          | EITHER  | APPROVE | APPROVE
        find email, iban as redact | find iban as redact            | WIDENS  | ALLOW   | ALLOW
        find email, iban as redact | find email, iban as hash       | WIDENS  | ALLOW   | ALLOW
        at most 5                  | at most 6                      | WIDENS  | ALLOW   | ALLOW
        mask people on web {       | mask people on web { when web.secure | WIDENS | ALLOW | ALLOW
        """)
    void is_shown(String written, String otherwise, Risk risk, Effect before, Effect after) {
        ChangeProof proof = prove(BEFORE.replace(written, otherwise), ChangeProver.DEFAULT_BUDGET);
        assertThat(proof.shifts()).anySatisfy(shift -> {
            assertThat(shift.risk()).isEqualTo(risk);
            assertThat(shift.before().effect()).isEqualTo(before);
            assertThat(shift.after().effect()).isEqualTo(after);
        });
    }

    @Test
    void a_budget_that_others_share_is_told_though_no_request_shows_it() {
        String after = BEFORE.replace("limit calls on web {\n    when web.path starts with \"/a\"", """
            limit calls_of_b on web {
                when web.path starts with "/a" and web.path ends with "b"
                at most 5 requests per 1h by subject.id
            }
            limit calls on web {
                when web.path starts with "/a" and not web.path ends with "b"\
            """);
        ChangeProof proof = prove(after, ChangeProver.DEFAULT_BUDGET);
        assertThat(proof.shifts()).isEmpty();
        assertThat(proof.unknown())
                .singleElement()
                .satisfies(unknown -> assertThat(unknown.because()).contains("share `at most 5 requests per 1h"));
    }

    @Test
    void over_its_budget_it_is_unknown_and_names_the_rules() {
        ChangeProof proof = prove(BEFORE.replace("web.size > 100", "web.size > 90"), 3);
        assertThat(proof.isSame()).isFalse();
        assertThat(proof.shifts()).isEmpty();
        assertThat(proof.unknown()).singleElement().satisfies(unknown -> {
            assertThat(unknown.because()).contains("over 3 branches");
            assertThat(unknown.before())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.id()).isEqualTo("p.large"));
            assertThat(unknown.after())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.id()).isEqualTo("p.large"));
        });
    }

    @Test
    void what_is_not_followed_is_not_guessed() {
        // Both patterns match the same texts; what names classes of Unicode is not taken apart.
        String pattern = "when web.path matches r\"\\pL+b\"";
        ChangeProof proof = prove(
                BEFORE.replace("when has web.size and web.size > 100", pattern),
                BEFORE.replace("when has web.size and web.size > 100", "when web.path matches r\"\\pL\\pL*b\""),
                ChangeProver.DEFAULT_BUDGET);
        assertThat(proof.isSame()).isFalse();
        assertThat(proof.shifts()).isEmpty();
        assertThat(proof.unknown()).isNotEmpty();
    }

    @Test
    void classes_are_counted_up_to_a_limit() {
        var after = new StringBuilder(BEFORE);
        for (int i = 0; i <= ChangeProver.MOST_CLASSES; i++) {
            after.append("allow more%d on web { when web.path == \"/%d\" and web.verb == POST }\n".formatted(i, i));
        }
        ChangeProof proof = prove(after.toString(), ChangeProver.DEFAULT_BUDGET);
        assertThat(proof.isWhole()).isFalse();
        assertThat(proof.shifts()).hasSize(ChangeProver.MOST_CLASSES);
    }

    private static ChangeProof prove(String after, int budget) {
        return prove(BEFORE, after, budget);
    }

    private static ChangeProof prove(String before, String after, int budget) {
        return new ChangeProver(side(before), side(after), Fixtures.VOCABULARY, new DirectMessages(), budget).prove();
    }

    private static ChangeProver.Side side(String text) {
        Compilation compiled = new Compiler(Fixtures.VOCABULARY).compile(List.of(new Source("p.hpol", text)));
        assertThat(compiled.policies())
                .describedAs("%s", compiled.diagnostics())
                .isPresent();
        return new ChangeProver.Side(
                compiled.typed().rules(), compiled.policies().orElseThrow());
    }
}
