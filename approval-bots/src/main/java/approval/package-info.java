// SPDX-License-Identifier: Apache-2.0

/// Approval requests: a second human's consent to exactly what will run.
///
/// Knows approval requests, quorum and channels; never a protocol or a wire. Read [approval.ApprovalRequest], then
/// [approval.Approvals].
@NullMarked
package approval;

import org.jspecify.annotations.NullMarked;
