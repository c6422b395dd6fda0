// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The Merkle tree of RFC 6962 section 2.1 over SHA-256, growing at its right edge. It keeps only the roots of its
/// complete subtrees, one for each bit set in its size: enough to grow and to name the root, whatever its size.
///
/// Not for several threads at once.
final class MerkleTree {

    static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();
    private final ArrayList<byte[]> peaks;
    private long size;

    MerkleTree() {
        this(0, List.of());
    }

    /// @param peaks roots of the complete subtrees of a tree of this size, largest first
    MerkleTree(long size, List<byte[]> peaks) {
        if (Long.bitCount(size) != peaks.size()) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has not " + peaks.size() + " peaks");
        }
        this.size = size;
        this.peaks = new ArrayList<>(peaks);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    long size() {
        return size;
    }

    List<byte[]> peaks() {
        return List.copyOf(peaks);
    }

    MerkleTree copy() {
        return new MerkleTree(size, peaks);
    }

    boolean sameAs(MerkleTree other) {
        return size == other.size && Arrays.equals(root(), other.root());
    }

    byte[] leafHash(byte[] bytes, int from, int length) {
        sha256.update(LEAF);
        sha256.update(bytes, from, length);
        return sha256.digest();
    }

    void append(byte[] leafHash) {
        byte[] right = leafHash;
        for (long merged = size; (merged & 1) == 1; merged >>>= 1) {
            right = node(peaks.removeLast(), right);
        }
        peaks.add(right);
        size++;
    }

    byte[] root() {
        if (peaks.isEmpty()) {
            return sha256.digest();
        }
        byte[] root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = node(peaks.get(i), root);
        }
        return root;
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
