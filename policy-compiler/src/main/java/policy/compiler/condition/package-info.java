// SPDX-License-Identifier: Apache-2.0

/// Conditions over the attributes of a request, and what they evaluate to: true, false, or undetermined.
///
/// It knows nothing of rules. Read [policy.compiler.condition.Condition] first.
@NullMarked
package policy.compiler.condition;

import org.jspecify.annotations.NullMarked;
