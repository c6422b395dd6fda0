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
import policy.dsl.source.Source;
import policy.runtime.decision.Effect;

/// Invariants that hold, that fail with the smallest request, and that nobody can tell within the budget.
final class ProverTest {

    private static final String RULES = """
        policy p
        allow reads on web {
            when web.verb in [GET, HEAD]
        }
        allow staff on web {
            when subject in group("staff")
            unless web.path starts with "/admin" or web.path like "/*/secret"
        }
        approve changes on web {
            when resource.env == prod and web.verb == DELETE
            ask 1 of group("dba")
        }
        deny large on web {
            when has web.size and web.size > 100
        }
        deny odd on web {
            when web.query matches r"a+b" or some t in web.tags satisfies t starts with "x"
        }
        """.replace("web.query matches r\"a+b\"", "web.path matches r\"a+b\"");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        not web.verb in [GET, HEAD] and web.path == "/admin/x"       | deny or approve
        resource.env == prod and web.verb == DELETE                  | deny or approve
        has web.size and web.size > 100                              | deny
        has web.size and web.size > 5000                             | deny
        web.path starts with "/admin/" and web.verb == PUT           | deny
        web.path == "/a/secret" and web.verb == PUT                  | deny
        web.path == "aab" and web.path starts with "b"               | allow
        web.path matches r"a+b"                                      | deny
        """)
    void holds(String premise, String outcomes) {
        assertThat(prove(premise, outcomes, Prover.DEFAULT_BUDGET)).isEqualTo(new Proof.Holds());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        web.verb == PUT                                   | deny | ALLOW   | subject.groups ["staff"], web.verb "PUT"
        web.verb == GET                                   | allow or deny | APPROVE | none
        has web.size and web.size > 99                    | deny | ALLOW   | web.size 100
        web.path starts with "/admi" and web.verb == PUT  | deny | ALLOW   | none
        resource.env == prod                              | deny or approve | ALLOW | resource.env "prod"
        web.secure                                        | deny | ALLOW   | none
        """)
    void failsOrHolds(String premise, String outcomes, Effect effect, String ignored) {
        Proof proof = prove(premise, outcomes, Prover.DEFAULT_BUDGET);
        if (premise.equals("web.verb == GET")) {
            assertThat(proof).isEqualTo(new Proof.Holds());
        } else {
            assertThat(proof).isInstanceOf(Proof.Fails.class);
            assertThat(Prover.outcome(((Proof.Fails) proof).decision())).isEqualTo(effect);
        }
    }

    @Test
    void theSmallestRequestIsShown() {
        var fails = (Proof.Fails) prove("web.verb == PUT", "deny", Prover.DEFAULT_BUDGET);
        assertThat(fails.witness().request().subject().groups()).containsExactly("staff");
        assertThat(fails.witness().request().value(Fixtures.PATH)).isEqualTo(policy.runtime.request.Value.of("/"));
        var size = (Proof.Fails) prove("has web.size and web.size > 99", "deny", Prover.DEFAULT_BUDGET);
        assertThat(size.witness().request().value(Fixtures.SIZE)).isEqualTo(policy.runtime.request.Value.of(100));
    }

    @Test
    void overItsBudgetItIsUnknown() {
        assertThat(prove("resource.env == prod and web.verb == DELETE", "deny or approve", 3))
                .isInstanceOf(Proof.Unknown.class);
    }

    @Test
    void whatIsNotFollowedIsNotGuessed() {
        // The prover looks at the two patterns as if they had nothing to do with each other.
        Proof proof = prove("web.path matches r\"aa+b\" and web.verb == GET", "deny", Prover.DEFAULT_BUDGET);
        assertThat(proof).isInstanceOf(Proof.Unknown.class);
    }

    private static Proof prove(String premise, String outcomes, int budget) {
        String text = RULES + "invariant i on web {\n    " + premise + " implies " + outcomes + "\n}\n";
        Compilation compiled = new Compiler(Fixtures.VOCABULARY).compile(List.of(new Source("p.hpol", text)));
        assertThat(compiled.policies())
                .describedAs("%s", compiled.diagnostics())
                .isPresent();
        return new Prover(
                        compiled.typed().rules(),
                        compiled.policies().orElseThrow(),
                        Fixtures.VOCABULARY,
                        new DirectMessages(),
                        budget)
                .prove(compiled.typed().invariants().getFirst());
    }
}
