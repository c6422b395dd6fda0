// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import gateway.approval.LateReviews;
import gateway.policy.PoliciesInForce;
import gateway.recording.RecordedEvidence;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Whether the gateway runs and lets requests through. That it answers at all is liveness; 200 or 503 is
/// readiness. Anybody may ask, so it tells nothing else.
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
final class HealthController {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final RecordedEvidence evidence;
    private final PoliciesInForce policies;
    private final LateReviews reviews;

    HealthController(RecordedEvidence evidence, PoliciesInForce policies, LateReviews reviews) {
        this.evidence = evidence;
        this.policies = policies;
        this.reviews = reviews;
    }

    /// @param status `UP` if requests are let through
    /// @param evidence `DOWN` if nothing can be recorded; then everything is refused
    /// @param policies `CHANGE_REFUSED` if the directory holds policies that do not compile; those before
    ///     are in force
    /// @param reviews `LATE` if somebody broke the glass and nobody has looked at it in time
    record Health(String status, String evidence, String policies, String reviews) {}

    @Get
    HttpResponse<Health> health() {
        boolean recording = evidence.broken().isEmpty();
        String policy = policies.status().problem().isEmpty() ? UP : "CHANGE_REFUSED";
        String review = reviews.count() == 0 ? UP : "LATE";
        var health = new Health(recording ? UP : DOWN, recording ? UP : DOWN, policy, review);
        return HttpResponse.<Health>status(recording ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(health);
    }
}
