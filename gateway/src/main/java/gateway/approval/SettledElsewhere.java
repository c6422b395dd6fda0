// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalStore;
import java.time.Duration;
import java.time.Instant;

/// Wakes those who wait here for what was settled in another process. They look at the store themselves, so waking one
/// too many does no harm, and one too few costs only the rest of a client's patience.
public final class SettledElsewhere implements Runnable {

    /// Looks back so far behind the last look: a settlement is visible a little after the time it bears.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private final ApprovalStore store;
    private final Waiters waiters;
    private Instant last;

    public SettledElsewhere(ApprovalStore store, Waiters waiters) {
        this.store = store;
        this.waiters = waiters;
        this.last = store.now();
    }

    @Override
    public void run() {
        Instant now = store.now();
        if (waiters.count() > 0) {
            store.settledSince(last.minus(OVERLAP)).forEach(waiters::wake);
        }
        last = now;
    }
}
