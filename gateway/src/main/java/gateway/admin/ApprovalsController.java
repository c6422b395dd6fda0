// SPDX-License-Identifier: Apache-2.0
package gateway.admin;

import approval.ApprovalRequest;
import approval.Approvals;
import approval.Ballot;
import approval.Objection;
import approval.Quorum;
import approval.State;
import approval.Verdict;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import policy.runtime.request.Subject;

/// Approval requests for people without chat: whoever may answer one, or has asked it, sees it.
@Controller("/approvals")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = Approvals.class)
class ApprovalsController {

    private static final int PAGE_LIMIT = 200;
    /// How many requests, of which some do not concern the caller, are read for one page.
    private static final int LOOKED_THROUGH = 2000;

    private final Approvals approvals;

    ApprovalsController(Approvals approvals) {
        this.approvals = approvals;
    }

    /// Pending requests that concern the caller: of everybody the first one, then of everybody the second.
    /// Where there may be more, the header `Link` says how to go on. Requests are read one by one, and what
    /// is kept of each is small: hundreds of whole commands would not fit.
    ///
    /// @param kind `consent`, or `review` for a list of [#reviews], which has one page
    /// @param after id of the request to go on behind
    @Get
    HttpResponse<List<ApprovalsLine>> pending(
            @QueryValue(defaultValue = "consent") @Pattern(regexp = "consent|review") String kind,
            @QueryValue Optional<String> after,
            @QueryValue(defaultValue = "" + PAGE_LIMIT) @Min(1) @Max(PAGE_LIMIT) int limit,
            Authentication caller) {
        Subject subject = ControlPlaneTokens.subject(caller);
        if (kind.equals("review")) {
            return HttpResponse.ok(reviews(limit, subject));
        }
        var page = new ArrayList<ApprovalsLine>();
        List<String> ids = approvals.pending(after, LOOKED_THROUGH);
        int looked = 0;
        while (looked < ids.size() && page.size() < limit) {
            approvals
                    .find(ids.get(looked++))
                    .filter(request -> request.state() == State.PENDING && concerns(request, subject))
                    .map(ApprovalsLine::of)
                    .ifPresent(page::add);
        }
        MutableHttpResponse<List<ApprovalsLine>> answer = HttpResponse.ok(page);
        boolean more = looked < ids.size() || looked == LOOKED_THROUGH;
        return more ? answer.header(HttpHeaders.LINK, next(ids.get(looked - 1), limit)) : answer;
    }

    /// RFC 8288.
    private static String next(String after, int limit) {
        return "</approvals?after=%s&limit=%d>; rel=\"next\"".formatted(after, limit);
    }

    /// Reviews that wait and concern the caller, those that are due first before others: somebody went ahead
    /// without approval, and it has not been looked at.
    private List<ApprovalsLine> reviews(int limit, Subject subject) {
        return approvals.reviews(LOOKED_THROUGH).stream()
                .flatMap(id -> approvals.find(id).stream())
                .filter(request -> request.state() == State.PENDING && concerns(request, subject))
                .limit(limit)
                .map(ApprovalsLine::of)
                .toList();
    }

    @Get("/{id}")
    HttpResponse<?> one(String id, Authentication caller) {
        Subject subject = ControlPlaneTokens.subject(caller);
        return approvals
                .find(id)
                .filter(request -> concerns(request, subject))
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
        String reason = AnswerBody.reason(body);
        Subject subject = ControlPlaneTokens.subject(caller);
        return told(id, subject, () -> approvals.revoke(id, subject, reason));
    }

    private HttpResponse<?> vote(String id, boolean yes, String reason, Subject caller) {
        return told(id, caller, () -> approvals.vote(id, caller, yes, reason, Verdict.API));
    }

    /// Whom a request does not concern learns neither that it is there nor what became of it.
    private HttpResponse<?> told(String id, Subject caller, Supplier<Ballot> said) {
        if (approvals.find(id).filter(request -> concerns(request, caller)).isEmpty()) {
            return notForYou();
        }
        return switch (said.get()) {
            case Ballot.Counted counted -> HttpResponse.ok(ApprovalsView.of(counted.request()));
            case Ballot.Rejected rejected ->
                problem(
                        status(rejected.objection().kind()),
                        rejected.objection().message());
        };
    }

    private static HttpStatus status(Objection.Kind kind) {
        return switch (kind) {
            case UNKNOWN_REQUEST -> HttpStatus.NOT_FOUND;
            case NOT_A_PERSON, OWN_REQUEST, NOT_IN_GROUP, TOO_WEAK -> HttpStatus.FORBIDDEN;
            case ANSWERED_ALREADY, DECIDED_ALREADY, NOT_YET -> HttpStatus.CONFLICT;
        };
    }

    /// A request shows what somebody was about to send, so it is not for everybody.
    private static boolean concerns(ApprovalRequest request, Subject caller) {
        return Quorum.asks(request, caller) || request.isRequester(caller);
    }

    private static HttpResponse<?> notForYou() {
        return problem(HttpStatus.NOT_FOUND, "There is no such approval request for you.");
    }

    private static HttpResponse<?> problem(HttpStatus status, String detail) {
        var problem = new ProblemErrors.Problem("about:blank", status.getReason(), status.getCode(), detail);
        return HttpResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON_PROBLEM)
                .body(problem);
    }
}
