// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.Optional;
import policy.runtime.revision.Revision;

/// What happens to the policies in force.
public sealed interface PolicyEvent {

    /// A policy set is about to be put in force.
    ///
    /// @param before what is in force until then
    record Activated(Revision revision, Optional<Revision> before, int rules) implements PolicyEvent {}

    /// A changed policy set is not put in force; the one before stays.
    ///
    /// @param because the first error, in one line
    record Refused(Revision inForce, int errors, String because) implements PolicyEvent {}
}
