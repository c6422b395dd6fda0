// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A record's place in the log. It has one as soon as it is appended; it is durable only once [#awaitDurable] returned.
/// It sets no timer of its own: the log looks after those that wait for too long ([WaitingRecords#tellLate]).
public final class Appended {

    private final long number;
    private final Leaf leaf;
    private final long deadlineNanos;

    private volatile @Nullable Thread waiter;
    private volatile boolean durable;
    private volatile boolean late;
    private volatile @Nullable Throwable failure;

    Appended(long number, Leaf leaf, long deadlineNanos) {
        this.number = number;
        this.leaf = leaf;
        this.deadlineNanos = deadlineNanos;
    }

    public long number() {
        return number;
    }

    Leaf leaf() {
        return leaf;
    }

    /// Parks the calling thread until the record is on disk. One thread may wait for a record. An interrupt does
    /// not end the wait, it is kept for later: the answer must be known either way.
    ///
    /// @throws LogFailure if it could not be written, or not within the log's patience
    public void awaitDurable() throws LogFailure {
        waiter = Thread.currentThread();
        boolean interrupted = false;
        while (!durable && failure == null && !late) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!durable) {
            Throwable cause = failure;
            throw cause == null
                    ? new LogFailure("record " + number + " was not on disk in time")
                    : new LogFailure("record " + number + " could not be written", cause);
        }
    }

    /// Ends the wait if its time is over. What is on disk already stays so.
    void tellLate(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            late = true;
            wake();
        }
    }

    void settle(@Nullable Throwable broken) {
        if (broken == null) {
            durable = true;
        } else {
            failure = broken;
        }
        wake();
    }

    private void wake() {
        Thread waiting = waiter;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }
}
