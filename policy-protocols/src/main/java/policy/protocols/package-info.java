// SPDX-License-Identifier: Apache-2.0

/// What requests of each protocol look like to policy, as pure code without I/O.
///
/// The checker, the test runner and the gateway use the same classifiers, so a test cannot see another
/// request than production does. Read [policy.protocols.ProtocolModel] first.
@NullMarked
package policy.protocols;

import org.jspecify.annotations.NullMarked;
