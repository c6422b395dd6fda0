// SPDX-License-Identifier: Apache-2.0

/// `hpol diff` behind its options: where the two sides come from, and how what changed is told. What a change is and
/// which
/// way it points is `policy.compiler.changes`. Read [policy.cli.diff.Side] first.
@NullMarked
package policy.cli.diff;

import org.jspecify.annotations.NullMarked;
