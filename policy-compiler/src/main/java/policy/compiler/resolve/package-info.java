// SPDX-License-Identifier: Apache-2.0

/// Names to declarations: which rules, lets, lists and tests belong to one policy, and what it imports. Read
/// [policy.compiler.resolve.Resolver] first.
@NullMarked
package policy.compiler.resolve;

import org.jspecify.annotations.NullMarked;
