// SPDX-License-Identifier: Apache-2.0

/// What policy answers: permit, deny or ask a human first, with the rules that made the answer.
///
/// It must never know how an answer is enforced or told. Read [policy.runtime.decision.Decision] first.
@NullMarked
package policy.runtime.decision;

import org.jspecify.annotations.NullMarked;
