// SPDX-License-Identifier: Apache-2.0

/// Counterfactual explanations: the smallest change of a request under which it would be decided otherwise. What is
/// told has been decided by the compiled policy set and by the reference interpreter; nothing is guessed.
///
/// It changes attributes, and knows nothing of messages they were read from. Read
/// [policy.compiler.counterfactual.Counterfactuals] first.
@NullMarked
package policy.compiler.counterfactual;

import org.jspecify.annotations.NullMarked;
