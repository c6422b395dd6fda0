// SPDX-License-Identifier: Apache-2.0

/// Policies from a directory or a bundle: watched, compiled beside the traffic and put in force in one step.
/// The only user of the compiler. Read [gateway.policy.PoliciesInForce] first.
@NullMarked
package gateway.policy;

import org.jspecify.annotations.NullMarked;
