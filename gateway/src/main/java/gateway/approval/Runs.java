// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;

/// What runs in this process under which consent, so that it can be cut when the consent ends. Where a consent lasts a
/// while, its end is kept by this process's own clock, too: it comes even if the store cannot be asked.
public final class Runs {

    private final ConcurrentHashMap<String, Set<Run>> byRequest = new ConcurrentHashMap<>();

    /// Registers a run, before its consent is used: what ends the consent from now on cuts it.
    ///
    /// @param cut ends the run, whatever it has come to; must not block
    Run begin(String request, Consumer<Reason> cut) {
        var run = new Run(this, request, cut);
        byRequest.compute(request, (id, present) -> {
            Set<Run> all = present == null ? ConcurrentHashMap.newKeySet() : present;
            all.add(run);
            return all;
        });
        return run;
    }

    /// Whether something runs under this consent.
    boolean has(String request) {
        return byRequest.containsKey(request);
    }

    /// How many run, under any consent.
    public int count() {
        return byRequest.values().stream().mapToInt(Set::size).sum();
    }

    /// Cuts what runs under a consent that has ended; never blocks.
    public void changed(ApprovalRequest request) {
        switch (request.state()) {
            case REVOKED ->
                cut(
                        request,
                        "The approval was revoked %s."
                                .formatted(request.standing().note()));
            case EXPIRED -> cut(request, Run.OVER);
            case DENIED -> cut(request, "The review found that this was not in order.");
            case PENDING, APPROVED, CANCELLED, CONSUMED -> {
                // goes on
            }
        }
    }

    /// Cuts what has gone on for longer than its consent lasts.
    void cutOverdue() {
        long now = System.nanoTime();
        byRequest.values().forEach(all -> all.forEach(run -> run.cutIfOver(now)));
    }

    private void cut(ApprovalRequest request, String why) {
        byRequest.getOrDefault(request.id(), Set.of()).forEach(run -> run.cut(why));
    }

    private void end(Run run) {
        byRequest.computeIfPresent(run.request, (id, all) -> {
            all.remove(run);
            return all.isEmpty() ? null : all;
        });
    }

    /// One exchange that runs under a consent, until closed; it is not cut any more from then on.
    public static final class Run implements AutoCloseable {

        private static final String OVER = "The time of the approval is over.";

        private final Runs registry;
        private final String request;
        private final Consumer<Reason> cut;
        private boolean over;
        private boolean limited;
        private long deadline;

        private Run(Runs registry, String request, Consumer<Reason> cut) {
            this.registry = registry;
            this.request = request;
            this.cut = cut;
        }

        synchronized void limit(Duration left) {
            limited = true;
            deadline = System.nanoTime() + left.toNanos();
        }

        private synchronized void cutIfOver(long now) {
            if (limited && now - deadline >= 0) {
                cut(OVER);
            }
        }

        private synchronized void cut(String why) {
            if (!over) {
                over = true;
                cut.accept(Reason.of(DenialCode.G116, why));
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                over = true;
            }
            registry.end(this);
        }
    }
}
