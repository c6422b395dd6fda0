// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// What a segment begins with: its place in the chain, and the peaks of the tree over all records before it. All of it
/// follows from the segments before, so a verifier knows every byte beforehand.
///
/// @param number 0 for the first segment, then one more each
/// @param length of the whole file
/// @param before the tree over all records of earlier segments
record SegmentHeader(long number, long length, MerkleTree before) {

    private static final byte[] MAGIC = "hpollog1".getBytes(StandardCharsets.US_ASCII);
    private static final int FIXED_BYTES = 8 + 8 + 8 + 8;
    private static final int CHECKSUM_BYTES = 4;

    /// No header is longer: a tree has at most 63 peaks.
    static final int MAX_BYTES = FIXED_BYTES + 63 * MerkleTree.HASH_BYTES + CHECKSUM_BYTES;

    /// A segment that is not one.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    long firstRecord() {
        return before.size();
    }

    int bytes() {
        return FIXED_BYTES + before.peaks().size() * MerkleTree.HASH_BYTES + CHECKSUM_BYTES;
    }

    byte[] encode() {
        var out = ByteBuffer.allocate(bytes());
        out.put(MAGIC).putLong(number).putLong(length).putLong(firstRecord());
        before.peaks().forEach(out::put);
        var checksum = new CRC32C();
        checksum.update(out.array(), 0, out.position());
        return out.putInt((int) checksum.getValue()).array();
    }

    /// @param start the first bytes of the file, at least [#MAX_BYTES] or all there are
    static SegmentHeader decode(byte[] start) throws Malformed {
        if (start.length < FIXED_BYTES + CHECKSUM_BYTES) {
            throw new Malformed("the file is too short for a segment");
        }
        var in = ByteBuffer.wrap(start);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new Malformed("the file does not begin as a segment does");
        }
        long number = in.getLong();
        long length = in.getLong();
        long first = in.getLong();
        int peaks = Long.bitCount(first);
        if (first < 0 || in.remaining() < peaks * MerkleTree.HASH_BYTES + CHECKSUM_BYTES) {
            throw new Malformed("the header names an impossible first record");
        }
        var hashes = new ArrayList<byte[]>(peaks);
        for (int i = 0; i < peaks; i++) {
            byte[] hash = new byte[MerkleTree.HASH_BYTES];
            in.get(hash);
            hashes.add(hash);
        }
        var checksum = new CRC32C();
        checksum.update(start, 0, in.position());
        if (in.getInt() != (int) checksum.getValue()) {
            throw new Malformed("the header's checksum does not match");
        }
        return new SegmentHeader(number, length, new MerkleTree(first, hashes));
    }
}
