// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import gateway.exchange.Command;
import gateway.exchange.Exchange;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import gateway.recording.RecordedEvidence;
import gateway.recording.log.LogSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.compiler.Compiler;
import policy.dsl.source.Source;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Protocols;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.evaluate.PolicyDecisionPoint;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// `hpol replay`, over a log as the gateway writes it.
final class ReplayCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final String POLICY = """
        policy p
        allow look on http {
            when http.method == GET
        }
        approve change on http {
            when http.method == POST
            ask 1 of group("leads")
            within 5m
        }
        deny secret on http {
            when http.headers["x-secret"] == "1" and http.method == POST
        }
        mask people on http {
            find email, iban as redact
        }
        allow chat on llm {
            when not llm.prompt finds [aws_access_key]
        }
        """;

    @TempDir
    private Path folder;

    record Asked(String target, String summary) implements Command {
        @Override
        public Optional<String> credential() {
            return Optional.empty();
        }
    }

    /// Two GETs, one POST, two prompts, one of them with a key in it.
    @BeforeEach
    void log() throws Exception {
        CompiledPolicySet policies = new Compiler(Protocols.vocabulary())
                .compile(List.of(new Source("p.hpol", POLICY)))
                .policies()
                .orElseThrow();
        var settings = LogSettings.of(folder.resolve("data/evidence"), "tests");
        try (var evidence = RecordedEvidence.open(settings, InstantSource.fixed(NOW))) {
            record(evidence, policies, "http", http("GET", "/a"));
            record(evidence, policies, "http", http("GET", "/b"));
            record(evidence, policies, "http", http("POST", "/a"));
            record(evidence, policies, "llm", Value.of("Hello"));
            record(evidence, policies, "llm", Value.of("My key is AKIAIOSFODNN7EXAMPLE"));
        }
    }

    private static Value http(String method, String path) {
        return new Value.Fields(Map.of("method", Value.of(method), "path", Value.of(path)));
    }

    private static void record(RecordedEvidence evidence, CompiledPolicySet policies, String protocol, Value sample)
            throws InvalidSample {
        ProtocolModel model = Protocols.model(protocol).orElseThrow();
        var resource = new Resource("shop", protocol, Resource.Env.PROD);
        Subject ana = Subject.person("ana", "corp", List.of("staff"));
        var request =
                new AccessRequest(model.schema(), ana, model.sample(sample), resource, new Context(NOW, "192.0.2.7"));
        var exchange = new Exchange("x", NOW, "192.0.2.7", new Asked("shop", "a message"));
        var decision = new PolicyDecisionPoint().decide(policies, request, Optional.empty());
        evidence.decided(
                exchange,
                new Session("s", ana, Optional.of(NOW.minusSeconds(60)), resource),
                new Ruling(request, policies.requires(model.schema()), Optional.empty(), decision));
    }

    private Said replay(String written, String otherwise, String... options) throws Exception {
        String policy = POLICY.replace(written, otherwise);
        Files.createDirectories(folder.resolve("policies"));
        Files.writeString(folder.resolve("policies/p.hpol"), policy);
        var arguments = new java.util.ArrayList<>(List.of(
                "replay",
                folder.resolve("data").toString(),
                "--against",
                folder.resolve("policies").toString()));
        arguments.addAll(List.of(options));
        return hpol(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy p           | policy q                            | 0 | 0 differ, 4 as recorded, 1 not"
                        + " replayable",
                "find email, iban as redact | find email as redact find iban as redact | 0 | 0 differ, 4 as recorded",
                "== GET             | in [GET, POST]                      | 0 | 0 differ, 4 as recorded",
                "== GET             | == HEAD                             | 1 | 2 differ, 2 as recorded",
                "1 of group         | 2 of group                          | 0 | 0 differ, 4 as recorded, 1 not"
                        + " replayable",
                "email, iban        | email                               | 1 | 2 differ, 2 as recorded",
                "when http.method == GET | when http.method == GET and http.path == \"/a\" | 0 | 0 differ, 2 as"
                        + " recorded, 3 not",
                "not llm.prompt finds [aws_access_key] | context.token_age < 2m and has context.token_age | 1 | not",
                "not llm.prompt finds [aws_access_key] | llm.prompt contains \"key\"      | 0 | 3 not replayable",
                "and http.method == POST | and http.method == PUT         | 1 | 1 differ, 4 as recorded, 0 not",
            })
    void decisions_are_made_again(String written, String otherwise, int status, String says) throws Exception {
        String guarded = otherwise.startsWith("context.token_age")
                ? "has context.token_age and context.token_age < 2m"
                : otherwise;
        Said said = replay(written, guarded);
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains(says);
        assertThat(said.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"--color=never, text", "--json, json"})
    void differences_are_counted_and_listed(String form, String ending) throws Exception {
        Said said = replay("== GET", "== HEAD", form, "--show=1");
        Golden.assertSame("replay/shop." + ending, said.out().replace(folder.toString(), "folder"));
    }

    @Test
    void what_was_not_recorded_is_named() throws Exception {
        assertThat(replay("policy p", "policy q").out())
                .contains("`http.headers` was not recorded: its members are not on record");
    }

    @Test
    void without_a_log_or_policies_it_says_so() throws Exception {
        String data = folder.resolve("data").toString();
        assertThat(hpol("replay", folder.toString(), "--against", data).status())
                .isEqualTo(ExitStatus.USAGE);
        assertThat(hpol("replay", data).status()).isEqualTo(ExitStatus.USAGE);
        Said broken = replay("policy p", "policy");
        assertThat(broken.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(broken.err()).contains("error[");
        assertThat(replay("policy p", "policy q", "--show=-1").status()).isEqualTo(ExitStatus.USAGE);
    }
}
