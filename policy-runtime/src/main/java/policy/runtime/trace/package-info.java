// SPDX-License-Identifier: Apache-2.0

/// Why a decision came out as it did: the path taken through the decision tree.
///
/// Read [policy.runtime.trace.Explanation] first.
@NullMarked
package policy.runtime.trace;

import org.jspecify.annotations.NullMarked;
