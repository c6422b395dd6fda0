// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.time.Instant;
import java.util.Optional;
import policy.runtime.revision.Revision;

/// What is in force, since when, and whether there is something else that could not be put in force.
///
/// @param release of a bundle
public record PolicyStatus(
        Revision revision, int rules, Instant since, Optional<Release> release, Optional<Problem> problem) {

    /// @param report why the changed policies were not put in force, rendered for people
    public record Problem(Instant at, int errors, String report) {}

    PolicyStatus with(Problem found) {
        return new PolicyStatus(revision, rules, since, release, Optional.of(found));
    }

    PolicyStatus withoutProblem() {
        return new PolicyStatus(revision, rules, since, release, Optional.empty());
    }
}
