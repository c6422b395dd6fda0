// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import gateway.policy.PoliciesInForce;
import gateway.policy.PolicyStatus;
import gateway.policy.Release;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import java.util.Optional;

/// Which policies are in force, and what is wrong with those that should be. Everybody with a token may
/// know the revision they are judged by; the report quotes policy text and is for auditors.
@Controller("/policies")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class PoliciesController {

    private final PoliciesInForce policies;
    private final Auditors auditors;

    PoliciesController(PoliciesInForce policies, Auditors auditors) {
        this.policies = policies;
        this.auditors = auditors;
    }

    /// @param sequence of a bundle; null for a directory
    /// @param problem null if what is there is in force
    record View(String revision, int rules, Instant since, Optional<Long> sequence, Optional<Problem> problem) {}

    record Problem(Instant at, int errors, Optional<String> report) {}

    @Get
    View inForce(Authentication caller) {
        PolicyStatus status = policies.status();
        boolean auditor = auditors.include(ControlPlaneTokens.subject(caller));
        return new View(
                status.revision().hash(),
                status.rules(),
                status.since(),
                status.release().map(Release::sequence),
                status.problem()
                        .map(problem -> new Problem(
                                problem.at(),
                                problem.errors(),
                                Optional.of(problem.report()).filter(report -> auditor))));
    }
}
