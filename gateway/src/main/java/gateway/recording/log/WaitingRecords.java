// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Records that have their number and wait for the disk. Bounded: whoever comes when it is full waits too.
///
/// **When a commit begins.** A force costs the same for one record as for a hundred. If the next commit began as soon
/// as
/// the one before has ended, it would begin with the first of a crowd and leave all others to the one after. So it
/// waits,
/// for less time than a force takes, until as many callers are back as the last one let go. A lone caller is a crowd of
/// one and waits for nobody. Records that nobody waits for begin no commit for a while; they go along with the next.
final class WaitingRecords {

    /// What may wait at most, in bytes.
    private static final long MAX_BYTES = 64L << 20;

    /// How long a commit is put off for callers that are likely to come.
    private static final Duration GATHER = Duration.ofNanos(150_000);

    /// How long records that nobody waits for stay behind if no other record takes them along.
    private static final Duration LINGER = Duration.ofMillis(5);

    private static final int NOBODY = Integer.MAX_VALUE;

    /// Who brings a record.
    enum From {
        /// Somebody who is going to wait for it.
        WAITING_CALLER,
        /// Somebody who goes on at once.
        PASSING_CALLER,
        /// The log itself, which is still heard while it closes.
        LOG
    }

    private final int maxRecords;
    private final long gatherNanos;
    private final long lingerNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();

    private ArrayList<Appended> waiting = new ArrayList<>();

    /// What the writer is writing.
    private List<Appended> taken = List.of();

    private long bytes;
    private long next;
    private boolean accepting = true;
    private boolean closed;
    private @Nullable Throwable broken;

    /// How many of the records that wait have a caller who waits too.
    private int callers;

    /// How many callers the last commit let go.
    private int crowd;

    /// At how many callers the writer is to be woken.
    private int wakeAt = NOBODY;

    /// Whether any record is to wake the writer.
    private boolean resting;

    /// Whether somebody waits for room.
    private boolean full;

    /// @param next number of the next record
    /// @param maxRecords how many may wait
    WaitingRecords(long next, int maxRecords) {
        this(next, maxRecords, GATHER, LINGER);
    }

    WaitingRecords(long next, int maxRecords, Duration gather, Duration linger) {
        this.next = next;
        this.maxRecords = maxRecords;
        this.gatherNanos = gather.toNanos();
        this.lingerNanos = linger.toNanos();
    }

    /// Gives a record its number.
    ///
    /// @param patience how long to wait for room, and for the record to become durable
    Appended add(Leaf leaf, From from, Duration patience) throws LogFailure {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            awaitRoom(leaf, deadline);
            if (broken != null) {
                throw new LogFailure("the log is broken and takes no records until the gateway is restarted", broken);
            }
            if (closed || (!accepting && from != From.LOG)) {
                throw new LogFailure("the log is closed");
            }
            var record = new Appended(next++, leaf, deadline);
            waiting.add(record);
            bytes += leaf.maxBytes();
            boolean waits = from != From.PASSING_CALLER;
            callers += waits ? 1 : 0;
            if (resting || (waits && callers == wakeAt)) {
                arrived.signal();
            }
            return record;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Leaf leaf, long deadline) throws LogFailure {
        boolean interrupted = false;
        while (isOpen() && isFull(leaf)) {
            full = true;
            arrived.signal();
            long nanos = deadline - System.nanoTime();
            if (nanos <= 0) {
                throw new LogFailure("the disk does not keep up: " + waiting.size() + " records wait for it");
            }
            try {
                room.awaitNanos(nanos);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isFull(Leaf leaf) {
        return waiting.size() >= maxRecords || (!waiting.isEmpty() && bytes + leaf.maxBytes() > MAX_BYTES);
    }

    private boolean isOpen() {
        return broken == null && !closed;
    }

    /// Waits for records to write. For the writer alone.
    ///
    /// @return all that wait; empty when nothing is left and nothing will come
    List<Appended> take() {
        lock.lock();
        try {
            taken = List.of();
            awaitCallers(1, lingerNanos);
            while (waiting.isEmpty() && isOpen()) {
                crowd = 0; // it has gone
                resting = true;
                arrived.awaitUninterruptibly();
                resting = false;
                awaitCallers(1, lingerNanos);
            }
            if (callers > 0) {
                awaitCallers(crowd, gatherNanos);
            }
            taken = waiting;
            crowd = callers;
            waiting = new ArrayList<>();
            bytes = 0;
            callers = 0;
            full = false;
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until so many callers have come, or for so long, or until somebody needs room.
    private void awaitCallers(int many, long nanos) {
        long until = System.nanoTime() + nanos;
        wakeAt = many;
        for (long left = nanos; callers < many && left > 0 && isOpen() && !full; left = until - System.nanoTime()) {
            try {
                arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                break; // nobody interrupts the writer; if somebody does, it just writes earlier
            }
        }
        wakeAt = NOBODY;
    }

    /// Lets those go whose patience is over though the disk has not answered.
    void tellLate() {
        long now = System.nanoTime();
        lock.lock();
        try {
            taken.forEach(record -> record.tellLate(now));
            waiting.forEach(record -> record.tellLate(now));
        } finally {
            lock.unlock();
        }
    }

    /// What broke the log, if anything did.
    Optional<Throwable> broken() {
        lock.lock();
        try {
            return Optional.ofNullable(broken);
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more records but the log's own.
    ///
    /// @return false if that was so already
    boolean stopAccepting() {
        lock.lock();
        try {
            boolean before = accepting;
            accepting = false;
            return before;
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more; what waits can still be taken.
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more, because of this; all that wait are told.
    ///
    /// @return false if it was broken already
    boolean poison(Throwable cause) {
        List<Appended> lost;
        boolean first;
        lock.lock();
        try {
            first = broken == null;
            broken = first ? cause : broken;
            lost = waiting;
            waiting = new ArrayList<>();
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        lost.forEach(record -> record.settle(cause));
        return first;
    }
}
