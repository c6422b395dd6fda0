// SPDX-License-Identifier: Apache-2.0

/// Requests that show something, built from messages a protocol really has, and written as `test` blocks.
///
/// Read [policy.tests.witness.ProtocolMessages] first.
@NullMarked
package policy.tests.witness;

import org.jspecify.annotations.NullMarked;
