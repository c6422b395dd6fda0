// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.WaitingRecords.From;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// An append-only log in segment files. Any number of threads append; one thread writes all that wait with one write
/// and one force, and lets them go. A lone caller waits for one force and a crowd shares one ([WaitingRecords]).
///
/// After a failed write nobody knows what is on disk. So the log is broken from then on, takes nothing more, and says
/// so to everybody who waits or comes; opening it again finds out what is there.
public final class SegmentLog implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SegmentLog.class.getName());

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /// How often it is looked whether somebody has waited for too long.
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /// How long opening and closing wait for the disk; nobody is kept waiting by that.
    private static final Duration OWN_PATIENCE = Duration.ofMinutes(1);

    private final LogSettings settings;
    private final InstantSource clock;
    private final LogKey key;
    private final DirectoryLock directoryLock;
    private final SegmentWriter writer;
    private final Sealer sealer;
    private final Thread writerThread;
    private final Thread patience;

    private final WaitingRecords waiting;

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
        this.waiting = new WaitingRecords(end.tree().size(), settings.waitingRecords());
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
        this.patience = Thread.ofPlatform().daemon().name("evidence-patience").unstarted(this::watchPatience);
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
        patience.start();
        if (!end.closed() || end.cutBytes() > 0) {
            appendOwn(OwnRecord.gap(clock.instant(), end));
        }
        appendOwn(OwnRecord.open(clock.instant(), publicKey(), end.checkpoint()))
                .awaitDurable();
        sealer.start();
    }

    /// Gives a record its place for somebody who is going to wait for it. It returns at once, unless more wait for
    /// the disk than the settings allow.
    ///
    /// @throws LogFailure if the log is closed, broken, or stays full for longer than its patience
    /// @throws IllegalArgumentException if the record is too large
    public Appended append(Leaf leaf) throws LogFailure {
        return waiting.add(fitting(leaf), From.WAITING_CALLER, settings.patience());
    }

    /// Like [#append], for a record nobody waits for: it goes along with the next commit, or begins one if there is
    /// none for a moment.
    public void appendUnawaited(Leaf leaf) throws LogFailure {
        waiting.add(fitting(leaf), From.PASSING_CALLER, settings.patience());
    }

    /// Like [#append], for the log's own records, which still come while it closes.
    Appended appendOwn(Leaf leaf) throws LogFailure {
        return waiting.add(leaf, From.LOG, OWN_PATIENCE);
    }

    private static Leaf fitting(Leaf leaf) {
        if (!leaf.fits()) {
            throw new IllegalArgumentException("a record of more than " + Leaf.MAX_BYTES + " bytes");
        }
        return leaf;
    }

    /// What broke the log, if anything did.
    public Optional<Throwable> broken() {
        return waiting.broken();
    }

    /// The line that lets others check this log's signatures (C2SP signed-note verifier key).
    public String publicKey() {
        return key.verifier().line();
    }

    /// Takes no more records, writes those that wait, signs the head and lets go of the directory.
    @Override
    public void close() throws LogFailure {
        if (!waiting.stopAccepting()) {
            return;
        }
        try {
            if (broken().isEmpty()) {
                Appended last = appendOwn(OwnRecord.close(clock.instant()));
                last.awaitDurable();
                writer.awaitInTree(last.number(), OWN_PATIENCE); // so that the last checkpoint covers it
            }
            sealer.finish();
            waiting.close();
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

    private void letGo() throws LogFailure {
        waiting.close();
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
            for (batch = waiting.take(); !batch.isEmpty(); batch = waiting.take()) {
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

    /// Sees to it that nobody waits for longer than the log's patience for a disk that does not answer. One thread
    /// looks for all, as long as anything is written: a timer for each record would cost more than its writing.
    private void watchPatience() {
        try {
            while (!writerThread.join(LOOK_EVERY)) {
                waiting.tellLate();
            }
        } catch (InterruptedException e) {
            poison(e); // nobody interrupts this thread; if somebody does, nobody must wait without an end
        }
    }

    void poison(Throwable cause) {
        if (waiting.poison(cause)) {
            LOG.log(System.Logger.Level.ERROR, "evidence can no longer be written: requests are denied", cause);
        }
    }
}
