// SPDX-License-Identifier: Apache-2.0

/// What holds for all requests: decided by diagrams over classes of values, never by trying some.
///
/// It must never guess: beyond a budget, or where no request confirms a finding, the answer is unknown. Read
/// [policy.compiler.analysis.Prover] first, then [policy.compiler.analysis.Space].
@NullMarked
package policy.compiler.analysis;

import org.jspecify.annotations.NullMarked;
