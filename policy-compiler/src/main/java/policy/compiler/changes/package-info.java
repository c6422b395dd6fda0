// SPDX-License-Identifier: Apache-2.0

/// What changed between two policy sets as they are written, and which way each change points. It reads text, and
/// proves
/// nothing: whether a request is decided otherwise is not asked here. It must never need a set that compiles. Read
/// [policy.compiler.changes.Difference] first.
@NullMarked
package policy.compiler.changes;

import org.jspecify.annotations.NullMarked;
