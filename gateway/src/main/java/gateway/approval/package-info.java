// SPDX-License-Identifier: Apache-2.0

/// Holds a request until people have answered. Read [gateway.approval.ApprovalDesk] first.
@NullMarked
package gateway.approval;

import org.jspecify.annotations.NullMarked;
