// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Signs the tree's head while records arrive, and lets an idle log give signs of life. One thread.
final class Sealer {

    private static final System.Logger LOG = System.getLogger(Sealer.class.getName());

    /// How long records may stay unsigned because the checkpoint cannot be written. The segments hold on longer
    /// when a disk fills up; but a log that cannot be signed must not run on for ever.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final SegmentLog log;
    private final SegmentWriter writer;
    private final LogDirectory directory;
    private final Disk disk;
    private final LogKey key;
    private final LogSettings settings;
    private final InstantSource clock;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stop = lock.newCondition();
    private boolean stopping;

    private long sealed;
    private long quotedAt = -1;
    private long sealedNanos = System.nanoTime();

    Sealer(
            SegmentLog log,
            SegmentWriter writer,
            LogDirectory directory,
            Disk disk,
            LogKey key,
            LogSettings settings,
            InstantSource clock,
            long sealed) {
        this.log = log;
        this.writer = writer;
        this.directory = directory;
        this.disk = disk;
        this.key = key;
        this.settings = settings;
        this.clock = clock;
        this.sealed = sealed;
        this.thread = Thread.ofPlatform().daemon().name("evidence-sealer").unstarted(this::run);
    }

    static Checkpoint sign(MerkleTree head, LogKey key) {
        String origin = key.verifier().name();
        byte[] root = head.root();
        return new Checkpoint(origin, head.size(), root, key.sign(Checkpoint.text(origin, head.size(), root)));
    }

    static void store(Checkpoint checkpoint, LogDirectory directory, Disk disk) throws IOException {
        disk.replace(directory.checkpoint(), checkpoint.note().getBytes(StandardCharsets.UTF_8));
    }

    void start() {
        thread.start();
    }

    /// Signs what is there and ends.
    void finish() throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
            stop.signal();
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    private void run() {
        long beatNanos = System.nanoTime();
        try {
            while (pause()) {
                if (System.nanoTime() - beatNanos >= settings.heartbeatEvery().toNanos()) {
                    log.appendOwn(OwnRecord.heartbeat(clock.instant())).awaitDurable();
                    beatNanos = System.nanoTime();
                }
                seal();
            }
            seal();
        } catch (LogFailure e) {
            LOG.log(System.Logger.Level.ERROR, "checkpoints end, because the log is broken", e);
        } catch (RuntimeException e) {
            log.poison(e);
        }
    }

    /// @return false if the time has come to end
    private boolean pause() {
        lock.lock();
        try {
            long nanos = settings.checkpointEvery().toNanos();
            while (!stopping && nanos > 0) {
                nanos = stop.awaitNanos(nanos);
            }
            return !stopping;
        } catch (InterruptedException e) {
            return false; // nobody interrupts this thread; if somebody does, it ends in order
        } finally {
            lock.unlock();
        }
    }

    /// The quote of a checkpoint follows the checkpoint itself: a log that quotes one has it.
    private void seal() throws LogFailure {
        MerkleTree head = writer.head();
        long quote = quotedAt >= sealed && quotedAt < head.size() ? 1 : 0;
        if (head.size() - sealed - quote == 0) {
            sealedNanos = System.nanoTime();
            return;
        }
        try {
            Checkpoint checkpoint = sign(head, key);
            store(checkpoint, directory, disk);
            sealed = checkpoint.size();
            sealedNanos = System.nanoTime();
            quotedAt = log.appendOwn(OwnRecord.checkpoint(checkpoint)).number();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the checkpoint cannot be written", e);
            if (System.nanoTime() - sealedNanos > GRACE.toNanos()) {
                log.poison(e);
            }
        }
    }
}
