// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.protocols.Protocols;

final class TestRunnerTest {

    private static final String RULES = """
        policy shop

        allow read on http {
          when http.method == GET
        }
        deny admin on http {
          when    http.path starts with "/admin/" and not subject in group("admins")
          because "{http.path} is for admins."
        }
        approve delete on http {
          when http.method == DELETE
          ask  1 of group("leads")
          because "Deletes {http.path}."
        }
        mask mails on http {
          when resource.env == prod
          find email as redact
        }
        limit calls on http {
          when http.path in ["/calls", "/people"]
          at most 5 requests per 1m by subject.id
        }
        observe deny trial on http {
          when http.path == "/trial"
        }
        mask fields on http {
          when  http.path == "/people"
          field "people.ssn" as partial(last: 4)
          field "**.secret" as redact
        }
        record all on http {
          when http.path == "/people"
          keep full for 30d
        }
        """;

    private static List<TestResult> run(String tests) {
        Compilation compilation =
                new Compiler(Protocols.vocabulary()).compile(List.of(new Source("shop.hpol", RULES + tests)));
        assertThat(compilation.diagnostics()).noneMatch(told -> told.severity() == Severity.ERROR);
        return new TestRunner(Protocols.all()).run(compilation.policies().orElseThrow(), compilation.tests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http { method: GET, path: \"/\" } expect allow",
                "http { method: GET, path: \"/\" } expect allow by read",
                "http { method: PUT, path: \"/\" } expect deny",
                "http { method: GET, path: \"/admin/x\" } expect deny by admin",
                "http { method: GET, path: \"/admin/x\" } expect deny because \"for admins\"",
                "http { method: GET, path: \"/admin/x\" } expect deny by admin because \"/admin/x is for\"",
                "subject { groups: [\"admins\"] } http { method: GET, path: \"/admin/x\" } expect allow by read",
                "http { method: DELETE, path: \"/y\" } expect approve by delete because \"Deletes /y\"",
                "resource { env: prod } http { method: GET, path: \"/\" } expect allow by read, mask by mails",
                "resource { env: prod } http { method: DELETE, path: \"/\" } expect approve, mask",
                "http { method: GET, path: \"/\" } expect allow, no mask, no mask by mails, no record, no limit",
                "http { method: GET, path: \"/calls\" } expect allow, limit by calls",
                "http { method: GET, path: \"/\" } expect no observe",
                "http { method: GET, path: \"/trial\" } expect allow, observe, observe by trial",
                "http { method: GET, path: \"/people\" } expect allow, mask by fields, record by all, limit",
                "resource { env: prod } answer \"to bob@example.org\" http { method: GET, path: \"/\" }"
                        + " expect masked \"to [email]\"",
                "answer \"{\\\"people\\\": [{\\\"ssn\\\": \\\"123-45-6789\\\", \\\"a\\\": {\\\"secret\\\": [1]}}]}\""
                    + " http { method: GET, path: \"/people\" } expect masked"
                    + " \"{\\\"people\\\":[{\\\"ssn\\\":\\\"****6789\\\",\\\"a\\\":{\\\"secret\\\":\\\"[secret]\\\"}}]}\""
            })
    void passes(String test) {
        assertThat(run("test \"t\" { " + test + " }")).singleElement().isInstanceOf(TestResult.Passed.class);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "http { method: GET, path: \"/\" } expect deny",
                        "expected deny\n     got allow; rules that apply: allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "http { method: PUT, path: \"/\" } expect allow by read",
                        "expected allow by shop.read\n"
                                + "     got deny G102 because “No rule allows this request.”; no rule applies"),
                Arguments.of(
                        "http { method: GET, path: \"/admin/x\" } expect deny because \"never\"",
                        "expected deny because “never”\n"
                                + "     got deny G101 because “/admin/x is for admins.”; rules that apply: "
                                + "deny shop.admin (shop.hpol:6:6), allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "http { method: GET, path: \"/\" } expect allow, mask by mails",
                        "expected mask by shop.mails\n"
                                + "     got allow with nothing; rules that apply: allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "resource { env: prod } http { method: GET, path: \"/\" } expect allow, no mask by mails",
                        "expected no mask by shop.mails\n"
                                + "     got allow with mask by shop.mails; rules that apply: "
                                + "mask shop.mails (shop.hpol:15:6), allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "http { method: GET, path: \"/calls\" } expect limit by calls, observe by trial",
                        "expected observe by shop.trial\n"
                                + "     got allow, observed nothing; rules that apply: "
                                + "limit shop.calls (shop.hpol:19:7), allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "resource { env: prod } answer \"write to bob@example.org\""
                                + " http { method: GET, path: \"/\" } expect masked \"write to bob\"",
                        "expected masked “write to bob”\n"
                                + "     got masked “write to [email]”; rules that apply: mask"
                                + " shop.mails (shop.hpol:15:6), allow shop.read (shop.hpol:3:7)"),
                Arguments.of(
                        "answer \"x\" http { method: PUT, path: \"/\" } expect masked \"x\"",
                        "expected masked “x”\n"
                                + "     got no answer, but deny G102 because “No rule allows this request.”; no rule"
                                + " applies"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failsWithWhatCameInstead(String test, String message) {
        assertThat(run("test \"t\" { " + test + " }"))
                .singleElement()
                .isInstanceOfSatisfying(TestResult.Failed.class, failed -> {
                    assertThat(failed.message()).isEqualTo(message);
                    assertThat(failed.place()).startsWith("shop.hpol:");
                });
    }

    @Test
    void aSampleThatIsNoRequestFailsWithItsReason() {
        assertThat(run("test \"t\" { http { methd: GET } expect deny }"))
                .singleElement()
                .isInstanceOfSatisfying(
                        TestResult.Failed.class,
                        failed -> assertThat(failed.message()).startsWith("the sample is no request: "));
    }

    @Test
    void aTextShowsNoMaskOfColumns() {
        assertThat(run("""
            allow rows on sql { when sql.verb == select }
            mask cells on sql { column "cards.pan" as redact }
            test "t" { sql "SELECT pan FROM cards" answer "4111" expect mask by cells, masked "4111" }
            """))
                .singleElement()
                .isInstanceOfSatisfying(
                        TestResult.Failed.class,
                        failed -> assertThat(failed.message())
                                .contains("got no text, as mask shop.cells hides columns; say `mask by cells`"));
    }

    @Test
    void aTableRunsOncePerRowInOrder() {
        List<TestResult> results = run("""
            test "verbs" for m in [GET, PUT, HEAD] {
              http { method: m, path: "/" }
              expect allow
            }
            """);
        assertThat(results)
                .extracting(result -> result.test().name())
                .containsExactly("verbs [GET]", "verbs [PUT]", "verbs [HEAD]");
        assertThat(results).map(TestResult.Passed.class::isInstance).containsExactly(true, false, false);
    }

    @Test
    void modelsSeeWhatProductionSees() {
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(List.of(new Source("ai.hpol", """
            policy ai

            /// What must never leave.
            let secrets = [aws_access_key, private_key, github_token]
            let cheap = llm.model in ["small", "tiny"]

            allow chat on llm {
              when cheap and (not has llm.max_tokens or llm.max_tokens <= 1_000)
            }
            deny secrets_in_prompt on llm {
              when    llm.prompt finds secrets
              because "The prompt to {llm.model} contains a live credential."
            }
            test "plain" {
              llm { model: "small", prompt: "hello" }
              expect allow by chat
            }
            test "a key" {
              llm { model: "small", prompt: "use AKIAIOSFODNN7EXAMPLQ please" }
              expect deny by secrets_in_prompt because "prompt to small"
            }
            test "another model" {
              llm { model: "large", prompt: "hello" }
              expect deny
            }
            """)));
        assertThat(compilation.diagnostics()).noneMatch(told -> told.severity() == Severity.ERROR);
        var results = new TestRunner(Protocols.all()).run(compilation.policies().orElseThrow(), compilation.tests());
        assertThat(results).hasSize(3).allMatch(TestResult.Passed.class::isInstance);
    }
}
