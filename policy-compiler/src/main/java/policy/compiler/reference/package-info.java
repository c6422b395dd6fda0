// SPDX-License-Identifier: Apache-2.0

/// What rules mean, without a tree: the yardstick that the tree is tested against.
@NullMarked
package policy.compiler.reference;

import org.jspecify.annotations.NullMarked;
