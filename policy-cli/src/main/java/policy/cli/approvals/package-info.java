// SPDX-License-Identifier: Apache-2.0

/// Approval requests for people at a shell, over the control plane's API.
///
/// It knows what the API says and nothing of how approvals work. Read [policy.cli.approvals.ControlPlane] first.
@NullMarked
package policy.cli.approvals;

import org.jspecify.annotations.NullMarked;
