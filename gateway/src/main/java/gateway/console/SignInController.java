// SPDX-License-Identifier: Apache-2.0
package gateway.console;

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
import java.time.Duration;
import java.util.Optional;

/// Signing in to the inbox and out of it.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(beans = Docket.class)
class SignInController {

    /// Where the issuer sends browsers back to; the client's registration names it.
    static final String SIGNED_IN = "/signed-in";

    private static final String PAGES = "/inbox(/[0-9A-Za-z-]{1,64})?";

    private final Console console;

    SignInController(Console console) {
        this.console = console;
    }

    /// @param to which page to show afterwards; only one of the inbox is
    @Get("/sign-in")
    HttpResponse<?> begin(@QueryValue Optional<String> to) {
        if (console.signIn().isEmpty()) {
            return turnedOff();
        }
        SignIn signIn = console.signIn().get();
        try {
            String page = to.filter(wanted -> wanted.matches(PAGES)).orElse(InboxController.INBOX.toString());
            SignIn.Sent sent = signIn.begin(page);
            return Page.on(sent.at())
                    .cookie(Cookies.ATTEMPT.set(
                            sent.browser(), Attempts.PATIENCE, signIn.settings().secure()));
        } catch (SignIn.Refused refused) {
            return notSignedIn(refused.told());
        }
    }

    @Get(SIGNED_IN)
    HttpResponse<?> complete(
            HttpRequest<?> request,
            @QueryValue Optional<String> state,
            @QueryValue Optional<String> code,
            @QueryValue Optional<String> error,
            @QueryValue Optional<String> iss) {
        if (console.signIn().isEmpty()) {
            return turnedOff();
        }
        SignIn signIn = console.signIn().get();
        boolean secure = signIn.settings().secure();
        String browser = Cookies.ATTEMPT.read(request, secure);
        try {
            var returned = new SignIn.Returned(browser, state.orElse(""), code, error, iss);
            SignIn.Arrived arrived = signIn.complete(returned);
            console.sessions()
                    .close(Cookies.SESSION.read(request, secure)); // the id of before is good for nothing more
            Duration left = Duration.between(
                    console.clock().instant(), arrived.session().session().until());
            return Page.on(URI.create(arrived.to()))
                    .cookie(Cookies.SESSION.set(arrived.session().id(), left, secure))
                    .cookie(Cookies.ATTEMPT.cleared(secure));
        } catch (SignIn.Refused refused) {
            return notSignedIn(refused.told());
        }
    }

    @Post(value = "/sign-out", consumes = MediaType.ALL)
    HttpResponse<?> end(HttpRequest<?> request, @Body byte[] body) {
        if (console.signIn().isEmpty()) {
            return turnedOff();
        }
        boolean secure = console.signIn().get().settings().secure();
        String id = Cookies.SESSION.read(request, secure);
        Optional<Session> session = console.sessions().find(id);
        if (session.isPresent() && !console.sent(request, Form.read(body), session.get())) {
            return foreignForm();
        }
        console.sessions().close(id);
        return Page.notice(HttpStatus.OK, "Signed out", Html.of("""
            <p>You are signed out here. Your identity provider may still know you.</p>
            <p><a class="button" href="/sign-in">Sign in</a></p>\
            """)).cookie(Cookies.SESSION.cleared(secure));
    }

    static URI toSignIn(URI page) {
        return URI.create("/sign-in?to=" + page.getRawPath());
    }

    /// A link and no redirect: what a form was sent to may not lead to another site.
    static HttpResponse<?> over(URI page) {
        return Page.notice(HttpStatus.UNAUTHORIZED, "Not signed in", Html.of("""
            <p>You are not signed in any more, and nothing was changed.</p>
            <p><a class="button" href="{}">Sign in again</a></p>\
            """, toSignIn(page)));
    }

    static HttpResponse<?> foreignForm() {
        return Page.notice(HttpStatus.FORBIDDEN, "Not taken", Html.of("""
            <p>This form was not sent by a page of your present sign-in, and nothing was changed.</p>
            <p><a class="button" href="/inbox">To the inbox</a></p>\
            """));
    }

    static HttpResponse<?> turnedOff() {
        return Page.notice(HttpStatus.NOT_FOUND, "No inbox", Html.of("""
            <p>The inbox is not turned on. The configuration's <code>console</code> and <code>sign-in</code> say how \
            people sign in to it; docs/approvals.md tells more. Until then
            <code>hpol approvals list</code> shows what waits.</p>\
            """));
    }

    private static HttpResponse<?> notSignedIn(String why) {
        return Page.notice(HttpStatus.FORBIDDEN, "Not signed in", Html.of("""
            <p class="alert" role="alert">{}</p>
            <p><a class="button" href="/sign-in">Sign in</a></p>\
            """, why));
    }
}
