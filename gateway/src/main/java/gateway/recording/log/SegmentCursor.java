// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.SegmentHeader.Malformed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Reads one segment from its first record to its last. The file may be growing meanwhile. Not for several threads.
final class SegmentCursor implements Closeable {

    /// What stands at a place of a segment.
    sealed interface Step {

        /// @param offset of the frame in the file
        record Whole(long number, long offset, byte[] bytes) implements Step {}

        /// A frame that is not whole, or bytes where none should be.
        ///
        /// @param number of the record this is, or would be
        /// @param recordsUpTo how many records the log has up to here, this one included if it is one
        record Broken(long number, long recordsUpTo, long offset, String because) implements Step {}

        /// From here on there are only zeros.
        record End(long offset) implements Step {}
    }

    private static final int BUFFER_BYTES = 1 << 18;
    private static final byte[] ZEROS = new byte[BUFFER_BYTES];

    private final FileChannel channel;
    private final long fileLength;
    private final SegmentHeader header;
    private final byte[] buffer;
    private long bufferAt;
    private int buffered;
    private long offset;
    private long number;
    private long endOfRecords;

    private SegmentCursor(FileChannel channel, SegmentHeader header) throws IOException {
        this.channel = channel;
        this.fileLength = channel.size();
        this.header = header;
        this.buffer = new byte[(int) Math.min(BUFFER_BYTES, fileLength)];
        this.offset = header.bytes();
        this.number = header.firstRecord();
        this.endOfRecords = offset;
    }

    /// @throws Malformed if the file does not begin with a header
    static SegmentCursor open(Path file) throws IOException, Malformed {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var start = ByteBuffer.allocate(SegmentHeader.MAX_BYTES);
            while (start.hasRemaining() && channel.read(start, start.position()) > 0) {
                // until full or at the end
            }
            return new SegmentCursor(channel, SegmentHeader.decode(Arrays.copyOf(start.array(), start.position())));
        } catch (IOException | Malformed | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    SegmentHeader header() {
        return header;
    }

    long fileLength() {
        return fileLength;
    }

    /// Where the last whole record ends that [#next] has given.
    long endOfRecords() {
        return endOfRecords;
    }

    /// The next record. After [Step.Broken] it goes on behind the broken frame, as far as its length can be
    /// believed.
    Step next() throws IOException {
        if (fileLength - offset < Frame.HEAD_BYTES || !load(Frame.HEAD_BYTES)) {
            return end();
        }
        var head = ByteBuffer.wrap(buffer, (int) (offset - bufferAt), Frame.HEAD_BYTES);
        int length = head.getInt();
        int checksum = head.getInt();
        if (length == 0) {
            return end();
        }
        long at = offset;
        if (length < 0 || length > Leaf.MAX_BYTES || !load(Frame.HEAD_BYTES + length)) {
            offset = fileLength;
            return new Step.Broken(
                    number, number + 1, at, "its length is impossible, the rest of the segment cannot be read");
        }
        int from = (int) (offset - bufferAt) + Frame.HEAD_BYTES;
        offset += Frame.HEAD_BYTES + length;
        if (Frame.checksum(number, buffer, from, length) != checksum) {
            return new Step.Broken(number, ++number, at, "its checksum does not match");
        }
        endOfRecords = offset;
        return new Step.Whole(number++, at, Arrays.copyOfRange(buffer, from, from + length));
    }

    private Step end() throws IOException {
        long at = offset;
        offset = fileLength;
        long dirt = firstNonZero(at);
        return dirt < 0
                ? new Step.End(at)
                : new Step.Broken(number, number, dirt, "there are bytes behind the last record");
    }

    /// @return the first place from here on that is not zero; -1 if there is none
    private long firstNonZero(long from) throws IOException {
        var block = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(1, fileLength - from)));
        for (long at = from; at < fileLength; ) {
            block.clear();
            int read = channel.read(block, at);
            if (read <= 0) {
                return -1;
            }
            int dirt = Arrays.mismatch(block.array(), 0, read, ZEROS, 0, read);
            if (dirt >= 0) {
                return at + dirt;
            }
            at += read;
        }
        return -1;
    }

    /// Makes the next bytes available in the buffer; false if the file has not as many.
    private boolean load(int bytes) throws IOException {
        if (offset + bytes <= bufferAt + buffered) {
            return true;
        }
        if (bytes > fileLength - offset) {
            return false;
        }
        bufferAt = offset;
        buffered = 0;
        while (buffered < bytes) {
            int read = channel.read(ByteBuffer.wrap(buffer, buffered, buffer.length - buffered), bufferAt + buffered);
            if (read <= 0) {
                return false;
            }
            buffered += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
