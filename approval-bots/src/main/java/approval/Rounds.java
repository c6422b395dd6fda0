// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one thread that looks after things again and again: overdue requests, late cards, clicks to be
/// processed, verdicts given in another process. An errand that fails is logged and tried again in the
/// next round.
public final class Rounds implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("approval-rounds").daemon().factory());
    private final AtomicBoolean soon = new AtomicBoolean();
    private volatile List<Runnable> errands = List.of();

    /// @param period from the end of one round to the start of the next
    /// @param toDo in order; none may block for long
    public void start(Duration period, List<Runnable> toDo) {
        errands = List.copyOf(toDo);
        var _ = thread.scheduleWithFixedDelay(this::once, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Makes a round now rather than in a while, if started; returns at once.
    public void soon() {
        if (soon.compareAndSet(false, true)) {
            try {
                thread.execute(this::once);
            } catch (RejectedExecutionException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "closed; another process, or this one's next start, makes the round");
            }
        }
    }

    /// Lets a round that is being made come to its end, so that nothing it took is left lying.
    @Override
    public void close() {
        thread.close();
    }

    private void once() {
        soon.set(false);
        for (Runnable errand : errands) {
            try {
                errand.run();
            } catch (RuntimeException | Error e) { // an escaped error would end all rounds without a word
                LOG.log(System.Logger.Level.ERROR, "a round was not finished", e);
            }
        }
    }
}
