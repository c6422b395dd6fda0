// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a policy, as values, and how it is told.
///
/// Read [policy.dsl.diagnostic.Diagnostic] first.
@NullMarked
package policy.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
