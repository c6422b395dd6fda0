// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// What happens in the directory, awaited by the events it causes. The compiler's part is played by a reader for which
/// a file with the word `broken` does not compile.
final class PoliciesInForceTest {

    private static final int PATIENCE_SECONDS = 30;

    @TempDir
    Path parent;

    private Path directory;
    private final LinkedBlockingQueue<PolicyEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean evidenceDown;
    private volatile boolean memoryShort;
    private PoliciesInForce policies;

    @BeforeEach
    void open() throws Exception {
        directory = Files.createDirectory(parent.resolve("policies"));
        write("a.hpol", "one");
        policies = PoliciesInForce.open(origin(), Remembered.in(parent), this::journal, InstantSource.system());
        assertThat(next())
                .isEqualTo(new PolicyEvent.Activated(
                        "test", revision(), Optional.empty(), 1, Optional.empty(), Optional.empty()));
    }

    @AfterEach
    void close() {
        policies.close();
    }

    @Test
    void aChangeTakesEffectForNewRequestsAndOldOnesKeepTheirs() throws Exception {
        policies.watch();
        CompiledPolicySet underWay = policies.store().current();

        write("deeper/b.hpol", "two");

        var activated = (PolicyEvent.Activated) next();
        assertThat(activated.before()).contains(underWay.revision());
        awaitInForce(activated.revision());
        assertThat(policies.status().rules()).isEqualTo(2);
        assertThat(underWay.revision()).isNotEqualTo(activated.revision());
        write("deeper/b.hpol", "three"); // in a directory that was not there at first
        assertThat(next()).isInstanceOf(PolicyEvent.Activated.class);
    }

    @Test
    void aBrokenChangeIsToldAndChangesNothing() throws Exception {
        policies.watch();
        Revision running = policies.status().revision();

        write("b.hpol", "broken");

        assertThat(next()).isEqualTo(new PolicyEvent.Refused("test", running, 1, "b.hpol is broken"));
        assertThat(policies.store().current().revision()).isEqualTo(running);
        assertThat(policies.status().problem().orElseThrow().report()).isEqualTo("error: b.hpol is broken");

        write("b.hpol", "mended");

        var activated = (PolicyEvent.Activated) next();
        awaitInForce(activated.revision());
        assertThat(policies.status().problem()).isEmpty();
    }

    @Test
    void aDirectorySwappedAsAWholeIsNoticed() throws Exception {
        policies.watch();
        Path other = Files.createDirectory(parent.resolve("next"));
        Files.writeString(other.resolve("z.hpol"), "other");

        Files.move(directory, parent.resolve("before"));
        Files.move(other, directory, StandardCopyOption.ATOMIC_MOVE);

        PolicyEvent event = next();
        while (event instanceof PolicyEvent.Refused) { // seen between the two moves
            event = next();
        }
        assertThat(((PolicyEvent.Activated) event).revision()).isEqualTo(revision());
    }

    @Test
    void aBurstOfChangesIsOneChange() throws Exception {
        policies.watch();
        for (int i = 0; i < 200; i++) {
            write("f" + i + ".hpol", "rule");
        }

        Revision last = revision();

        var activated = (PolicyEvent.Activated) next();
        assertThat(activated.revision()).isEqualTo(last);
    }

    @Test
    void whatCannotBePutOnRecordIsNotPutInForce() throws Exception {
        evidenceDown = true;
        policies.watch();
        Revision running = policies.status().revision();

        write("b.hpol", "two");

        assertThat(next()).isInstanceOf(PolicyEvent.Activated.class); // offered, and refused by the journal
        while (policies.status().problem().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(policies.store().current().revision()).isEqualTo(running);
        evidenceDown = false;
        var activated = (PolicyEvent.Activated) next();
        awaitInForce(activated.revision());
    }

    /// A record that names another revision than the one before would be false; one that names none is not.
    @Test
    void whatCouldNotBeKeptIsNotMistakenForWhatWasInForce() throws Exception {
        policies.watch();
        write("too-long-for-an-archive-".repeat(6) + ".hpol", "two");
        awaitInForce(((PolicyEvent.Activated) next()).revision());
        policies.close();

        policies = PoliciesInForce.open(origin(), Remembered.in(parent), this::journal, InstantSource.system());

        var activated = (PolicyEvent.Activated) next();
        assertThat(activated.before()).isEmpty();
        assertThat(activated.changes()).isEmpty();
    }

    @Test
    void anErrorWhileReadingDoesNotEndTheWatch() throws Exception {
        memoryShort = true;
        policies.watch();
        while (memoryShort) {
            Thread.onSpinWait();
        }

        write("b.hpol", "two");

        awaitInForce(((PolicyEvent.Activated) next()).revision());
    }

    @Test
    void aGatewayDoesNotStartWithBrokenPolicies() throws IOException {
        write("a.hpol", "broken");

        assertThatThrownBy(() ->
                        PoliciesInForce.open(origin(), Remembered.in(parent), this::journal, InstantSource.system()))
                .isInstanceOf(BrokenPolicies.class)
                .hasMessage("error: a.hpol is broken");
    }

    @Test
    void afterItsCloseNothingIsFollowed() throws Exception {
        policies.watch();
        policies.close();

        write("b.hpol", "two");

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("policy-watch"));
        assertThat(events).isEmpty();
    }

    private Origin origin() {
        return new Origin("test", directory, 8, this::read);
    }

    private void journal(PolicyEvent event) {
        events.add(event);
        if (evidenceDown) {
            throw new IllegalStateException("evidence is down");
        }
    }

    private PolicyEvent next() throws InterruptedException {
        PolicyEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("an event within %d s", PATIENCE_SECONDS).isNotNull();
        return event;
    }

    /// The journal is told just before: the swap itself follows at once.
    private void awaitInForce(Revision revision) {
        while (!policies.status().revision().equals(revision)) {
            Thread.onSpinWait();
        }
        assertThat(policies.store().current().revision()).isEqualTo(revision);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Revision revision() {
        return new Revision(read().fingerprint());
    }

    private Draft read() {
        if (memoryShort) {
            memoryShort = false;
            throw new OutOfMemoryError("for a moment");
        }
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.exists(directory) ? Files.walk(directory) : java.util.stream.Stream.<Path>empty()) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".hpol")).toList()) {
                files.put(directory.relativize(path).toString(), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var revision = Revision.of(files);
        return new Draft(
                revision.hash(),
                () -> files.entrySet().stream()
                        .filter(file -> new String(file.getValue(), StandardCharsets.UTF_8).equals("broken"))
                        .findFirst()
                        .<Draft.Result>map(file -> new Draft.Result.Broken(
                                1, file.getKey() + " is broken", "error: " + file.getKey() + " is broken"))
                        .orElseGet(() ->
                                new Draft.Result.Good(new Empty(revision, files.size()), files, Optional.empty())));
    }

    private record Empty(Revision revision, int size) implements CompiledPolicySet {
        @Override
        public Set<Attribute> requires(Schema schema) {
            return Set.of();
        }

        @Override
        public Decision decide(AccessRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Explanation explain(AccessRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
