// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.revision.PolicyStore;
import policy.runtime.revision.Revision;

/// Keeps the policy set in force the one that is in a directory. A change is compiled beside the traffic
/// and swapped in whole; one that does not compile, or cannot be put on record, changes nothing but the
/// status.
public final class PolicyDirectory implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PolicyDirectory.class.getName());

    /// A set that was read while files were being replaced may compile and still lack a file: only
    /// content that is the same after this long is believed.
    private static final Duration SETTLED_AFTER = Duration.ofMillis(100);

    /// A directory that changes all the time is looked at again with the next event or rescan.
    private static final int SETTLING_ROUNDS = 50;

    private final Path directory;
    private final Supplier<Draft> reader;
    private final Consumer<PolicyEvent> journal;
    private final InstantSource clock;
    private final PolicyStore store;
    private String seen;
    private volatile PolicyStatus status;
    private Optional<DirectoryWatch> watch = Optional.empty();

    private PolicyDirectory(
            Path directory,
            Supplier<Draft> reader,
            Consumer<PolicyEvent> journal,
            InstantSource clock,
            Draft first,
            CompiledPolicySet policies) {
        this.directory = directory;
        this.reader = reader;
        this.journal = journal;
        this.clock = clock;
        this.seen = first.fingerprint();
        this.store = new PolicyStore(policies);
        this.status = new PolicyStatus(policies.revision(), policies.size(), clock.instant(), Optional.empty());
    }

    /// Compiles what the directory holds.
    ///
    /// @param reader reads the directory's present content
    /// @param journal told of an event before it takes effect; if it throws, nothing takes effect
    /// @throws BrokenPolicies if it does not compile
    public static PolicyDirectory open(
            Path directory, Supplier<Draft> reader, Consumer<PolicyEvent> journal, InstantSource clock) {
        Draft first = reader.get();
        return switch (first.compile().get()) {
            case Draft.Result.Good(CompiledPolicySet policies) -> {
                journal.accept(new PolicyEvent.Activated(policies.revision(), Optional.empty(), policies.size()));
                yield new PolicyDirectory(directory, reader, journal, clock, first, policies);
            }
            case Draft.Result.Broken broken -> throw new BrokenPolicies(broken.report());
        };
    }

    /// Holds the policy set in force.
    public PolicyStore store() {
        return store;
    }

    public PolicyStatus status() {
        return status;
    }

    /// Starts to follow changes.
    public synchronized void watch() {
        if (watch.isEmpty()) {
            watch = Optional.of(DirectoryWatch.start(directory, this::follow));
        }
    }

    /// Stops to follow changes; the policy set in force stays.
    @Override
    public void close() {
        Optional<DirectoryWatch> running;
        synchronized (this) {
            running = watch;
            watch = Optional.empty();
        }
        running.ifPresent(DirectoryWatch::close);
    }

    private void follow() throws InterruptedException {
        Draft draft = reader.get();
        for (int round = 0; round < SETTLING_ROUNDS && !draft.fingerprint().equals(seen); round++) {
            Thread.sleep(SETTLED_AFTER);
            Draft later = reader.get();
            if (later.fingerprint().equals(draft.fingerprint())) {
                take(later);
                return;
            }
            draft = later;
        }
    }

    private void take(Draft draft) {
        switch (draft.compile().get()) {
            case Draft.Result.Good(CompiledPolicySet policies) -> activate(policies);
            case Draft.Result.Broken broken -> refuse(broken);
        }
        seen = draft.fingerprint();
    }

    private void activate(CompiledPolicySet policies) {
        Revision before = store.current().revision();
        if (policies.revision().equals(before)) {
            status = status.withoutProblem();
            LOG.log(System.Logger.Level.INFO, "policies are again those in force, revision {0}", before.abbreviated());
            return;
        }
        recordFirst(new PolicyEvent.Activated(policies.revision(), Optional.of(before), policies.size()));
        store.activate(policies);
        status = new PolicyStatus(policies.revision(), policies.size(), clock.instant(), Optional.empty());
        LOG.log(
                System.Logger.Level.INFO,
                "policies changed: revision {0}, {1} rules, in place of {2}",
                policies.revision().abbreviated(),
                policies.size(),
                before.abbreviated());
    }

    private void recordFirst(PolicyEvent event) {
        try {
            journal.accept(event);
        } catch (RuntimeException e) {
            status = status.with(new PolicyStatus.Problem(
                    clock.instant(), 1, "error: the changed policies could not be put on record; this is tried again"));
            throw e;
        }
    }

    private void refuse(Draft.Result.Broken broken) {
        Revision inForce = store.current().revision();
        status = status.with(new PolicyStatus.Problem(clock.instant(), broken.errors(), broken.report()));
        LOG.log(
                System.Logger.Level.ERROR,
                "changed policies are not put in force, revision " + inForce.abbreviated() + " stays:"
                        + System.lineSeparator() + broken.report());
        journal.accept(new PolicyEvent.Refused(inForce, broken.errors(), broken.first()));
    }
}
