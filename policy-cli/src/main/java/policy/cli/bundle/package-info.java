// SPDX-License-Identifier: Apache-2.0

/// `hpol bundle` and `hpol rollback` behind their options: what is said of a policy set before it is signed. The format
/// is `gateway.policy.bundle`. Read [policy.cli.bundle.Delivery] first.
@NullMarked
package policy.cli.bundle;

import org.jspecify.annotations.NullMarked;
