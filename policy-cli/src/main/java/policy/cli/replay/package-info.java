// SPDX-License-Identifier: Apache-2.0

/// `hpol replay` behind its options: recorded decisions, decided again by other policies.
///
/// It must never guess what a record does not hold. Read [policy.cli.replay.Replay] first.
@NullMarked
package policy.cli.replay;

import org.jspecify.annotations.NullMarked;
