// SPDX-License-Identifier: Apache-2.0

/// Typed rules to decision trees. Read [policy.compiler.tree.DecisionTree] first: it says what the tree is, and why it
/// stays small; then [policy.compiler.tree.TreeBuilder].
@NullMarked
package policy.compiler.tree;

import org.jspecify.annotations.NullMarked;
