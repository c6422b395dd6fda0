// SPDX-License-Identifier: Apache-2.0

/// A request's way through a decision tree. Read [policy.compiler.walk.Walk] first.
@NullMarked
package policy.compiler.walk;

import org.jspecify.annotations.NullMarked;
