// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.Ballot;
import approval.Verdict;
import gateway.approval.Docket;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;
import policy.runtime.request.Subject;

/// Approval requests for people without chat: whoever may answer one, or has asked it, sees it.
@Controller("/approvals")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = Docket.class)
class ApprovalsController {

    private static final int PAGE_LIMIT = 200;

    private final Docket docket;

    ApprovalsController(Docket docket) {
        this.docket = docket;
    }

    /// Pending requests that concern the caller, in the order of [Docket#pending]. Where there may be more, the
    /// header `Link` says how to go on.
    ///
    /// @param kind `consent`, or `review` for a list of [Docket#reviews], which has one page
    /// @param after id of the request to go on behind
    @Get
    HttpResponse<List<ApprovalsLine>> pending(
            @QueryValue(defaultValue = "consent") @Pattern(regexp = "consent|review") String kind,
            @QueryValue Optional<String> after,
            @QueryValue(defaultValue = "" + PAGE_LIMIT) @Min(1) @Max(PAGE_LIMIT) int limit,
            Authentication caller) {
        Subject subject = ControlPlaneTokens.subject(caller);
        if (kind.equals("review")) {
            return HttpResponse.ok(docket.reviews(subject, limit, ApprovalsLine::of));
        }
        Docket.Page<ApprovalsLine> page = docket.pending(subject, after, limit, ApprovalsLine::of);
        MutableHttpResponse<List<ApprovalsLine>> answer = HttpResponse.ok(page.lines());
        page.after().ifPresent(last -> answer.header(HttpHeaders.LINK, next(last, limit)));
        return answer;
    }

    /// RFC 8288.
    private static String next(String after, int limit) {
        return "</approvals?after=%s&limit=%d>; rel=\"next\"".formatted(after, limit);
    }

    @Get("/{id}")
    HttpResponse<?> one(String id, Authentication caller) {
        Subject subject = ControlPlaneTokens.subject(caller);
        return docket.find(id, subject)
                .<HttpResponse<?>>map(request -> HttpResponse.ok(ApprovalsView.of(request)))
                .orElseGet(ApprovalsController::notForYou);
    }

    @Post("/{id}/approve")
    HttpResponse<?> approve(String id, @Body byte[] body, Authentication caller) {
        return vote(id, true, AnswerBody.reason(body), ControlPlaneTokens.subject(caller));
    }

    @Post("/{id}/deny")
    HttpResponse<?> deny(String id, @Body byte[] body, Authentication caller) {
        return vote(id, false, AnswerBody.reason(body), ControlPlaneTokens.subject(caller));
    }

    /// Takes an approval back; what still runs under it is cut.
    @Post("/{id}/revoke")
    HttpResponse<?> revoke(String id, @Body byte[] body, Authentication caller) {
        return told(docket.revoke(id, ControlPlaneTokens.subject(caller), AnswerBody.reason(body)));
    }

    private HttpResponse<?> vote(String id, boolean yes, String reason, Subject caller) {
        return told(docket.vote(id, caller, yes, reason, Verdict.API));
    }

    private static HttpResponse<?> told(Ballot said) {
        return switch (said) {
            case Ballot.Counted counted -> HttpResponse.ok(ApprovalsView.of(counted.request()));
            case Ballot.Rejected rejected ->
                problem(
                        ObjectionStatus.of(rejected.objection().kind()),
                        rejected.objection().message());
        };
    }

    private static HttpResponse<?> notForYou() {
        return problem(HttpStatus.NOT_FOUND, Docket.NOT_FOR_YOU);
    }

    private static HttpResponse<?> problem(HttpStatus status, String detail) {
        var problem = new ProblemErrors.Problem("about:blank", status.getReason(), status.getCode(), detail);
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM)
                .body(problem);
    }
}
