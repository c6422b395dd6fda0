// SPDX-License-Identifier: Apache-2.0

/// The control plane's HTTP interface. Controllers translate; they decide nothing.
///
/// Read [gateway.admin.ApprovalsController] for the pattern.
@NullMarked
package gateway.admin;

import org.jspecify.annotations.NullMarked;
