// SPDX-License-Identifier: Apache-2.0

/// Which policies are in force, and the hash that names them for ever.
///
/// Read [policy.runtime.revision.Revision] first.
@NullMarked
package policy.runtime.revision;

import org.jspecify.annotations.NullMarked;
