// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.request.Resource.Env;
import policy.runtime.request.Subject.Kind;

final class ConfigFileTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("MODEL_KEY", "sk-${NOT}-again", "SLACK_SECRET", "s".repeat(32), "EMPTY", "");

    private static final String VALID = """
        data: state
        policies: rules
        listen: "[::1]:0"
        control: localhost:0
        issuers:
          - name: corp
            issuer: https://login.example.com/
            audience: hpol
            jwks: keys.json
            clock-skew: 30s
            claims: {groups: realm_access.roles}
          - {name: ci, issuer: ci, audience: hpol, jwks: "https://ci.example.com/jwks", kind: service}
        targets:
          - name: model
            protocol: llm
            url: https://api.example.com/v1
            env: prod
            credential: {header: authorization, value: "Bearer ${MODEL_KEY}"}
          - {name: crm, protocol: http, url: "http://crm.internal:9000", env: test}
        approvals:
          patience: 15m
          slack:
            bot-token: xoxb-1
            signing-secret: ${SLACK_SECRET}
            app-id: 007
            team-id: T1
            channel: C1
          reviewers:
            - {subject: corp/ann, groups: [leads], slack: U024BE7LH}
        limits:
          inspected-body: 64KiB
        """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void besides() throws IOException {
        file = directory.resolve("hpol.yaml");
        Files.createDirectory(directory.resolve("rules"));
        Files.writeString(directory.resolve("keys.json"), "{\"keys\":[]}");
    }

    @Test
    void everyKeyBecomesItsValue() throws Exception {
        GatewayConfig config = read(VALID);

        assertThat(config.data()).isEqualTo(directory.resolve("state"));
        assertThat(config.listen()).isEqualTo(new HostPort("::1", 0)).hasToString("[::1]:0");
        Issuer corp = config.issuers().getFirst();
        assertThat(corp.jwks()).isEqualTo(new KeyLocation.File(directory.resolve("keys.json")));
        assertThat(corp.clockSkew()).isEqualTo(Duration.ofSeconds(30));
        assertThat(corp.claims()).isEqualTo(new Issuer.Claims("realm_access.roles", "name", "kind"));
        assertThat(config.issuers().get(1).jwks())
                .isEqualTo(new KeyLocation.Web(URI.create("https://ci.example.com/jwks")));
        assertThat(config.issuers().get(1).kind()).isEqualTo(Kind.SERVICE);
        Target model = config.targets().getFirst();
        assertThat(model.env()).isEqualTo(Env.PROD);
        assertThat(model.credential().orElseThrow().value().value()).isEqualTo("Bearer sk-${NOT}-again");
        assertThat(config.approvals().patience()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.approvals().slack().orElseThrow().appId()).isEqualTo("007");
        assertThat(config.approvals().reviewers().getFirst().groups()).containsExactly("leads");
        assertThat(config.limits().inspectedBody()).isEqualTo(new Size(65_536));
    }

    @Test
    void whatIsNotWrittenIsItsDefault() throws Exception {
        GatewayConfig config = read("""
            data: d
            policies: rules
            issuers: [{name: a, issuer: a, audience: a, jwks: keys.json}]
            targets: [{name: t, protocol: http, url: "http://t", env: dev}]
            """);

        assertThat(config.listen()).hasToString("127.0.0.1:8080");
        assertThat(config.control()).hasToString("127.0.0.1:8081");
        assertThat(config.issuers().getFirst().clockSkew()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.issuers().getFirst().kind()).isEqualTo(Kind.PERSON);
        assertThat(config.approvals()).isEqualTo(Approvals.NONE);
        assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void noSecretShowsInWhatIsPrinted() throws Exception {
        assertThat(read(VALID).toString()).doesNotContain("sk-", "xoxb").contains("[hidden]");
    }

    /// One line a mistake: what is written in place of what, and how the report begins.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        data: state                | dtaa: state                 | 1:1  | `dtaa` is not a key | did you mean `data`?
        data: state                |                             | 2:1  | `data` is missing | docs/configuration.md explains every key
        audience: hpol\\n          | audiance: hpol\\n           | 8:5  | `issuers[0].audiance` is not a key | did you mean `audience`?
        clock-skew: 30s            | clock-skew: 30 seconds      | 10:5 | `issuers[0].clock-skew` must be a duration, such as `240s` or `15m` (ms, s, m, h, d) | docs/configuration.md explains every key
        clock-skew: 30s            | clock-skew: 10m             | 10:5 | `issuers[0].clock-skew` must be between 0s and 5m | docs/configuration.md explains every key
        data: state                | data: keys.json             | 1:1  | `data` is `DIR/keys.json`, which is not a readable directory | relative paths start at the directory of this configuration file
        jwks: keys.json            | jwks: missing.json          | 9:5  | `issuers[0].jwks` is `DIR/missing.json`, which is not a readable file | relative paths start at the directory of this configuration file
        jwks: keys.json            | jwks: ftp://x/keys          | 9:5  | `issuers[0].jwks` must be an http or https URL without user, query or fragment, such as `https://api.example.com` | docs/configuration.md explains every key
        policies: rules            | policies: rulse             | 2:1  | `policies` is `DIR/rulse`, which is neither a directory nor a readable bundle | relative paths start at the directory of this configuration file
        policies: rules            | policies: keys.json         | 1:1  | `bundle.keys` is missing, and `policies` is a bundle | name the public keys that may sign it; `hpol keygen` makes one
        policies: rules            | policies: rules\\nbundle: {require-signature: true} | 2:1 | `policies` is `DIR/rules`, a directory, which nobody signs | name a bundle, which `hpol bundle` makes, or leave out `bundle.require-signature`
        policies: rules            | policies: rules\\nbundle: {require-signature: yes} | 3:10 | `bundle.require-signature` must be `true` or `false` | docs/configuration.md explains every key
        policies: rules            | policies: rules\\nbundle: {keys: [gone.pub]} | 3:17 | `bundle.keys[0]` is `DIR/gone.pub`, which is not a readable file | relative paths start at the directory of this configuration file
        policies: rules            | policies: rules\\ndatabase: {url: "postgresql://bob:pw@db/hpol", user: hpol} | 3:12 | `database.url` must be `postgresql://host:port/database`, without user, password or parameters | docs/configuration.md explains every key
        policies: rules            | policies: rules\\ndatabase: {url: "postgresql://db/hpol"} | 3:1  | `database.user` is missing | docs/configuration.md explains every key
        policies: rules            | policies: rules\\ndatabase: {url: "postgresql://db/hpol", user: hpol, tls: prefer} | 3:53 | `database.tls` must be one of `verify`, `off` | docs/configuration.md explains every key
        policies: rules            | policies: rules\\ndatabase: {url: "postgresql://db/hpol", user: hpol, authorities: gone.pem} | 3:53 | `database.authorities` is `DIR/gone.pem`, which is not a readable file | relative paths start at the directory of this configuration file
        policies: rules            | policies: rules\\nsign-in: {issuer: corp, client-id: x} | 3:1 | `sign-in` needs `console`, which is missing | name the URL under which people reach the control plane, such as `https://hpol.example.com`
        policies: rules            | policies: rules\\nconsole: "https://c"\\nsign-in: {issuer: crop, client-id: x} | 4:11 | `sign-in.issuer` is `crop`, which is not the name of an issuer in this file | choose the one whose ID tokens say who somebody is
        policies: rules            | policies: rules\\nconsole: "https://c"\\nsign-in: {issuer: ci, client-id: x} | 4:1 | `sign-in` needs `authorization-endpoint` and `token-endpoint` | the issuer is no URL at which it could publish them
        policies: rules            | policies: rules\\nconsole: "https://c"\\nsign-in: {issuer: ci, client-id: x, token-endpoint: "https://t"} | 4:1 | `sign-in` has one of `authorization-endpoint` and `token-endpoint` | name both, or none if the issuer publishes them
        policies: rules            | policies: rules\\nconsole: "https://c/hpol"\\nsign-in: {issuer: corp, client-id: x} | 3:1 | `console` is `https://c/hpol`, below whose path there is no inbox | give the inbox a host of its own, without a path
        policies: rules            | policies: rules\\nconsole: "https://c"\\nsign-in: {issuer: corp} | 4:1 | `sign-in.client-id` is missing | docs/configuration.md explains every key
        policies: rules            | policies: rules\\nconsole: "https://c"\\nsign-in: {issuer: corp, client-id: x, scopes: [a b]} | 4:48 | `sign-in.scopes[0]` must be a word without spaces | docs/configuration.md explains every key
        control: localhost:0       | control: localhost          | 4:1  | `control` must be `host:port`, such as `127.0.0.1:8080` | docs/configuration.md explains every key
        control: localhost:0       | control: localhost:65536    | 4:1  | `control` must be `host:port`, such as `127.0.0.1:8080` | docs/configuration.md explains every key
        name: ci,                  | name: corp,                 | 12:6 | `issuers[1].name` is `corp`, as is another's | give each its own
        kind: service              | kind: robot                 | 12:81 | `issuers[1].kind` must be one of `person`, `service`, `agent` | docs/configuration.md explains every key
        name: model                | name: The Model             | 14:5 | `targets[0].name` must be 1 to 63 lower-case letters, digits or hyphens, beginning with a letter or digit | docs/configuration.md explains every key
        protocol: llm              | protocol: lml               | 15:5 | `targets[0].protocol` is `lml`, which this gateway cannot carry | it carries `http`, `llm`; policies may speak of more
        protocol: llm              | protcol: llm                | 15:5 | `targets[0].protcol` is not a key | did you mean `protocol`?
        protocol: llm              | protocol: ssh               | 15:5 | `targets[0].protocol` is `ssh`, which this gateway cannot carry | it carries `http`, `llm`; policies may speak of more
        https://api.example.com/v1 | https://u:p@api.example.com | 16:5 | `targets[0].url` must be an http or https URL without user, query or fragment, such as `https://api.example.com` | docs/configuration.md explains every key
        https://api.example.com/v1 | "http://a b"                | 16:5 | `targets[0].url` is not well-formed | docs/configuration.md explains every key
        env: prod                  | env: production             | 17:5 | `targets[0].env` must be one of `prod`, `staging`, `test`, `dev` | docs/configuration.md explains every key
        ${MODEL_KEY}               | ${MODEL_KEX}                | 18:41 | `targets[0].credential.value` needs the environment variable `MODEL_KEX`, which is not set | set it before starting: export MODEL_KEX=...
        ${MODEL_KEY}               | ${MODEL-KEY                 | 18:41 | `${MODEL-KEY` in `targets[0].credential.value` does not name an environment variable | write `${NAME}`, or `$${` for a literal `${`
        ${SLACK_SECRET}            | ${EMPTY}                    | 24:5 | `approvals.slack.signing-secret` must not be empty or contain control characters | docs/configuration.md explains every key
        signing-secret: ${SLACK_SECRET} | app-token: ${SLACK_SECRET}\\n    signing-secret: ${SLACK_SECRET} | 22:3 | `approvals.slack` has both `signing-secret` and `app-token` | the first if Slack reaches the control plane, the second (Socket Mode) if it does not
        signing-secret: ${SLACK_SECRET} |  | 22:3 | `approvals.slack` has neither `signing-secret` nor `app-token` | the first if Slack reaches the control plane, the second (Socket Mode) if it does not
        ${SLACK_SECRET}            | short                       | 24:5 | `approvals.slack.signing-secret` must have at least 16 characters | copy it from the app's page, Basic Information, Signing Secret
        header: authorization      | header: Host                | 18:18 | `targets[0].credential.header` is `Host`, which says how a request is sent | name the header the target reads the credential from, such as `authorization`
        header: authorization      | header: "a b"               | 18:18 | `targets[0].credential.header` must be the name of a header | docs/configuration.md explains every key
        corp/ann                   | cor/ann                     | 29:8 | `approvals.reviewers[0].subject` names the issuer `cor`, which is not configured | did you mean `corp/...`?
        corp/ann                   | /ann                        | 29:8 | `approvals.reviewers[0].subject` must be `issuer/sub` | docs/configuration.md explains every key
        corp/ann                   | ann                         | 29:8 | `approvals.reviewers[0].subject` must be `issuer/sub` | docs/configuration.md explains every key
        subject: corp/ann,         |                             | 29:7 | `approvals.reviewers[0].subject` is missing | docs/configuration.md explains every key
        protocol: llm              | protocol: ""                | 15:5 | `targets[0].protocol` must not be empty | docs/configuration.md explains every key
        data: state                | data: state\\n"": x         | 2:1  | `""` is not a key | the keys here are `approvals`, `auditors`, `bundle`, `console`, `control`, `data`, `database`, `issuers`, `limits`, `listen`, `policies`, `sign-in`, `targets`
        U024BE7LH                  | ann                         | 29:44 | `approvals.reviewers[0].slack` must be a Slack user id, such as `U024BE7LH` | docs/configuration.md explains every key
        inspected-body: 64KiB      | inspected-body: 64kb        | 31:3 | `limits.inspected-body` must be a size, such as `4MiB` (B, KiB, MiB, GiB) | docs/configuration.md explains every key
        inspected-body: 64KiB      | inspected-body: 1GiB        | 31:3 | `limits.inspected-body` must be between 1KiB and 64MiB | docs/configuration.md explains every key
        inspected-body: 64KiB      | connections: many           | 31:3 | `limits.connections` must be a whole number | docs/configuration.md explains every key
        inspected-body: 64KiB      | connections: 0              | 31:3 | `limits.connections` must be greater than or equal to 1 | docs/configuration.md explains every key
        inspected-body: 64KiB      | connections: [1]            | 31:3 | `limits.connections` must be a single value | docs/configuration.md explains every key
        inspected-body: 64KiB      | connections: 5\\n  connections: 6 | 32:3 | `limits.connections` is written twice | keep one of them
        groups: [leads]            | groups: leads               | 29:27 | `approvals.reviewers[0].groups` must be a list | docs/configuration.md explains every key
        claims: {groups: realm_access.roles} | claims: groups    | 11:5 | `issuers[0].claims` must hold keys | docs/configuration.md explains every key
        patience: 15m              | patience: *x                | 21:13 | `approvals.patience` is an alias | write the value out; anchors and aliases are not followed
        data: state                | data: {                     | 3:7  | this is not YAML: while parsing a flow mapping | check indentation and quotes near this line
        """)
    void aMistakeIsToldWithItsPlaceAndRemedy(String right, String wrong, String place, String message, String remedy) {
        String text = VALID.replace(written(right), written(wrong == null ? "" : wrong));
        assertThat(text).as("the case changes something").isNotEqualTo(VALID);

        assertThat(report(text))
                .isEqualTo("""
                    error: %s
                     --> %s:%s
                      = help: %s
                    """.formatted(message.replace("DIR", directory.toString()), file, place, remedy));
    }

    private static String written(String cell) {
        return cell.replace("\\n", "\n");
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        String report = report(VALID.replace("policies: rules", "polices: rules")
                .replace("clock-skew: 30s", "clock-skew: soon")
                .replace("env: prod", "env: ${NOWHERE}")
                .replace("64KiB", "1GiB"));

        assertThat(report.lines().filter(line -> line.startsWith("error")))
                .containsExactly(
                        "error: `polices` is not a key",
                        "error: `issuers[0].clock-skew` must be a duration, such as `240s` or `15m` (ms, s, m, h, d)",
                        "error: `targets[0].env` needs the environment variable `NOWHERE`, which is not set",
                        "error: `limits.inspected-body` must be between 1KiB and 64MiB");
    }

    @Test
    void aFileThatIsNoConfigurationSaysSo() throws IOException {
        assertThat(report("")).contains("error: the file is empty").contains("--> " + file);
        assertThat(report("just words")).startsWith("error: the file must hold keys\n");
        assertThat(report("[1]")).startsWith("error: the file must hold keys\n");
        assertThat(report("*x")).startsWith("error: the file is an alias\n");
        assertThat(report("${a-b}")).startsWith("error: `${a-b}` in the file does not name");
        assertThat(report(VALID + "---\na: b\n")).contains("there is more than one document");
        Files.write(file, "data: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigFile.read(file, ENVIRONMENT, Set.of("http")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> ConfigFile.read(directory.resolve("none.yaml"), ENVIRONMENT, Set.of("http")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("there is no such file");
    }

    private GatewayConfig read(String text) throws IOException, InvalidConfig {
        Files.writeString(file, text);
        return ConfigFile.read(file, ENVIRONMENT, Set.of("http", "llm"));
    }

    private String report(String text) {
        return catchThrowableOfType(InvalidConfig.class, () -> read(text)).getMessage();
    }
}
