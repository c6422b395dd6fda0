// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import approval.ApprovalRequest;
import approval.Objection;
import approval.State;
import approval.Verdict;
import approval.Wording;
import gateway.approval.Docket;
import java.time.Instant;
import java.util.Optional;
import policy.runtime.request.Subject;

/// One approval request with all there is to know before answering it, in the order of a card. The command is shown
/// whole and comes before the buttons, so nobody answers without having had it before their eyes.
///
/// @param told why the last answer did not count, if it did not
record RequestPage(ApprovalRequest request, Docket docket, Session session, Instant now, Optional<String> told) {

    private static final String FRAME = """
        {}
        <h1>{}</h1>
        <p class="state {}" role="status">{}</p>
        {}
        <section><h2>Exactly this will run</h2>
        <pre dir="ltr" tabindex="0">{}</pre></section>
        {}
        <p><a class="button" href="/inbox">Back to the inbox</a></p>
        """;

    private static final String PART = "<section><h2>{}</h2><p>{}</p></section>";

    /// A button that does nothing comes first: it is the one that Enter in the field presses.
    private static final String FORM = """
        <form class="answer" method="post" action="/inbox/{}/{}">
        <input type="hidden" name="key" value="{}">
        <button disabled hidden></button>
        <label for="reason">{}</label>
        <input id="reason" name="reason" maxlength="{}" autocomplete="off">
        <div>{}</div>
        </form>
        """;

    private static final String BUTTON = "<button class=\"{}\" formaction=\"/inbox/{}/{}\">{}</button>";

    Html html() {
        return Html.of(
                FRAME,
                told.map(words -> Html.of("<p class=\"alert\" role=\"alert\">{}</p>", words))
                        .orElse(Html.NOTHING),
                Wording.title(request),
                request.state().word(),
                headline(),
                part("Asked by", Wording.people(request.requester())),
                request.form().text(),
                Html.all(rules(), standing(), acts()));
    }

    private Html headline() {
        String words = Wording.headline(request);
        return request.state() == State.PENDING
                ? Html.of("{}", words)
                : Html.of("{}, {}", words, Moment.near(request.standing().since(), now));
    }

    private Html rules() {
        String because = Wording.because(request);
        String claim = request.origin().claim();
        return Html.all(
                part("Why somebody else is asked", because.isEmpty() ? "The rule does not say." : because),
                claim.isBlank() ? Html.NOTHING : part("Why, as the requester claims", claim),
                part("By", Wording.rules(request)),
                Wording.scope(request).map(scope -> part("How long", scope)).orElse(Html.NOTHING));
    }

    private Html standing() {
        Html answers = Html.all(request.standing().verdicts().stream().map(RequestPage::answer));
        return Html.all(
                request.state() == State.PENDING ? pending() : Html.NOTHING,
                answers.text().isEmpty()
                        ? Html.NOTHING
                        : Html.of("<section><h2>Answers</h2><ul>{}</ul></section>", answers),
                request.standing().note().isBlank()
                        ? Html.NOTHING
                        : part(Wording.headline(request), request.standing().note()));
    }

    private Html pending() {
        return Html.all(
                Html.of(
                        PART,
                        Wording.ends(request),
                        Moment.near(request.standing().until(), now)),
                part("Needs", Wording.missing(request) + ", not the requester"));
    }

    private static Html answer(Verdict verdict) {
        return Html.of(
                "<li>{} by {} over {}, {}{}</li>",
                verdict.yes() ? "Yes" : "No",
                Wording.person(verdict.reviewer()),
                verdict.channel(),
                Moment.at(verdict.at()),
                verdict.reason().isBlank() ? "" : ": " + verdict.reason());
    }

    private Html acts() {
        Subject reader = session.subject();
        if (request.state() != State.PENDING) {
            boolean revocable = docket.objectionToRevoking(request, reader).isEmpty();
            return revocable
                    ? form(
                            "revoke",
                            "Why you take it back, for the record; what still runs under it is cut",
                            button("no", "revoke", "Revoke"))
                    : Html.NOTHING;
        }
        boolean review = request.kind() == ApprovalRequest.Kind.REVIEW;
        Optional<Objection> toYes = docket.objectionToVoting(request, reader, true, Verdict.CONSOLE);
        boolean no = docket.objectionToVoting(request, reader, false, Verdict.CONSOLE)
                .isEmpty();
        Html why = toYes.map(objection -> Html.of("<p class=\"alert\">{}</p>", objection.message()))
                .orElse(Html.NOTHING);
        if (!no) {
            return why;
        }
        Html yes = toYes.isPresent() ? Html.NOTHING : button("yes", "approve", review ? "In order" : "Approve");
        Html buttons = Html.all(yes, button("no", "deny", review ? "Not in order" : "Deny"));
        return Html.all(why, form("deny", "Your reason, shown to the requester (may be empty)", buttons));
    }

    private Html form(String act, String label, Html buttons) {
        return Html.of(FORM, request.id(), act, session.formKey(), label, Docket.REASON_MAX, buttons);
    }

    private Html button(String kind, String act, String word) {
        return Html.of(BUTTON, kind, request.id(), act, word);
    }

    private static Html part(String heading, String text) {
        return Html.of(PART, heading, text);
    }
}
