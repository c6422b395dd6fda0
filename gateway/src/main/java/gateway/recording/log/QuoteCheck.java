// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Checks the checkpoints that records of a log quote against the records before them. A checkpoint is quoted a little
/// later than it was made, so this follows the log with a second tree that stays behind.
final class QuoteCheck {

    /// How far behind it stays at most. A quote that comes later than that is not checked here; the newest
    /// checkpoint covers its records all the same.
    private static final int MAX_BEHIND = 1 << 18;

    private final MerkleTree tree;
    private final Deque<byte[]> ahead = new ArrayDeque<>();

    QuoteCheck(MerkleTree start) {
        this.tree = start.copy();
    }

    void follow(byte[] leafHash) {
        ahead.add(leafHash);
        if (ahead.size() > MAX_BEHIND) {
            tree.append(ahead.remove());
        }
    }

    /// Whether the log's records are those a quoted checkpoint was made of.
    boolean holds(Checkpoint quoted) {
        if (quoted.size() < tree.size()) {
            return true;
        }
        while (tree.size() < quoted.size() && !ahead.isEmpty()) {
            tree.append(ahead.remove());
        }
        return tree.size() == quoted.size() && Arrays.equals(tree.root(), quoted.root());
    }
}
