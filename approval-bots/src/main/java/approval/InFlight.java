// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Calls that block, each on a thread of its own, and only so many at once.
public final class InFlight {

    private final Semaphore places;
    private final Executor threads;

    public InFlight(int most, Executor threads) {
        this.places = new Semaphore(most);
        this.threads = threads;
    }

    /// How many more may start now.
    public int free() {
        return places.availablePermits();
    }

    /// Starts a call, as soon as there is a place for it.
    public void start(Runnable call) {
        places.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                call.run();
            } finally {
                places.release();
            }
        });
    }
}
