// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Puts records into segment files and grows the tree over them. For the writer thread alone, except [#head] and
/// [#awaitInTree].
final class SegmentWriter {

    /// What one commit writes at most; more than a thousand usual records.
    private static final int COMMIT_BYTES = 1 << 20;

    private final LogDirectory directory;
    private final Disk disk;
    private final long segmentBytes;
    private final byte[] buffer = new byte[COMMIT_BYTES];
    private final ReentrantLock treeLock = new ReentrantLock();
    private final Condition grown = treeLock.newCondition();
    private final MerkleTree tree;

    private Disk.Output file;
    private long segment;
    private long length;
    private long offset;
    private int unhashed;
    private @Nullable CompletableFuture<Void> spare;

    SegmentWriter(LogDirectory directory, Disk disk, long segmentBytes, Recovery.End end) throws IOException {
        this.directory = directory;
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.tree = end.tree();
        this.segment = end.segment();
        this.length = end.length();
        this.offset = end.offset();
        this.file = disk.open(directory.segment(segment));
    }

    /// Makes the first segment of a new log.
    static void begin(LogDirectory directory, Disk disk, long segmentBytes) throws IOException {
        var header = new SegmentHeader(0, Math.max(segmentBytes, minimum(new MerkleTree(), 0)), new MerkleTree());
        disk.allocate(directory.spare(), header.length());
        publish(directory, disk, header).close();
    }

    /// The tree over all durable records.
    MerkleTree head() {
        treeLock.lock();
        try {
            return tree.copy();
        } finally {
            treeLock.unlock();
        }
    }

    /// Waits until a durable record is in the tree too, which is a moment later.
    ///
    /// @return false if that does not happen in time
    boolean awaitInTree(long record, Duration patience) throws InterruptedException {
        treeLock.lock();
        try {
            for (long nanos = patience.toNanos(); tree.size() <= record && nanos > 0; ) {
                nanos = grown.awaitNanos(nanos);
            }
            return tree.size() > record;
        } finally {
            treeLock.unlock();
        }
    }

    /// Writes as many of these records as fit into the segment at once, and forces them to disk.
    ///
    /// @param from index of the first in the list; its record is the next of the log
    /// @return index of the first that did not fit
    int write(List<Appended> records, int from) throws IOException {
        int upTo = from;
        int bytes = 0;
        while (upTo < records.size()) {
            int frame = Frame.HEAD_BYTES + records.get(upTo).leaf().maxBytes();
            if (bytes + frame > Math.min(COMMIT_BYTES, length - offset)) {
                break;
            }
            Appended next = records.get(upTo++);
            bytes = Frame.write(buffer, bytes, next.leaf(), next.number());
        }
        if (upTo == from) {
            roll(Frame.HEAD_BYTES + records.get(from).leaf().maxBytes());
            return write(records, from);
        }
        file.write(ByteBuffer.wrap(buffer, 0, bytes), offset);
        file.force();
        offset += bytes;
        unhashed = bytes;
        if (spare == null && offset > length / 2) {
            spare = prepareSpare();
        }
        return upTo;
    }

    /// Adds what was written last to the tree. Apart from [#write], so that nobody waits for it.
    void grow() {
        treeLock.lock();
        try {
            for (int at = 0; at < unhashed; ) {
                int bytes = ByteBuffer.wrap(buffer).getInt(at);
                tree.append(tree.leafHash(buffer, at + Frame.HEAD_BYTES, bytes));
                at += Frame.HEAD_BYTES + bytes;
            }
            unhashed = 0;
            grown.signalAll();
        } finally {
            treeLock.unlock();
        }
    }

    private void roll(int frame) throws IOException {
        MerkleTree before = head();
        var header = new SegmentHeader(segment + 1, Math.max(segmentBytes, minimum(before, frame)), before);
        if (!spareIsReady() || header.length() != segmentBytes) {
            disk.allocate(directory.spare(), header.length());
        }
        Disk.Output next = publish(directory, disk, header);
        file.close();
        file = next;
        segment = header.number();
        length = header.length();
        offset = header.bytes();
    }

    private boolean spareIsReady() {
        CompletableFuture<Void> prepared = spare;
        spare = null;
        if (prepared == null) {
            return false;
        }
        try {
            prepared.join();
            return true;
        } catch (CompletionException e) {
            return false; // roll tries again and fails loudly
        }
    }

    private CompletableFuture<Void> prepareSpare() {
        var done = new CompletableFuture<Void>();
        Thread.ofPlatform().daemon().name("evidence-spare").start(() -> {
            try {
                disk.allocate(directory.spare(), segmentBytes);
                done.complete(null);
            } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static long minimum(MerkleTree before, int frame) {
        return (long) new SegmentHeader(0, 0, before).bytes() + frame;
    }

    /// The header goes in before the name: a segment that has its name is whole.
    private static Disk.Output publish(LogDirectory directory, Disk disk, SegmentHeader header) throws IOException {
        Disk.Output file = disk.open(directory.spare());
        file.write(ByteBuffer.wrap(header.encode()), 0);
        file.force();
        disk.rename(directory.spare(), directory.segment(header.number()));
        return file;
    }

    void close() throws IOException {
        spareIsReady();
        file.close();
    }
}
