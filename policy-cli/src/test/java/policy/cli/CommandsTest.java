// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands as a person calls them: what they print and with which status they exit.
final class CommandsTest {

    private static final String STARTER = "../policy-examples/starter";

    @TempDir
    private Path folder;

    private Path policy(String text) throws IOException {
        return Files.writeString(folder.resolve("a.hpol"), text);
    }

    private String request(String json) throws IOException {
        return Files.writeString(folder.resolve("request.json"), json).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "check,     0, '6 rules, 25 tests, revision '",
        "test,      0, '25 passed, 0 failed'",
    })
    void the_starter_pack_is_fine(String command, int status, String says) {
        Said said = hpol(command, STARTER);
        assertThat(said.status()).isEqualTo(status);
        assertThat(said.out()).contains(says);
        assertThat(said.err()).isEmpty();
    }

    @Test
    void check_tells_every_mistake_in_one_run() throws IOException {
        Path path = policy("policy a\n\nallow x on htp {\n}\n\nallow y on http {\n    when http.methd == GET\n}\n");
        Said said = hpol("check", path.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("error[P202]", "error[P203]", "a.hpol:7:10", "2 errors");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void a_sample_that_describes_no_message_is_told_at_its_field() throws IOException {
        Path path = policy("""
            policy a

            let post = { method: POST, paht: "/" }

            test "anybody may look" {
                http   { metod: GET, path: "/" }
                expect deny
            }

            test "by a let, in a row" for message in [post, { path: "/a/../b" }, { headers: 7 }] {
                http   message
                expect deny
            }

            test "a line" {
                http   "GET"
                expect deny
            }
            """);
        Said said = hpol("check", path.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err())
                .contains(
                        "`http` describes no message: unknown field `metod`",
                        "a.hpol:6:14",
                        "did you mean `method`?",
                        "a.hpol:3:28",
                        "did you mean `path`?",
                        "a.hpol:10:57",
                        "the gateway refuses it",
                        "a.hpol:10:81",
                        "`headers` must be a list",
                        "a.hpol:16:12",
                        "5 errors");
    }

    @Test
    void what_a_sample_of_kubernetes_lacks_is_told_with_what_to_write() throws IOException {
        Path path = policy("""
            policy a

            test "one more" {
                k8s    { verb: create, resource: "pods", name: "b" }
                expect deny
            }
            """);
        Said said = hpol("check", path.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err())
                .contains(
                        "a.hpol:4:52",
                        "`create` names no object",
                        "help: leave `name` out",
                        "metadata: { name: \"b\" }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eval SET REQUEST", "explain SET REQUEST", "test SET", "graph SET REQUEST", "docs SET --out OUT"
            })
    void warnings_are_told_by_check_and_counted_elsewhere(String call) throws IOException {
        Path path = policy("""
            policy a

            let unused = http.method == PUT

            allow look on http {
                when http.method == GET
            }

            test "t" {
                http   { method: GET }
                expect allow
            }
            """);
        assertThat(hpol("check", path.toString()).err()).contains("warning[");
        Said said = hpol(call.replace("SET", path.toString())
                .replace("REQUEST", request("{\"subject\": {\"id\": \"b\"}, \"http\": {\"path\": \"/\"}}"))
                .replace("OUT", folder.resolve("out").toString())
                .split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.err()).isEqualToIgnoringNewLines("1 warning; hpol check " + path + " shows it");
    }

    @Test
    void eval_tells_all_terms_of_an_approval() throws IOException {
        Path path = policy("""
            policy a

            approve change on http {
                ask     1 of group("a") then 2 of group("b")
                reason  required
                within  15m
                escalate after 5m to group("c")
                grant   for 30m of same_session
                channel at least sso
                durable
                break_glass by group("oncall") review by group("security") within 24h
                because "A change."
            }
            """);
        String request = request("{\"subject\": {\"id\": \"b\"}, \"http\": {\"path\": \"/\"}}");
        assertThat(hpol("eval", path.toString(), request).out()).startsWith("""
            approve
              ask 1 of group("a") then 2 of group("b"): A change.
                within 15m
                reason required
                escalate after 5m to group("c")
                grant for 30m of same_session
                channel at least sso
                durable
                break_glass by group("oncall") review by group("security") within 1d
            """);
        JsonNode second =
                hpol("eval", path.toString(), request, "--json").json().at("/asks/1");
        assertThat(second).hasToString("""
            {"rule":"a.change","clause":0,"step":1,"quorum":2,"of":"group(\\"b\\")","withinSeconds":900,\
            "because":"A change.","reasonRequired":true,"channel":"sso","durable":true,\
            "grant":{"of":"same_session","forSeconds":1800},"escalate":{"afterSeconds":300,"to":"group(\\"c\\")"},\
            "breakGlass":{"by":"group(\\"oncall\\")","review":"group(\\"security\\")","withinSeconds":86400}}\
            """);
    }

    @Test
    void codes_are_told_to_programs() {
        JsonNode one = hpol("explain", "p203", "--json").json();
        assertThat(one.at("/format").asText()).isEqualTo("hpol.codes/1");
        assertThat(one.at("/codes/0/code").asText()).isEqualTo("P203");
        assertThat(one.at("/codes/0/page").asText()).startsWith("# P203 ");
        JsonNode all = hpol("explain", "--list", "--json").json().at("/codes");
        assertThat(all.size()).isGreaterThan(80);
        assertThat(all)
                .allMatch(code -> !code.at("/title").asText().isEmpty()
                        && code.path("page").isMissingNode());
    }

    /// Policies are put in force without their tests, so who only asks about rules does not stumble over samples.
    @Test
    void a_wrong_sample_does_not_keep_rules_from_deciding() throws IOException {
        Path path = policy("""
            policy a

            allow look on http {
                when http.method == GET
            }

            test "t" {
                http   { metod: GET }
                expect deny
            }
            """);
        Said said =
                hpol("eval", path.toString(), request("{\"subject\": {\"id\": \"b\"}, \"http\": {\"path\": \"/\"}}"));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out()).startsWith("allow");
    }

    @Test
    void a_failing_test_says_what_was_expected_and_what_came() throws IOException {
        Path path = policy("""
            policy a

            test "anybody may look" {
                http   { method: GET, path: "/" }
                expect allow
            }
            """);
        Said said = hpol("test", path.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out())
                .contains("FAILED  a / anybody may look", "at " + path + ":5", "expected  allow", "0 passed, 1 failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check                        | missing required parameter: `PATH`",
                "check nowhere                | does not exist",
                "test ../policy-examples/starter --only nothing-like-it | no test to run",
                "test ../policy-examples/starter ../policy-examples/README.md | `../policy-examples/README.md` is not a"
                        + " policy file, since its name does not end in .hpol; leave it out",
                "check ../policy-examples/README.md | is not a policy file",
                "fmt ../policy-examples/README.md   | is not a policy file",
                "decisions --data nowhere     | there is no evidence in nowhere",
                "decisions --last 0           | --last is 0; it must be 1 at least",
                "decisions --last -3          | --last is -3; it must be 1 at least",
                "eval ../policy-examples/starter .. | the request .. is a directory; give a JSON file",
                "eval ../policy-examples/starter nowhere.json | there is no nowhere.json",
                "lsp --decisions nowhere      | there is no nowhere; --decisions names a gateway's data directory",
                "gateway                      | missing required option",
                "gateway --config nope.yaml   | there is no such file",
                "gateway --config ../policy-examples/starter | the file cannot be read",
                "verify nowhere               | there is no evidence in nowhere; name the directory `evidence` of a"
                        + " gateway's data directory",
                "verify ../policy-examples/starter | there is no evidence in ../policy-examples/starter; name",
                "verify --json ../policy-examples/starter | there is no evidence in ../policy-examples/starter; name",
                "decisions --decision perhaps | expected one of [allow, deny, approve, none]",
                "frobnicate                   | unknown command `frobnicate`; there are init, check",
            })
    void wrong_usage_is_told_and_exits_with_2(String call, String says) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void a_data_directory_is_not_its_evidence() throws IOException {
        Files.createDirectories(folder.resolve("evidence"));
        Files.createFile(folder.resolve("evidence/log.pub"));
        Said said = hpol("verify", folder.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("did you mean " + folder.resolve("evidence") + "?");
    }

    /// What is left of a log is not nothing.
    @ParameterizedTest
    @ValueSource(strings = {"log.pub", "checkpoint", "segment-0000000001.log"})
    void remains_of_evidence_are_damage(String file) throws IOException {
        Files.createFile(folder.resolve(file));
        Said said = hpol("verify", folder.toString());
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("NOT INTACT");
    }

    @Test
    void a_configuration_with_a_mistake_is_wrong_usage() throws IOException {
        Said said = hpol("gateway", "--config", configuration("missing.json", 0));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err())
                .contains(
                        "`issuers[0].jwks` is `" + folder.resolve("missing.json") + "`, which is not a readable file");
    }

    @Test
    void a_port_that_is_taken_is_told_and_exits_with_1() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Said said = hpol("gateway", "--config", configuration("keys.json", taken.getLocalPort()));
            assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
            assertThat(said.err())
                    .startsWith("hpol: `listen` is 127.0.0.1:" + taken.getLocalPort() + ", where it cannot listen")
                    .doesNotContain("\tat ");
        }
    }

    private String configuration(String keys, int port) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("keys.json"), "{\"keys\":[]}");
        return Files.writeString(folder.resolve("hpol.yaml"), """
            data: state
            policies: rules
            listen: 127.0.0.1:%d
            control: 127.0.0.1:0
            issuers: [{name: a, issuer: a, audience: a, jwks: %s}]
            targets: [{name: t, protocol: http, url: "http://t", env: dev}]
            """.formatted(port, keys))
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | 0 | allow",
                "POST | 1 | approve",
                "HEAD | 0 | by allow starter.engineers_read (../policy-examples/starter/starter.hpol:",
            })
    void eval_decides_one_request(String method, int status, String says) throws IOException {
        Said said = hpol("eval", STARTER, request("""
            {"subject": {"id": "ana", "groups": ["engineering"]},
             "resource": {"name": "orders", "env": "prod"},
             "http": {"method": "%s", "path": "/orders/42"}}
            """.formatted(method)));
        assertThat(said.status()).isEqualTo(status);
        assertThat(said.out()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{                                                          | the request is not JSON",
                "{}                                                         | the request has no message",
                "{'http': {'method': 'GET', 'path': '/'}}                   | `subject` has no `id`",
                "{'http': {'path': '/'}, 'subject': {'id': 'a', 'kind': 'x'}} | `subject.kind` is `x`; it can be"
                        + " person",
            })
    void eval_says_what_is_wrong_with_a_request(String json, String says) throws IOException {
        Said said = hpol("eval", STARTER, request(json.replace('\'', '"')));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }

    @Test
    void every_command_teaches() {
        for (String command : List.of(
                "check", "test", "eval", "lsp", "gateway", "approvals", "demo", "decisions", "verify", "bench")) {
            Said said = hpol(command, "--help");
            assertThat(said.status()).isEqualTo(ExitStatus.FINE);
            assertThat(said.out()).contains("Usage: hpol " + command);
        }
    }
}
