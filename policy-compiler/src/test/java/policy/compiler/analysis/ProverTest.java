// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.Fixtures;
import policy.compiler.Requests;
import policy.compiler.condition.ValueWording;
import policy.dsl.source.Source;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// Invariants that hold, that fail with the smallest request, and that nobody can tell: one line a case.
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
        allow tagged on web {
            when web.verb == POST and (every t in web.tags satisfies t in ["a", "b"])
        }
        approve changes on web {
            when resource.env == prod and web.verb == DELETE
            ask 1 of group("dba")
        }
        deny large on web {
            when has web.size and web.size > 100
        }
        deny odd on web {
            when web.path matches r"a+b" or some t in web.tags satisfies t starts with "x"
        }
        deny shells on web {
            when web.path matches r"(?i)/sh\\b.*"
        }
        deny outside on web {
            when web.verb == PUT and not context.address in ["10.0.0.0/8", "2001:db8::/32"]
        }
        deny at_night on web {
            when web.verb == DELETE and not context.time in mon..fri 08:00..18:00 in "Europe/Berlin"
        }
        deny letters on web {
            when web.path matches r"/\\pL+"
        }
        deny trees on web {
            when some p in web.parts satisfies p.a == "b"
        }
        deny members on web {
            when has web.args.cmd and web.args.cmd contains "rm"
        }
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        not web.verb in [GET, HEAD, POST] and web.path == "/admin/x"                 | deny or approve
        resource.env == prod and web.verb == DELETE                                  | deny or approve
        has web.size and web.size > 100                                              | deny
        has web.size and web.size > 5000                                             | deny
        web.path starts with "/admin/" and web.verb == PUT                           | deny
        web.path == "/a/secret" and web.verb == PUT                                  | deny
        web.path == "aab" and web.path starts with "b"                               | allow
        web.path matches r"a+b"                                                      | deny
        web.path matches r"aaa?b"                                                    | deny
        web.path in ["/SH/x", "/sh -c"]                                              | deny
        web.path matches r"/[sS]h( -c)?"                                             | deny
        web.path starts with "/ab" and web.path starts with "/cd"                    | allow
        web.tags contains "xy"                                                       | deny
        some t in web.tags satisfies t like "xx*"                                    | deny
        web.verb == POST and web.tags contains "c" and subject.groups contains "g" and not subject in group("staff") | deny
        web.verb == PUT and context.address == "192.0.2.7"                           | deny
        web.verb == PUT and context.address in ["11.0.0.0/8", "2001:db9::1"]         | deny
        web.verb == DELETE and context.time in sat..sun in "Europe/Berlin"           | deny
        web.verb == DELETE and context.time in 19:00..20:00 in "Europe/Berlin"       | deny
        web.verb == DELETE and context.time in mon 23:00..23:30 in "Europe/Berlin"   | deny
        has web.args.cmd and web.args.cmd == "rm -rf"                                | deny
        web.verb == GET and web.verb == PUT                                          | deny
        """)
    void holds(String premise, String outcomes) {
        assertThat(prove(premise, outcomes, Prover.DEFAULT_BUDGET)).isEqualTo(new Proof.Holds());
    }

    /// Each differs from a plain request in what is shown, and in nothing else.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        web.verb == PUT                                    | deny             | allow by p.staff | subject.groups ["staff"], context.address "10.0.0.0", web.verb PUT
        web.verb in [GET, HEAD]                            | deny             | allow by p.reads |
        web.verb == HEAD                                   | deny or approve  | allow by p.reads | web.verb HEAD
        has web.size and web.size > 99                     | deny             | allow by p.reads | web.size 100
        web.path starts with "/x-"                         | deny             | allow by p.reads | web.path "/x-"
        web.path matches r"[ab]{2,3}"                      | deny             | allow by p.reads | web.path "aa"
        web.path matches r"/x-(yz)?z{2,}"                  | deny             | allow by p.reads | web.path "/x-zz"
        web.path like "/SH/*"                              | deny             | allow by p.reads | web.path "/SH/\\u{A}"
        resource.env == prod                               | deny or approve  | allow by p.reads | resource.env prod
        resource.env == prod and web.verb == DELETE        | deny             | approve by p.changes | resource.env prod, context.time "1970-01-01T07:00:00Z", web.verb DELETE
        web.verb == POST                                   | deny             | allow by p.tagged | web.verb POST
        web.verb == POST and web.tags intersects ["a", "c"] | deny            | allow by p.tagged | web.verb POST, web.tags ["a"]
        web.verb == GET                                    | approve          | allow by p.reads |
        web.verb == POST and web.tags contains "c"         | allow            | deny by no rule  | web.verb POST, web.tags ["c"]
        context.address in ["10.1.0.0/16"]                 | deny             | allow by p.reads | context.address "10.1.0.0"
        context.time in sun 02:30..03:00 in "Europe/Berlin" | deny            | allow by p.reads | context.time "1970-01-04T01:30:00Z"
        context.time in sat..sun in "UTC" and context.time in sat..sun in "Asia/Tokyo" | deny | allow by p.reads | context.time "1970-01-03T15:00:00Z"
        """)
    void fails(String premise, String outcomes, String decided, String differences) {
        Proof proof = prove(premise, outcomes, Prover.DEFAULT_BUDGET);
        assertThat(proof).isInstanceOf(Proof.Fails.class);
        var fails = (Proof.Fails) proof;
        String by = Prover.made(fails.decision()).map(rule -> rule.id()).collect(Collectors.joining(", "));
        assertThat(Prover.outcome(fails.decision()).word() + " by " + (by.isEmpty() ? "no rule" : by))
                .isEqualTo(decided);
        assertThat(differences(fails.witness().request())).isEqualTo(differences == null ? "" : differences);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
        web.path == "/sh/a" and web.path matches r"\\pL+"  | allow | `web.path matches r"\\pL+"`
        web.path matches r"/\\pL\\pL+"                      | deny  | `web.path matches r"/\\pL+"` (p.hpol:32:10): the pattern has syntax that is not followed
        some p in web.parts satisfies (p.a == "b" or p.a == "c") | deny | (p.hpol:35:10): what is asked of items that are no texts is not followed
        """)
    void isUnknownAndSaysWhy(String premise, String outcomes, String why) {
        Proof proof = prove(premise, outcomes, Prover.DEFAULT_BUDGET);
        assertThat(proof).isInstanceOf(Proof.Unknown.class);
        assertThat(((Proof.Unknown) proof).because()).contains(why).endsWith("test the cases you fear");
    }

    @Test
    void overItsBudgetItIsUnknown() {
        Proof proof = prove("resource.env == prod and web.verb == DELETE", "deny or approve", 3);
        assertThat(proof).isInstanceOf(Proof.Unknown.class);
        assertThat(((Proof.Unknown) proof).because()).startsWith("the diagram grew over 3 branches; a larger budget");
    }

    @Test
    void tooManyStatesAreUnknown() {
        Proof proof = prove("web.path matches r\"(a|b)*a(a|b){18}\" and web.path like \"/*\"", "deny", 100_000);
        assertThat(proof).isInstanceOf(Proof.Unknown.class);
        assertThat(((Proof.Unknown) proof).because())
                .contains("too many values of `web.path` are told apart to follow them");
    }

    private static String differences(AccessRequest request) {
        AccessRequest plain = Requests.web().build();
        return request.schema().attributes().stream()
                .filter(attribute -> !value(request, attribute).equals(value(plain, attribute)))
                .map(attribute -> attribute.name() + " " + ValueWording.of(value(request, attribute), attribute.type()))
                .collect(Collectors.joining(", "));
    }

    private static Value value(AccessRequest request, Attribute attribute) {
        return request.value(request.schema().slot(attribute));
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
