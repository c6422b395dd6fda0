// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.util.Optional;
import policy.runtime.revision.Revision;

/// What happens to the policies in force.
public sealed interface PolicyEvent {

    /// Where the policies come from ([Origin#name]).
    String origin();

    /// A policy set is about to be put in force.
    ///
    /// @param before what is in force until then, or was when the gateway last ran
    /// @param release of a bundle
    /// @param changes since `before`, if they can be told
    record Activated(
            String origin,
            Revision revision,
            Optional<Revision> before,
            int rules,
            Optional<Release> release,
            Optional<PolicyChanges> changes)
            implements PolicyEvent {}

    /// A changed policy set is not put in force; the one before stays.
    ///
    /// @param because the first error, in one line
    record Refused(String origin, Revision inForce, int errors, String because) implements PolicyEvent {}
}
