// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import policy.compiler.walk.Found;
import policy.runtime.request.AccessRequest;

/// A part of a decision tree as code. Each is a class of its own that goes when nothing needs it any more.
///
/// Questions are code; the rules of leaves are rows of a table, since code for each of ten thousand rules would stay
/// cold: a row tells the rule, the form of its condition and where the constants of that begin.
abstract class Route {

    /// How many numbers a row has.
    static final int ROW = 3;
    /// What [#leafOf] returns when it has done all there is to do.
    static final int DONE = -1;

    /// For each leaf the number of its node, how many rows it has, and the rows.
    private final int[] leaves;

    Route(int[] leaves) {
        this.leaves = leaves;
    }

    /// Takes a request's way through the part, and leaves in `found` what a [policy.compiler.walk.Walk] would.
    ///
    /// @param branch which branch of a switch, where the part is some of its branches; else nothing
    abstract void follow(int branch, AccessRequest request, Found found);

    /// @return the number of what a condition comes to
    abstract int truth(int form, AccessRequest request, Found found, int constants);

    /// Tests the rules of a leaf.
    ///
    /// @param at where it begins
    final void leaf(int at, AccessRequest request, Found found) {
        found.visit(leaves[at]);
        int row = at + 2;
        for (int left = leaves[at + 1]; left > 0; left--) {
            found.judged(leaves[row], truth(leaves[row + 1], request, found, leaves[row + 2]));
            row += ROW;
        }
    }

    /// Goes through the branch of a switch if it is a leaf.
    ///
    /// @param branches by branch, where the leaf begins, or the place among those that are not leaves as a negative
    ///     number, from -1
    /// @return the place among those that are not, from 0, or [#DONE]
    final int leafOf(int[] branches, int branch, AccessRequest request, Found found) {
        int at = branches[branch];
        if (at < 0) {
            return -at - 1;
        }
        leaf(at, request, found);
        return DONE;
    }
}
