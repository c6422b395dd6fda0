// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.protocols.Protocols;

class UnenforceableRulesTest {

    private static List<String> told(String rule) {
        Compilation compilation =
                new Compiler(Protocols.vocabulary()).compile(List.of(new Source("p.hpol", "policy p\n" + rule)));
        assertThat(compilation.policies()).isPresent();
        return UnenforceableRules.of(compilation.typed().rules());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "limit r on http { at most 5 requests per 1m }            | a budget",
                "record r on http { keep full for 30d }                   | `keep full`",
                "mask r on http { find email as redact find iban as tokenise } | `find iban as tokenise`",
                "mask r on http { field \"a.b\" as redact }               | `field \"a.b\" as redact`",
                "approve r on http { ask 1 of group(\"g\") channel at least webauthn } | `channel at least webauthn`",
            })
    void whatCannotBeDoneIsTold(String rule, String what) {
        assertThat(told(rule))
                .singleElement()
                .asString()
                .startsWith("rule `p.r` (p.hpol:2:")
                .contains(what);
        assertThat(told("observe " + rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "record r on http { keep decision }",
                "mask r on http { find email as hash }",
                "approve r on http { ask 1 of group(\"g\") then 1 of group(\"h\") within 5m }",
                "approve r on http { ask 1 of group(\"g\") reason required channel at least sso durable }",
                "approve r on http { ask 1 of group(\"g\") grant for 5m of same_shape escalate after 5m to"
                        + " group(\"h\") }",
                "deny r on http { when http.method == DELETE }",
                "allow r on http { when http.method == GET }",
            })
    void whatCanBeDoneIsNot(String rule) {
        assertThat(told(rule)).isEmpty();
    }
}
