// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.Gateway;
import gateway.recording.RecordedDecision;
import gateway.recording.log.LogVerifier;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a whole gateway in the middle of traffic: whoever got an answer is on record.
@Timeout(60)
final class KilledGatewayTest {

    private static final int BEFORE_THE_KILL = 1_000;

    @TempDir
    Path directory;

    /// The process that is killed: it prints where callers connect.
    static final class Victim {

        private Victim() {}

        public static void main(String[] args) throws Exception {
            Gateway gateway = Gateway.start(Site.configuration(Path.of(args[0])));
            System.out.println(gateway.dataAddress());
            gateway.awaitStop();
        }
    }

    @Test
    void everybodyWhoGotAnAnswerIsOnRecord() throws Exception {
        Path evidence;
        try (Service service = new Service();
                Site site = new Site(directory, URI.create("http://127.0.0.1:1"), service.address())) {
            site.policies(Resources.text("services.hpol"));
            List<String> answered = List.copyOf(killedUnderTraffic(site).answered());
            assertThat(answered).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);

            site.start();

            var allowed = site.decisions().stream()
                    .filter(decision -> decision.effect().equals("allow"))
                    .map(RecordedDecision::summary)
                    .collect(Collectors.toSet());
            assertThat(allowed)
                    .containsAll(answered.stream().map(path -> "GET " + path).toList());
            evidence = site.evidence();
        }
        assertThat(LogVerifier.verify(evidence).problems()).isEmpty();
    }

    private static Traffic killedUnderTraffic(Site site) throws Exception {
        Process victim = Commands.java(Victim.class, site.configuration().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            String address = lines.readLine();
            assertThat(address).as("the gateway started").isNotNull();
            try (var traffic = new Traffic(address + "/crm", site.issuer.token("ann", "support"))) {
                traffic.awaitMore(BEFORE_THE_KILL);
                victim.destroyForcibly();
                return traffic;
            }
        } finally {
            victim.destroyForcibly().waitFor();
        }
    }
}
