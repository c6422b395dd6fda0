// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Who in this process waits for which approval request. Being woken means only: look again.
public final class Waiters {

    private final ConcurrentHashMap<String, Set<Waiter>> byRequest = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /// Starts waiting. What changes from now on wakes; what changed before must be looked for after this call.
    Waiter enter(String request) {
        var waiter = new Waiter(this, request);
        byRequest.compute(request, (id, present) -> {
            Set<Waiter> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    /// Wakes everybody who waits for this request; never blocks.
    public void wake(String request) {
        byRequest.getOrDefault(request, Set.of()).forEach(waiter -> waiter.signal.release());
    }

    /// Nobody waits here from now on: wakes all there are, and whoever comes. They find out by [#stopping].
    void stop() {
        stopping = true;
        byRequest.values().forEach(all -> all.forEach(waiter -> waiter.signal.release()));
    }

    boolean stopping() {
        return stopping;
    }

    /// How many wait, for anything.
    public int count() {
        return byRequest.values().stream().mapToInt(Set::size).sum();
    }

    private void leave(Waiter waiter) {
        byRequest.computeIfPresent(waiter.request, (id, all) -> {
            all.remove(waiter);
            return all.isEmpty() ? null : all;
        });
    }

    /// One held command.
    static final class Waiter implements AutoCloseable {

        private final Waiters registry;
        private final String request;
        private final Semaphore signal = new Semaphore(0);
        private volatile boolean departed;

        private Waiter(Waiters registry, String request) {
            this.registry = registry;
            this.request = request;
        }

        /// The client has left. Called by whoever notices; must not block, so that it can be an event loop.
        void depart() {
            departed = true;
            signal.release();
        }

        boolean departed() {
            return departed;
        }

        /// Whether nobody else here waits for the same request.
        boolean alone() {
            return registry.byRequest.getOrDefault(request, Set.of()).size() <= 1;
        }

        /// Waits until woken.
        ///
        /// @param deadline as [System#nanoTime] counts
        /// @return false if the deadline came first, or the thread is to stop
        boolean await(long deadline) {
            try {
                boolean woken = signal.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                signal.drainPermits();
                return woken;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            registry.leave(this);
        }
    }
}
