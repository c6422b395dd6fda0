// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// How one record lies in a segment: length, checksum, bytes. The checksum covers the record's number too, so a record
/// that was moved does not pass for another.
final class Frame {

    static final int HEAD_BYTES = 8;

    private Frame() {}

    /// Writes a record's frame.
    ///
    /// @return where the next one begins
    static int write(byte[] target, int at, Leaf leaf, long number) {
        int length = leaf.writeTo(target, at + HEAD_BYTES, number);
        ByteBuffer.wrap(target).putInt(at, length).putInt(at + 4, checksum(number, target, at + HEAD_BYTES, length));
        return at + HEAD_BYTES + length;
    }

    static int checksum(long number, byte[] bytes, int from, int length) {
        var checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(number)
                .putInt(length)
                .flip());
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
