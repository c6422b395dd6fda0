// SPDX-License-Identifier: Apache-2.0

/// Decision trees to decisions. Read [policy.compiler.evaluate.TreePolicySet] first.
@NullMarked
package policy.compiler.evaluate;

import org.jspecify.annotations.NullMarked;
