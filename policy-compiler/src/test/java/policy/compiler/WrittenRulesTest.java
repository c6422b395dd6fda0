// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Wording;
import policy.compiler.type.WrittenRules;
import policy.compiler.written.Written;
import policy.compiler.written.WrittenRule;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// The places of a rule's parts, and that they mean together what the rule means.
final class WrittenRulesTest {

    private static List<WrittenRule> read(String rules) {
        return WrittenRules.of(
                Fixtures.VOCABULARY, SourceSet.of(List.of(new Source("a.hpol", "policy a\n" + rules)), Map.of()));
    }

    private static WrittenRule one(String rule) {
        return read(rule).getFirst();
    }

    @Test
    void parts_stand_where_they_are_written() {
        WrittenRule rule = one("""
            let safe = web.secure and not web.path starts with "/x"
            allow r on web {
                when   safe or web.verb == GET
                unless has web.size and web.size in [1, 2]
            }
            """);
        assertThat(rule.parts())
                .extracting(part -> part.span().place() + " " + part.span().text())
                .containsExactly(
                        "a.hpol:2:12 web.secure",
                        "a.hpol:2:31 web.path starts with \"/x\"",
                        "a.hpol:4:20 web.verb == GET",
                        "a.hpol:5:12 has web.size",
                        "a.hpol:5:29 web.size in [1, 2]");
        assertThat(rule.clauses())
                .extracting(clause -> clause.span().text())
                .containsExactly("when   safe or web.verb == GET", "unless has web.size and web.size in [1, 2]");
        assertThat(rule.span().line()).isEqualTo(3);
    }

    @Test
    void the_clauses_mean_what_the_rule_means() {
        WrittenRule rule = one("""
            let owners = group("owners")
            deny r on any {
                when   not (subject in owners and not subject.kind == agent)
                when   resource.env in [prod, staging] or true
                unless subject.id != "ana"
            }
            """);
        Condition meaning = WrittenRule.meaning(rule.clauses());
        assertThat(meaning).isEqualTo(rule.rule().condition());
        assertThat(Wording.of(meaning))
                .isEqualTo("not (subject in group(\"owners\") and not subject.kind == agent)"
                        + " and subject.id == \"ana\"");
    }

    @Test
    void finds_are_those_of_the_mask() {
        WrittenRule rule = one("mask m on web {\n  find email as redact\n  find iban as hash\n}\n");
        assertThat(rule.finds())
                .extracting(span -> span.text())
                .containsExactly("find email as redact", "find iban as hash");
        assertThat(rule.clauses()).isEmpty();
        assertThat(WrittenRule.meaning(rule.clauses())).isEqualTo(Condition.ALWAYS);
    }

    @Test
    void sources_with_mistakes_have_no_rules_to_speak_of() {
        assertThatIllegalArgumentException().isThrownBy(() -> read("allow r on web { when web.verb == GTE }"));
    }

    @Test
    void what_stands_in_a_let_stands_there_for_every_rule() {
        List<WrittenRule> rules = read("""
            let get = web.verb == GET
            allow b on web { when get }
            allow a on web { when get }
            """);
        assertThat(rules).extracting(WrittenRule::id).containsExactly("a.a", "a.b");
        assertThat(rules)
                .flatExtracting(rule -> rule.parts().toList())
                .extracting(Written::span)
                .extracting(span -> span.line())
                .containsExactly(2, 2);
    }
}
