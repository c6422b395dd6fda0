// SPDX-License-Identifier: Apache-2.0

/// Names to declarations: which rules, lets and tests belong to one policy. Read [policy.compiler.resolve.Resolver]
/// first.
@NullMarked
package policy.compiler.resolve;

import org.jspecify.annotations.NullMarked;
