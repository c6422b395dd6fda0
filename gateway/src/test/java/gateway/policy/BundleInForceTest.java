// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.keys.SigningKey;
import gateway.policy.bundle.Bundle;
import gateway.policy.bundle.Samples;
import gateway.policy.bundle.Statement.Rollback;
import gateway.policy.bundle.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.Protocols;
import policy.runtime.revision.Revision;

/// What becomes of a bundle that is put where a gateway looks, and of the pin over restarts.
final class BundleInForceTest {

    private static final int PATIENCE_SECONDS = 60;

    private static final String BASE = """
        policy shop

        list banned from "banned.txt"

        deny banned_people on http {
            when subject.id in banned
        }
        """;

    private static final String STRICTER = BASE + """

        deny no_refunds on http {
            when http.path == "/refunds"
        }
        """;

    @TempDir
    Path directory;

    private final LinkedBlockingQueue<PolicyEvent> events = new LinkedBlockingQueue<>();
    private Optional<PoliciesInForce> running = Optional.empty();

    @AfterEach
    void stop() {
        running.ifPresent(PoliciesInForce::close);
        running = Optional.empty();
        events.clear();
    }

    @Test
    void aNewerOneTakesOverAndWhatChangedIsTold() throws Exception {
        put(BASE, 1);
        PoliciesInForce policies = start();
        var first = (PolicyEvent.Activated) next();
        assertThat(first.origin()).isEqualTo("bundle");
        assertThat(first.before()).isEmpty();
        assertThat(first.release()).isEqualTo(Optional.of(released(1)));

        put(STRICTER.replace("in banned", "in banned and http.method != GET"), 2);

        var second = (PolicyEvent.Activated) next();
        assertThat(second.before()).contains(first.revision());
        assertThat(second.release()).isEqualTo(Optional.of(released(2)));
        PolicyChanges changes = second.changes().orElseThrow();
        assertThat(changes.added()).containsExactly("shop.no_refunds");
        assertThat(changes.changed()).containsExactly("shop.banned_people");
        assertThat(changes.removed()).isEmpty();
        assertThat(changes.widens()).isEqualTo(1);
        awaitInForce(policies, second.revision());
    }

    @Test
    void anOlderOneIsRefusedAlsoAfterARestart() throws Exception {
        put(BASE, 5);
        PoliciesInForce policies = start();
        Revision inForce = ((PolicyEvent.Activated) next()).revision();

        put(STRICTER, 4);
        var refused = (PolicyEvent.Refused) next();
        assertThat(refused.inForce()).isEqualTo(inForce);
        assertThat(refused.because()).contains("sequence 4, older than sequence 5", "hpol rollback");
        put(STRICTER, 5);
        assertThat(((PolicyEvent.Refused) next()).because()).contains("--sequence", inForce.abbreviated());
        assertThat(policies.store().current().revision()).isEqualTo(inForce);

        stop();
        put(STRICTER, 4);
        assertThatThrownBy(this::start)
                .isInstanceOf(BrokenPolicies.class)
                .hasMessageContaining("older than sequence 5");

        put(STRICTER, 6);
        start();
        var after = (PolicyEvent.Activated) next();
        assertThat(after.before()).contains(inForce);
        assertThat(after.changes().orElseThrow().added()).containsExactly("shop.no_refunds");
    }

    @Test
    void goingBackIsANewerBundleThatSaysSo() throws Exception {
        put(BASE, 1);
        start();
        Revision first = ((PolicyEvent.Activated) next()).revision();
        put(STRICTER, 2);
        next();
        var rollback = new Rollback(1, "it blocked every refund");

        put(BASE, 3, Samples.KEY, Optional.of(rollback));

        var back = (PolicyEvent.Activated) next();
        assertThat(back.revision()).isEqualTo(first);
        assertThat(back.release().orElseThrow().rollback()).contains(rollback);
        assertThat(back.changes().orElseThrow().removed()).containsExactly("shop.no_refunds");
    }

    @Test
    void theSameContentSignedAnewMovesThePinAndIsOnRecord() throws Exception {
        put(BASE, 1);
        start();
        Revision revision = ((PolicyEvent.Activated) next()).revision();

        put(BASE, 9);

        var again = (PolicyEvent.Activated) next();
        assertThat(again.revision()).isEqualTo(revision);
        assertThat(again.before()).contains(revision);
        put(STRICTER, 8);
        assertThat(((PolicyEvent.Refused) next()).because()).contains("older than sequence 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "cut", "empty", "other key", "directory", "broken policy", "unused file"})
    void whatIsNotToBeTrustedIsRefusedAndTheRunningOneStays(String what) throws Exception {
        put(BASE, 1);
        PoliciesInForce policies = start();
        Revision inForce = ((PolicyEvent.Activated) next()).revision();

        switch (what) {
            case "flipped" -> {
                byte[] bytes = bundle(STRICTER, 2, Samples.KEY, Optional.empty());
                bytes[bytes.length / 2] ^= 1;
                WholeFile.replace(file(), bytes, "rw-r--r--");
            }
            case "cut" -> {
                byte[] bytes = bundle(STRICTER, 2, Samples.KEY, Optional.empty());
                WholeFile.replace(file(), java.util.Arrays.copyOf(bytes, bytes.length - 700), "rw-r--r--");
            }
            case "empty" -> WholeFile.replace(file(), new byte[0], "rw-r--r--");
            case "other key" -> put(STRICTER, 2, SigningKey.generate(), Optional.empty());
            case "directory" -> {
                Files.delete(file());
                Files.createDirectory(file());
            }
            case "broken policy" -> put(BASE.replace("subject.id", "subject.ident"), 2);
            case "unused file" -> put(BASE.replace("banned.txt", "other.txt"), 2);
            default -> throw new AssertionError(what);
        }

        PolicyEvent event = next();
        while (((PolicyEvent.Refused) event).because().contains("it is not there")) {
            event = next(); // seen between two steps
        }
        assertThat(((PolicyEvent.Refused) event).inForce()).isEqualTo(inForce);
        assertThat(policies.store().current().revision()).isEqualTo(inForce);
        while (policies.status().problem().isEmpty()) {
            Thread.onSpinWait();
        }
        if (Files.isDirectory(file())) {
            Files.delete(file());
        }

        put(STRICTER, 2);
        event = next();
        while (event instanceof PolicyEvent.Refused) {
            event = next();
        }
        awaitInForce(policies, ((PolicyEvent.Activated) event).revision());
        assertThat(policies.status().problem()).isEmpty();
    }

    /// On file systems that count whole seconds, two bundles written within one look the same from outside.
    @Test
    void aBundleWrittenOverAnotherWithinTheSameTickIsNoticed() throws Exception {
        put(BASE, 1);
        var reader = origin().reader();
        FileTime tick = Files.getLastModifiedTime(file());
        String first = reader.get().fingerprint();

        byte[] second = bundle(BASE, 2, Samples.KEY, Optional.empty());
        assertThat(second).hasSize((int) Files.size(file()));
        Files.write(file(), second);
        Files.setLastModifiedTime(file(), tick);

        assertThat(reader.get().fingerprint())
                .isEqualTo(Revision.digest(second))
                .isNotEqualTo(first);
    }

    @Test
    void aDirectoryThatTakesThePlaceOfABundleBeforeTheStartIsNotBelieved() throws Exception {
        Files.createDirectory(file());
        Files.writeString(file().resolve("shop.hpol"), "policy shop\n\nallow everything on http {\n}\n");
        var signed = Origin.of(file(), true, List.of(Samples.KEY.verifying()), Protocols.vocabulary());
        assertThatThrownBy(() ->
                        PoliciesInForce.open(signed, Remembered.in(directory), events::add, InstantSource.system()))
                .isInstanceOf(BrokenPolicies.class)
                .hasMessageContaining("it is not a file");
        assertThat(events).isEmpty();

        var unsigned = Origin.of(file(), false, List.of(), Protocols.vocabulary());
        assertThat(unsigned.name()).isEqualTo("policy directory");
    }

    @Test
    void aPinThatCannotBeReadIsNotIgnored() throws Exception {
        put(BASE, 1);
        Files.writeString(directory.resolve("policies.pin"), "{\"sequence\":");
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("policies.pin")
                .hasMessageContaining("restore it, or remove it");
    }

    private Path file() {
        return directory.resolve("policies.bundle");
    }

    private void put(String policy, long sequence) throws IOException {
        put(policy, sequence, Samples.KEY, Optional.empty());
    }

    private void put(String policy, long sequence, SigningKey key, Optional<Rollback> rollback) throws IOException {
        WholeFile.replace(file(), bundle(policy, sequence, key, rollback), "rw-r--r--");
    }

    private static byte[] bundle(String policy, long sequence, SigningKey key, Optional<Rollback> rollback) {
        Map<String, byte[]> files =
                new TreeMap<>(Map.of("shop.hpol", Samples.bytes(policy), "banned.txt", Samples.bytes("eve\n")));
        if (policy.contains("other.txt")) {
            files.put("other.txt", Samples.bytes("eve\n"));
        }
        return Bundle.write(Samples.statement(files, sequence, rollback), files, key);
    }

    private PoliciesInForce start() throws IOException {
        var policies = PoliciesInForce.open(origin(), Remembered.in(directory), events::add, InstantSource.system());
        running = Optional.of(policies);
        policies.watch();
        return policies;
    }

    private Origin origin() {
        return Origin.of(file(), false, List.of(Samples.KEY.verifying()), Protocols.vocabulary());
    }

    private static Release released(long sequence) {
        return new Release(sequence, Samples.KEY.verifying().id(), Optional.empty());
    }

    private PolicyEvent next() throws InterruptedException {
        PolicyEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
        return event;
    }

    private static void awaitInForce(PoliciesInForce policies, Revision revision) {
        while (!policies.status().revision().equals(revision)) {
            Thread.onSpinWait();
        }
        assertThat(policies.store().current().revision()).isEqualTo(revision);
    }
}
