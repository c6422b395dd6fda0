// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalStore;
import java.time.Duration;
import java.time.Instant;

/// Wakes those who wait here for what was settled in another process, and cuts what runs here under a consent that was
/// revoked there. Those who wait look at the store themselves, so waking one too many does no harm.
public final class SettledElsewhere implements Runnable {

    /// Looks back so far behind the last look: a settlement is visible a little after the time it bears.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final ApprovalStore store;
    private final Waiters waiters;
    private final Runs runs;
    private Instant last;

    public SettledElsewhere(ApprovalStore store, Waiters waiters, Runs runs) {
        this.store = store;
        this.waiters = waiters;
        this.runs = runs;
        this.last = store.now();
    }

    @Override
    public void run() {
        runs.cutOverdue(); // first: it needs no store
        Instant now = store.now();
        if (waiters.count() > 0 || runs.count() > 0) {
            store.settledSince(last.minus(OVERLAP)).forEach(this::look);
        }
        last = now;
    }

    private void look(String id) {
        waiters.wake(id);
        if (runs.has(id)) {
            store.find(id).ifPresent(runs::changed);
        }
    }
}
