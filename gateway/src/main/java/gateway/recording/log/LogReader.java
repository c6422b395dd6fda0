// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.SegmentCursor.Step;
import gateway.recording.log.SegmentHeader.Malformed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads a log from its end or from its beginning, also while it is being written. It checks checksums, not signatures:
/// that is [LogVerifier]'s part.
public final class LogReader {

    private final LogDirectory directory;

    public LogReader(Path directory) {
        this.directory = new LogDirectory(directory);
    }

    /// Hands out records, the newest first.
    ///
    /// @param more takes a record, canonical JSON in UTF-8; false ends the reading
    /// @throws IOException if a segment is none, or damaged before its end; a torn end is no error
    public void backwards(Predicate<byte[]> more) throws IOException {
        if (!Files.isDirectory(directory.path())) {
            return;
        }
        List<Long> segments = directory.segments();
        for (int i = segments.size() - 1; i >= 0; i--) {
            Path file = directory.segment(segments.get(i));
            boolean last = i == segments.size() - 1;
            if (!backwards(file, places(file, last), more)) {
                return;
            }
        }
    }

    /// Hands out records, the oldest first.
    ///
    /// @param each takes a record, canonical JSON in UTF-8
    /// @throws IOException if a segment is none, or damaged before its end; a torn end is no error
    public void forwards(Consumer<byte[]> each) throws IOException {
        if (!Files.isDirectory(directory.path())) {
            return;
        }
        List<Long> segments = directory.segments();
        for (int i = 0; i < segments.size(); i++) {
            Path file = directory.segment(segments.get(i));
            boolean last = i == segments.size() - 1;
            try (var cursor = SegmentCursor.open(file)) {
                boolean broken = false;
                for (Step step = cursor.next(); !(step instanceof Step.End); step = cursor.next()) {
                    check(file, broken || (step instanceof Step.Broken && !last));
                    broken = step instanceof Step.Broken;
                    if (step instanceof Step.Whole whole) {
                        each.accept(whole.bytes());
                    }
                }
            } catch (Malformed e) {
                throw new IOException(file + " is not a segment", e);
            }
        }
    }

    private static void check(Path file, boolean damaged) throws IOException {
        if (damaged) {
            throw new IOException(file + " is damaged: run `hpol verify " + file.getParent() + "`");
        }
    }

    private static boolean backwards(Path file, long[] places, Predicate<byte[]> more) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int i = places.length - 1; i >= 0; i--) {
                int length = read(channel, places[i], Frame.HEAD_BYTES).getInt();
                if (!more.test(
                        read(channel, places[i] + Frame.HEAD_BYTES, length).array())) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Where the records of a segment begin: frames can only be followed forwards.
    ///
    /// @param last whether it may be being written, and so end in the middle of a record
    private static long[] places(Path file, boolean last) throws IOException {
        long[] places = new long[1024];
        int count = 0;
        boolean broken = false;
        try (var cursor = SegmentCursor.open(file)) {
            Step step = cursor.next();
            while (!(step instanceof Step.End)) {
                check(file, broken || (step instanceof Step.Broken && !last));
                if (step instanceof Step.Whole whole) {
                    places = count == places.length ? Arrays.copyOf(places, count * 2) : places;
                    places[count++] = whole.offset();
                }
                broken = step instanceof Step.Broken;
                step = cursor.next();
            }
        } catch (Malformed e) {
            throw new IOException(file + " is not a segment", e);
        }
        return Arrays.copyOf(places, count);
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
