// SPDX-License-Identifier: Apache-2.0

/// From request to decision: the contract a compiled policy set fulfils, and the one class that permits.
///
/// It must never parse policies, wait or do I/O. Read [policy.runtime.evaluate.PolicyDecisionPoint] first.
@NullMarked
package policy.runtime.evaluate;

import org.jspecify.annotations.NullMarked;
