// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import approval.ApprovalRequest;
import approval.Ballot;
import approval.Verdict;
import approval.Wording;
import gateway.admin.ObjectionStatus;
import gateway.approval.Docket;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import policy.runtime.request.Subject;

/// The inbox. Micronaut lets everybody in; who has not signed in is sent to do so, and is shown nothing.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = Docket.class)
class InboxController {

    private static final String NOT_FOUND = """
        <h1>Not found</h1>
        <p>{}</p>
        <p><a class="button" href="/inbox">To the inbox</a></p>
        """;

    static final URI INBOX = URI.create("/inbox");

    private final Docket docket;
    private final Console console;

    InboxController(Docket docket, Console console) {
        this.docket = docket;
        this.console = console;
    }

    @Get("/")
    HttpResponse<?> root() {
        return Page.on(INBOX);
    }

    /// @param after id of the request to go on behind
    @Get("/inbox")
    HttpResponse<?> list(HttpRequest<?> request, @QueryValue Optional<String> after) {
        return reader(request)
                .<HttpResponse<?>>map(session -> {
                    var page = ListPage.of(
                            docket, session.subject(), after, console.clock().instant());
                    return Page.of(HttpStatus.OK, "Inbox", Optional.of(session), page.html());
                })
                .orElseGet(() -> stranger(INBOX));
    }

    @Get("/inbox/{id}")
    HttpResponse<?> one(HttpRequest<?> request, String id) {
        return reader(request)
                .<HttpResponse<?>>map(session -> shown(HttpStatus.OK, id, session, Optional.empty()))
                .orElseGet(() -> stranger(page(id)));
    }

    @Post(value = "/inbox/{id}/approve", consumes = MediaType.ALL)
    HttpResponse<?> approve(HttpRequest<?> request, String id, @Body byte[] body) {
        return answered(request, id, body, (by, reason) -> docket.vote(id, by, true, reason, Verdict.CONSOLE));
    }

    @Post(value = "/inbox/{id}/deny", consumes = MediaType.ALL)
    HttpResponse<?> deny(HttpRequest<?> request, String id, @Body byte[] body) {
        return answered(request, id, body, (by, reason) -> docket.vote(id, by, false, reason, Verdict.CONSOLE));
    }

    @Post(value = "/inbox/{id}/revoke", consumes = MediaType.ALL)
    HttpResponse<?> revoke(HttpRequest<?> request, String id, @Body byte[] body) {
        return answered(request, id, body, (by, reason) -> docket.revoke(id, by, reason));
    }

    private HttpResponse<?> answered(
            HttpRequest<?> request, String id, byte[] body, BiFunction<Subject, String, Ballot> answer) {
        Optional<Session> reader = reader(request);
        if (reader.isEmpty()) {
            return SignInController.over(page(id));
        }
        Session session = reader.get();
        Form form = Form.read(body);
        if (!console.sent(request, form, session)) {
            return SignInController.foreignForm();
        }
        String reason = form.field("reason").strip();
        Optional<String> fault = Docket.fault(reason);
        if (fault.isPresent()) {
            return shown(HttpStatus.BAD_REQUEST, id, session, fault);
        }
        return switch (answer.apply(session.subject(), reason)) {
            case Ballot.Counted(ApprovalRequest counted) -> Page.on(page(counted.id()));
            case Ballot.Rejected(var objection) ->
                shown(ObjectionStatus.of(objection.kind()), id, session, Optional.of(objection.message()));
        };
    }

    /// @param told why an answer does not count, if one does not
    private HttpResponse<?> shown(HttpStatus status, String id, Session session, Optional<String> told) {
        Optional<ApprovalRequest> found = docket.find(id, session.subject());
        if (found.isEmpty()) {
            Html page = Html.of(NOT_FOUND, Docket.NOT_FOR_YOU);
            return Page.of(HttpStatus.NOT_FOUND, "Not found", Optional.of(session), page);
        }
        var page = new RequestPage(found.get(), docket, session, console.clock().instant(), told);
        return Page.of(status, Wording.title(found.get()), Optional.of(session), page.html());
    }

    /// @param id as somebody has written it
    private static URI page(String id) {
        return id.matches("[0-9A-Za-z-]{1,64}") ? URI.create(INBOX + "/" + id) : INBOX;
    }

    private Optional<Session> reader(HttpRequest<?> request) {
        return console.signIn()
                .flatMap(signIn -> console.sessions()
                        .find(Cookies.SESSION.read(request, signIn.settings().secure())));
    }

    private HttpResponse<?> stranger(URI wanted) {
        return console.signIn().isPresent() ? Page.on(SignInController.toSignIn(wanted)) : SignInController.turnedOff();
    }
}
