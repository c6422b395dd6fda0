// SPDX-License-Identifier: Apache-2.0

/// The line every request takes, whatever its protocol. Read [gateway.enforce.PolicyEnforcementPoint]; it
/// is the map of the whole gateway.
@NullMarked
package gateway.enforce;

import org.jspecify.annotations.NullMarked;
