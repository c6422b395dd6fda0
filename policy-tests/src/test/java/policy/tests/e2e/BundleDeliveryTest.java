// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.keys.SigningKey;
import gateway.policy.BrokenPolicies;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.Statement;
import gateway.policy.bundle.WholeFile;
import gateway.recording.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import policy.runtime.revision.Revision;

/// A gateway on a bundle, under traffic, while bundles are delivered that are newer, older, changed, and go back.
@Timeout(180)
final class BundleDeliveryTest {

    /// Requests between two deliveries.
    private static final int SOME = 100;

    private static final String STRICTER = """

        deny no_exports_today on http {
            when    http.path == "/today"
            because "Not today."
        }
        """;

    @TempDir
    Path directory;

    private final SigningKey key = SigningKey.generate();
    private final HttpClient client = HttpClient.newHttpClient();
    private Service service;
    private Site site;
    private String policies;

    @BeforeEach
    void start() throws Exception {
        service = new Service();
        policies = Resources.text("services.hpol");
        site = new Site(directory, URI.create("http://127.0.0.1:1"), service.address());
        key.create(directory.resolve("release.key"), directory.resolve("release.pub"));
        String configuration = Files.readString(site.configuration());
        Files.writeString(
                site.configuration(),
                configuration.replace(
                        "policies: policies\n",
                        "policies: policies.bundle\nbundle: {keys: [release.pub], require-signature: true}\n"));
        deliver(bundle(policies, 1, Optional.empty()));
        site.start();
    }

    @AfterEach
    void stop() {
        site.close();
        service.close();
        client.close();
    }

    @Test
    void deliveriesUnderTrafficFailNoRequestAndAreAllOnRecord() throws Exception {
        String first = site.inForce(status -> true).get("revision").asText();
        assertThat(first).isEqualTo(revision(policies));
        String second = revision(policies + STRICTER);
        byte[] older = bundle(policies + "\n// older\n", 1, Optional.empty());
        byte[] flipped = bundle(policies + "\n// flipped\n", 3, Optional.empty());
        flipped[flipped.length - 1600] ^= 1;

        assertThat(today()).isEqualTo(200);
        Queue<String> failed;
        try (var traffic = new Traffic(site.through("crm"), site.issuer.token("ann", "support"))) {
            failed = traffic.failed();
            traffic.awaitMore(SOME);
            deliver(bundle(policies + STRICTER, 2, Optional.empty()));
            assertThat(site.inForce(status -> !status.get("revision").asText().equals(first))
                            .get("revision")
                            .asText())
                    .isEqualTo(second);
            assertThat(today()).isEqualTo(403);
            traffic.awaitMore(SOME);

            deliver(older);
            assertThat(refused("older than sequence 2")).isEqualTo(second);
            traffic.awaitMore(SOME);

            deliver(flipped);
            assertThat(refused("is not")).isEqualTo(second);
            assertThat(today()).isEqualTo(403);
            traffic.awaitMore(SOME);

            deliver(bundle(policies, 3, Optional.of(new Statement.Rollback(1, "it was too strict"))));
            JsonNode back = site.inForce(status -> status.get("sequence").asLong() == 3);
            assertThat(back.get("revision").asText()).isEqualTo(first);
            assertThat(back.get("problem").isNull()).isTrue();
            assertThat(today()).isEqualTo(200);
            traffic.awaitMore(SOME);
        }
        assertThat(failed).isEmpty();

        site.close();
        assertRecorded(first, second);
        deliver(bundle(policies + STRICTER, 2, Optional.empty()));
        assertThatThrownBy(site::start)
                .isInstanceOf(BrokenPolicies.class)
                .hasMessageContaining("older than sequence 3");
    }

    private void assertRecorded(String first, String second) throws IOException {
        List<JsonNode> activated = records("policy.activate");
        assertThat(activated)
                .extracting(record -> record.path("revision").asText())
                .containsExactly(first, second, first);
        assertThat(activated)
                .extracting(record -> record.path("before").asText())
                .containsExactly("", first, second);
        assertThat(activated).allSatisfy(record -> {
            assertThat(record.path("source").asText()).isEqualTo("bundle");
            assertThat(record.at("/bundle/key").asText())
                    .isEqualTo(key.verifying().id());
        });
        assertThat(activated)
                .extracting(record -> record.at("/bundle/sequence").asLong())
                .containsExactly(1L, 2L, 3L);
        assertThat(activated.get(1).at("/changes/added/0").asText()).isEqualTo("services.no_exports_today");
        assertThat(activated.get(2).at("/changes/removed/0").asText()).isEqualTo("services.no_exports_today");
        assertThat(activated.get(2).at("/bundle/rollback/because").asText()).isEqualTo("it was too strict");
        assertThat(records("policy.refuse"))
                .hasSize(2)
                .allSatisfy(
                        record -> assertThat(record.path("revision").asText()).isEqualTo(second));
    }

    private List<JsonNode> records(String kind) throws IOException {
        var found = new ArrayList<JsonNode>();
        new LogReader(site.evidence()).backwards(bytes -> {
            try {
                JsonNode record = new ObjectMapper().readTree(bytes);
                if (record.path("kind").asText().equals(kind)) {
                    found.addFirst(record);
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return found;
    }

    private void deliver(byte[] bundle) throws IOException {
        WholeFile.replace(directory.resolve("policies.bundle"), bundle, "rw-r--r--");
    }

    private static Map<String, byte[]> files(String text) {
        return Map.of("services.hpol", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String revision(String text) {
        return Revision.of(files(text)).hash();
    }

    private byte[] bundle(String text, long sequence, Optional<Statement.Rollback> rollback) {
        var files = files(text);
        var statement = new Statement(
                Statement.digests(files),
                Revision.of(files),
                sequence,
                List.of("services"),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                new Statement.Tests(true, List.of()),
                rollback,
                "a test");
        return Bundle.write(statement, files, key);
    }

    /// @return the revision in force while the status tells of a problem with these words
    private String refused(String because) throws Exception {
        JsonNode status =
                site.inForce(known -> known.at("/problem/report").asText().contains(because));
        return status.get("revision").asText();
    }

    private int today() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(site.through("crm") + "/today"))
                .header("authorization", "Bearer " + site.issuer.token("ben", "support"))
                .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }
}
