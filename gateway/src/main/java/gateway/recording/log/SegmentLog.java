// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An append-only log in segment files. Any number of threads append; one thread writes all that wait with one write
/// and one force, and lets them go. There is no timer: the next commit begins when the one before has ended, so a lone
/// caller waits for one force and a crowd shares one.
///
/// After a failed write nobody knows what is on disk. So the log is broken from then on, takes nothing more, and says
/// so to everybody who waits or comes; opening it again finds out what is there.
public final class SegmentLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SegmentLog.class.getName());

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// What may wait for the disk at most, in bytes.
    private static final long WAITING_BYTES = 64L << 20;

    /// How long opening and closing wait for the disk; nobody is kept waiting by that.
    private static final Duration OWN_PATIENCE = Duration.ofMinutes(1);

    private final LogSettings settings;
    private final InstantSource clock;
    private final LogKey key;
    private final DirectoryLock directoryLock;
    private final SegmentWriter writer;
    private final Sealer sealer;
    private final Thread writerThread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private ArrayList<Appended> waiting = new ArrayList<>();
    private long waitingBytes;
    private long next;
    private boolean accepting = true;
    private boolean closed;
    private @Nullable Throwable broken;

    private SegmentLog(
            LogSettings settings,
            InstantSource clock,
            Disk disk,
            LogDirectory directory,
            LogKey key,
            DirectoryLock directoryLock,
            Recovery.End end)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.key = key;
        this.directoryLock = directoryLock;
        this.next = end.tree().size();
        this.writer = new SegmentWriter(directory, disk, settings.segmentBytes(), end);
        this.sealer = new Sealer(
                this,
                writer,
                directory,
                disk,
                key,
                settings,
                clock,
                end.checkpoint().size());
        this.writerThread = Thread.ofPlatform().daemon().name("evidence-writer").unstarted(this::writeUntilClosed);
    }

    /// Opens a log, or makes a new one where there is none.
    ///
    /// @throws LogFailure if somebody else is writing it, if it was tampered with, or if its key is missing
    public static SegmentLog open(LogSettings settings, InstantSource clock) throws IOException, LogFailure {
        return open(settings, clock, new FileDisk());
    }

    static SegmentLog open(LogSettings settings, InstantSource clock, Disk disk) throws IOException, LogFailure {
        Files.createDirectories(settings.directory(), OWNER_ONLY); // what people did is nobody else's business
        var directory = new LogDirectory(settings.directory());
        DirectoryLock held = DirectoryLock.take(directory);
        try {
            boolean isNew = directory.segments().isEmpty() && !Files.exists(directory.publicKey());
            LogKey key = isNew ? begin(directory, settings, disk) : LogKey.read(directory, settings.origin());
            if (directory.segments().isEmpty()
                    && Recovery.checkpoint(directory, key.verifier()).size() == 0) {
                SegmentWriter.begin(directory, disk, settings.segmentBytes());
            }
            Recovery.End end = Recovery.find(directory, key.verifier(), disk);
            var log = new SegmentLog(settings, clock, disk, directory, key, held, end);
            log.start(end);
            return log;
        } catch (IOException | LogFailure | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /// The public key goes last: where it is, a checkpoint has been, and is missed if it is gone.
    private static LogKey begin(LogDirectory directory, LogSettings settings, Disk disk) throws IOException {
        LogKey key = LogKey.generate(directory, settings.origin());
        Sealer.store(Sealer.sign(new MerkleTree(), key), directory, disk);
        key.storePublic(directory, disk);
        return key;
    }

    private void start(Recovery.End end) throws LogFailure {
        writerThread.start();
        if (!end.closed() || end.cutBytes() > 0) {
            appendOwn(OwnRecord.gap(clock.instant(), end));
        }
        appendOwn(OwnRecord.open(clock.instant(), publicKey(), end.checkpoint()))
                .awaitDurable();
        sealer.start();
    }

    /// Gives a record its place. It returns at once, unless more wait for the disk than the settings allow.
    ///
    /// @throws LogFailure if the log is closed, broken, or stays full for longer than its patience
    /// @throws IllegalArgumentException if the record is too large
    public Appended append(Leaf leaf) throws LogFailure {
        if (!leaf.fits()) {
            throw new IllegalArgumentException("a record of more than " + Leaf.MAX_BYTES + " bytes");
        }
        return append(leaf, false);
    }

    /// Like [#append], for the log's own records, which still come while it closes.
    Appended appendOwn(Leaf leaf) throws LogFailure {
        return append(leaf, true);
    }

    private Appended append(Leaf leaf, boolean own) throws LogFailure {
        long deadline = System.nanoTime() + (own ? OWN_PATIENCE : settings.patience()).toNanos();
        lock.lock();
        try {
            awaitRoom(leaf, deadline);
            if (broken != null) {
                throw new LogFailure("the log is broken and takes no records until the gateway is restarted", broken);
            }
            if (closed || (!accepting && !own)) {
                throw new LogFailure("the log is closed");
            }
            var appended = new Appended(next++, leaf, deadline);
            waiting.add(appended);
            waitingBytes += leaf.maxBytes();
            if (waiting.size() == 1) {
                arrived.signal();
            }
            return appended;
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Leaf leaf, long deadline) throws LogFailure {
        boolean interrupted = false;
        while (broken == null && !closed && isFull(leaf)) {
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
        return waiting.size() >= settings.waitingRecords()
                || (!waiting.isEmpty() && waitingBytes + leaf.maxBytes() > WAITING_BYTES);
    }

    /// What broke the log, if anything did.
    public Optional<Throwable> broken() {
        lock.lock();
        try {
            return Optional.ofNullable(broken);
        } finally {
            lock.unlock();
        }
    }

    /// The line that lets others check this log's signatures (C2SP signed-note verifier key).
    public String publicKey() {
        return key.verifier().line();
    }

    /// Takes no more records, writes those that wait, signs the head and lets go of the directory.
    @Override
    public void close() throws LogFailure {
        lock.lock();
        try {
            if (!accepting) {
                return;
            }
            accepting = false;
        } finally {
            lock.unlock();
        }
        try {
            if (broken().isEmpty()) {
                Appended last = appendOwn(OwnRecord.close(clock.instant()));
                last.awaitDurable();
                writer.awaitInTree(last.number(), OWN_PATIENCE); // so that the last checkpoint covers it
            }
            sealer.finish();
            endWriting();
            writerThread.join();
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogFailure("interrupted while the log was being closed", e);
        } catch (IOException e) {
            throw new LogFailure("the log could not be closed", e);
        } finally {
            letGo();
        }
    }

    private void endWriting() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void letGo() throws LogFailure {
        endWriting();
        try {
            directoryLock.close();
        } catch (IOException e) {
            throw new LogFailure("the log's directory stays locked", e);
        }
    }

    private void writeUntilClosed() {
        List<Appended> batch = List.of();
        int done = 0;
        try {
            for (batch = take(); !batch.isEmpty(); batch = take()) {
                for (done = 0; done < batch.size(); ) {
                    int upTo = writer.write(batch, done);
                    batch.subList(done, upTo).forEach(record -> record.settle(null));
                    done = upTo;
                    writer.grow();
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            poison(e);
            batch.subList(done, batch.size()).forEach(record -> record.settle(e));
        }
    }

    /// @return all that wait; empty when the log is closed and nothing is left, or it is broken
    private List<Appended> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed && broken == null) {
                arrived.awaitUninterruptibly();
            }
            List<Appended> batch = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void poison(Throwable cause) {
        List<Appended> lost;
        lock.lock();
        try {
            if (broken == null) {
                broken = cause;
                LOG.log(System.Logger.Level.ERROR, "evidence can no longer be written: requests are denied", cause);
            }
            lost = waiting;
            waiting = new ArrayList<>();
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        lost.forEach(record -> record.settle(cause));
    }
}
