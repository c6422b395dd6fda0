// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import java.util.List;
import java.util.stream.IntStream;
import policy.compiler.tree.Node;

/// What becomes one method: a node, or some of what is below a wide one. Parts of parts are methods of their own.
sealed interface Part {

    /// How many of anything stand side by side in one method.
    int WIDEST = 64;

    record Whole(Node node) implements Part {}

    /// Some branches of a switch, none of them a leaf; which of them is visited, the caller says.
    record Branches(List<Node> branches, int from, int to) implements Part {}

    /// Some children, all visited.
    record Children(Node.Each each, int from, int to) implements Part {}

    /// Divides a stretch into at most [#WIDEST], all of the same size but the last.
    private static int size(int from, int to) {
        int size = 1;
        while ((long) size * WIDEST < to - from) {
            size *= WIDEST;
        }
        return size;
    }

    static List<Tables.Stretch> divided(int from, int to) {
        int size = size(from, to);
        return IntStream.iterate(from, at -> at < to, at -> at + size)
                .mapToObj(at -> new Tables.Stretch(at, Math.min(to, at + size)))
                .toList();
    }
}
