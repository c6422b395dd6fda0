// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.SegmentCursor.Step;
import gateway.recording.log.SegmentHeader.Malformed;
import gateway.recording.log.SignedNote.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Finds where a log ends when it is opened. Only what no checkpoint covers may be missing or torn there: a log that
/// does not reach its checkpoint, or differs from it, is not continued.
final class Recovery {

    /// Where to go on writing.
    ///
    /// @param tree over all records
    /// @param segment number of the last segment
    /// @param length of its file
    /// @param offset in it, behind the last record
    /// @param checkpoint the newest
    /// @param closed whether the run before closed the log, or there was none
    /// @param cutBytes how many bytes of a torn record were wiped out
    record End(
            MerkleTree tree,
            long segment,
            long length,
            long offset,
            Checkpoint checkpoint,
            boolean closed,
            long cutBytes) {}

    private static final int WIPE_BYTES = 1 << 16;

    private final LogDirectory directory;
    private final Disk disk;
    private final Checkpoint checkpoint;
    private final Deque<byte[]> lastTwo = new ArrayDeque<>();
    private MerkleTree tree = new MerkleTree();

    private Recovery(LogDirectory directory, Disk disk, Checkpoint checkpoint) {
        this.directory = directory;
        this.disk = disk;
        this.checkpoint = checkpoint;
    }

    /// @throws LogFailure if the log is not what its checkpoint says
    static End find(LogDirectory directory, Verifier verifier, Disk disk) throws IOException, LogFailure {
        return new Recovery(directory, disk, checkpoint(directory, verifier)).scan(directory.segments());
    }

    static Checkpoint checkpoint(LogDirectory directory, Verifier verifier) throws IOException, LogFailure {
        if (!Files.exists(directory.checkpoint())) {
            throw new LogFailure("the log in %s has lost its checkpoint".formatted(directory.path()));
        }
        return Checkpoint.utf8(Files.readAllBytes(directory.checkpoint()))
                .flatMap(note -> Checkpoint.open(note, verifier))
                .orElseThrow(() -> damaged(directory.checkpoint() + " is not signed by the log's key"));
    }

    private End scan(List<Long> segments) throws IOException, LogFailure {
        int first = firstToRead(segments);
        for (int i = first; i < segments.size(); i++) {
            long number = segments.get(i);
            try (var cursor = SegmentCursor.open(directory.segment(number))) {
                SegmentHeader header = cursor.header();
                if (i == first) {
                    tree = header.before().copy();
                }
                if (number != i || header.number() != i || !header.before().sameAs(tree)) {
                    throw damaged(directory.segment(number) + " does not continue the segment before it");
                }
                if (header.length() != cursor.fileLength()) {
                    throw damaged(directory.segment(number) + " has another length than it was made with");
                }
                checkRoot();
                Optional<End> end = read(cursor, i == segments.size() - 1);
                if (end.isPresent()) {
                    return end.get();
                }
            } catch (Malformed e) {
                throw damaged(directory.segment(number) + ": " + e.getMessage());
            }
        }
        throw damaged("the segments before record " + checkpoint.size() + " are missing");
    }

    /// The segment with the last signed record: whatever is older was checked when it was signed.
    private int firstToRead(List<Long> segments) throws IOException, LogFailure {
        for (int i = segments.size() - 1; i >= 0; i--) {
            try (var cursor = SegmentCursor.open(directory.segment(segments.get(i)))) {
                if (cursor.header().firstRecord() < Math.max(1, checkpoint.size())) {
                    return i;
                }
            } catch (Malformed e) {
                throw damaged(directory.segment(segments.get(i)) + ": " + e.getMessage());
            }
        }
        return segments.size();
    }

    /// @return where the log ends, if this is the last segment
    private Optional<End> read(SegmentCursor cursor, boolean last) throws IOException, LogFailure {
        while (true) {
            switch (cursor.next()) {
                case Step.Whole whole -> {
                    tree.append(tree.leafHash(whole.bytes(), 0, whole.bytes().length));
                    checkRoot();
                    remember(whole.bytes());
                }
                case Step.Broken broken -> {
                    if (!last || broken.number() < checkpoint.size()) {
                        throw damaged("record %d in segment %d: %s"
                                .formatted(broken.number(), cursor.header().number(), broken.because()));
                    }
                    return Optional.of(end(cursor, wipe(cursor)));
                }
                case Step.End _ -> {
                    return last ? Optional.of(end(cursor, 0)) : Optional.empty();
                }
            }
        }
    }

    private void checkRoot() throws LogFailure {
        if (tree.size() == checkpoint.size() && !Arrays.equals(tree.root(), checkpoint.root())) {
            throw damaged("the records are not the ones that were signed");
        }
    }

    private void remember(byte[] record) {
        lastTwo.addLast(record);
        if (lastTwo.size() > 2) {
            lastTwo.removeFirst();
        }
    }

    private End end(SegmentCursor cursor, long cutBytes) throws IOException, LogFailure {
        if (tree.size() < checkpoint.size()) {
            throw damaged("the log ends at record %d, but %d were signed".formatted(tree.size(), checkpoint.size()));
        }
        List<String> kinds = OwnRecord.kinds(lastTwo);
        boolean closed = tree.size() == 0 || kinds.equals(List.of(OwnRecord.CLOSE, OwnRecord.CHECKPOINT));
        SegmentHeader header = cursor.header();
        return new End(tree, header.number(), header.length(), cursor.endOfRecords(), checkpoint, closed, cutBytes);
    }

    /// Puts zeros behind the last whole record.
    ///
    /// @return how many bytes of the file that was
    private long wipe(SegmentCursor cursor) throws IOException {
        long from = cursor.endOfRecords();
        try (Disk.Output file = disk.open(directory.segment(cursor.header().number()))) {
            for (long at = from; at < cursor.fileLength(); at += WIPE_BYTES) {
                file.write(ByteBuffer.allocate((int) Math.min(WIPE_BYTES, cursor.fileLength() - at)), at);
            }
            file.force();
        }
        return cursor.fileLength() - from;
    }

    private static LogFailure damaged(String what) {
        return new LogFailure("the evidence is damaged and is not continued (`hpol verify` tells more): " + what);
    }
}
