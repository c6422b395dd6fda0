// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.revision.PolicyStore;
import policy.runtime.revision.Revision;

/// Keeps the policy set in force the one that is in a directory or bundle. A change is compiled beside the
/// traffic and swapped in whole; one that does not compile, is not to be trusted, or cannot be put on
/// record, changes nothing but the status.
public final class PoliciesInForce implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PoliciesInForce.class.getName());

    /// A set that was read while files were being replaced may compile and still lack a file: only
    /// content that is the same after this long is believed.
    private static final Duration SETTLED_AFTER = Duration.ofMillis(100);

    /// A directory that changes all the time is looked at again with the next event or rescan.
    private static final int SETTLING_ROUNDS = 50;

    private final Origin origin;
    private final Remembered remembered;
    private final Consumer<PolicyEvent> journal;
    private final InstantSource clock;
    private final PolicyStore store;
    private String seen;
    private SortedMap<String, byte[]> content;
    private volatile PolicyStatus status;
    private Optional<DirectoryWatch> watch = Optional.empty();

    private PoliciesInForce(
            Origin origin,
            Remembered remembered,
            Consumer<PolicyEvent> journal,
            InstantSource clock,
            Draft first,
            Draft.Result.Good good) {
        this.origin = origin;
        this.remembered = remembered;
        this.journal = journal;
        this.clock = clock;
        this.seen = first.fingerprint();
        this.content = good.content();
        this.store = new PolicyStore(good.policies());
        this.status = status(good, clock);
    }

    /// Compiles what is there, and puts it in force.
    ///
    /// @param journal told of an event before it takes effect; if it throws, nothing takes effect
    /// @throws BrokenPolicies if it does not compile, is not to be trusted, or older than what was in force before
    public static PoliciesInForce open(
            Origin origin, Remembered remembered, Consumer<PolicyEvent> journal, InstantSource clock) {
        Draft first = origin.reader().get();
        return switch (checked(first, remembered)) {
            case Draft.Result.Good good -> {
                Optional<SortedMap<String, byte[]>> last = remembered.last();
                pin(remembered, good);
                remembered.forget();
                journal.accept(activated(origin, good, last.map(Revision::of), last));
                remembered.keep(good.content());
                yield new PoliciesInForce(origin, remembered, journal, clock, first, good);
            }
            case Draft.Result.Broken broken -> throw new BrokenPolicies(broken.report());
        };
    }

    private static Draft.Result checked(Draft draft, Remembered remembered) {
        Draft.Result result = draft.compile().get();
        if (result instanceof Draft.Result.Good good) {
            Revision revision = good.policies().revision();
            return good.release()
                    .flatMap(release -> remembered.objection(revision, release))
                    .<Draft.Result>map(because -> Draft.Result.Broken.of("the bundle is refused: " + because))
                    .orElse(good);
        }
        return result;
    }

    private static void pin(Remembered remembered, Draft.Result.Good good) {
        if (good.release().isPresent()) {
            try {
                remembered.pin(good.policies().revision(), good.release().get());
            } catch (IOException e) {
                throw new UncheckedIOException("which bundle is in force cannot be kept", e);
            }
        }
    }

    private static PolicyEvent.Activated activated(
            Origin origin,
            Draft.Result.Good good,
            Optional<Revision> before,
            Optional<SortedMap<String, byte[]>> contentBefore) {
        return new PolicyEvent.Activated(
                origin.name(),
                good.policies().revision(),
                before,
                good.policies().size(),
                good.release(),
                contentBefore.flatMap(old -> PolicyChanges.between(old, good.content())));
    }

    private static PolicyStatus status(Draft.Result.Good good, InstantSource clock) {
        CompiledPolicySet policies = good.policies();
        return new PolicyStatus(
                policies.revision(), policies.size(), clock.instant(), good.release(), Optional.empty());
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
            watch = Optional.of(DirectoryWatch.start(origin.watched(), origin.depth(), this::follow));
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
        Draft draft = origin.reader().get();
        for (int round = 0; round < SETTLING_ROUNDS && !draft.fingerprint().equals(seen); round++) {
            Thread.sleep(SETTLED_AFTER);
            Draft later = origin.reader().get();
            if (later.fingerprint().equals(draft.fingerprint())) {
                take(later);
                return;
            }
            draft = later;
        }
    }

    private void take(Draft draft) {
        switch (checked(draft, remembered)) {
            case Draft.Result.Good good -> activate(good);
            case Draft.Result.Broken broken -> refuse(broken);
        }
        seen = draft.fingerprint();
    }

    private void activate(Draft.Result.Good good) {
        CompiledPolicySet policies = good.policies();
        Revision before = store.current().revision();
        if (policies.revision().equals(before) && good.release().equals(status.release())) {
            status = status.withoutProblem();
            LOG.log(System.Logger.Level.INFO, "policies are again those in force, revision {0}", before.abbreviated());
            return;
        }
        recordFirst(good, activated(origin, good, Optional.of(before), Optional.of(content)));
        store.activate(policies);
        content = good.content();
        status = status(good, clock);
        LOG.log(
                System.Logger.Level.INFO,
                "policies changed: revision {0}, {1} rules, in place of {2}",
                policies.revision().abbreviated(),
                policies.size(),
                before.abbreviated());
        remembered.keep(content);
    }

    /// The pin comes before the record: a record of what then cannot happen would be false, a pin only too careful.
    /// And what was kept goes before it: after a crash in between, the next start would take it for what was in
    /// force.
    private void recordFirst(Draft.Result.Good good, PolicyEvent event) {
        try {
            pin(remembered, good);
            remembered.forget();
            journal.accept(event);
        } catch (RuntimeException e) {
            remembered.keep(content);
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
        journal.accept(new PolicyEvent.Refused(origin.name(), inForce, broken.errors(), broken.first()));
    }
}
