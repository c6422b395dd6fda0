// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import approval.ApprovalRequest;
import approval.Wording;
import gateway.approval.Docket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import policy.runtime.request.Subject;

/// What waits and concerns somebody: what to answer first, then what one has asked oneself.
///
/// @param after where the next page begins, if there may be one
record ListPage(List<Line> reviews, List<Line> pending, Optional<String> after, Instant now) {

    private static final int PAGE_LIMIT = 50;

    private static final String FRAME = """
        <h1>Inbox</h1>
        {}
        <p><a class="button" href="/inbox">Look again</a> {}</p>
        """;

    private static final String SECTION = """
        <section aria-labelledby="{}">
        <h2 id="{}">{}</h2>
        <ul class="requests">
        {}
        </ul>
        </section>
        """;

    private static final String ITEM = """
        <li><a href="/inbox/{}">
        <strong>{}</strong>
        <span class="people">{}</span>
        <span>{}</span>
        <span class="small">Needs {}. {} {}</span>
        </a></li>\
        """;

    /// What is kept of a request: not its command, which may be long.
    ///
    /// @param own whether the reader asked it
    record Line(
            String id,
            String title,
            String people,
            String because,
            String missing,
            String ends,
            Instant until,
            boolean own) {

        static Line of(ApprovalRequest request, Subject reader) {
            return new Line(
                    request.id(),
                    Wording.title(request),
                    Wording.people(request.requester()),
                    Wording.because(request),
                    Wording.missing(request),
                    Wording.ends(request),
                    request.standing().until(),
                    request.isRequester(reader));
        }
    }

    static ListPage of(Docket docket, Subject reader, Optional<String> after, Instant now) {
        List<Line> reviews =
                after.isPresent() ? List.of() : docket.reviews(reader, PAGE_LIMIT, request -> Line.of(request, reader));
        Docket.Page<Line> page = docket.pending(reader, after, PAGE_LIMIT, request -> Line.of(request, reader));
        return new ListPage(reviews, page.lines(), page.after(), now);
    }

    Html html() {
        Html sections = Html.all(
                section("answer", "For you to answer", pending.stream(), line -> !line.own()),
                section("review", "Went ahead without approval", reviews.stream(), line -> true),
                section("own", "Asked by you", pending.stream(), Line::own));
        Html more = after.map(id -> Html.of("<a class=\"button\" href=\"/inbox?after={}\">More</a>", id))
                .orElse(Html.NOTHING);
        boolean empty = reviews.isEmpty() && pending.isEmpty();
        return Html.of(FRAME, empty ? Html.of("<p>Nothing waits for you.</p>") : sections, more);
    }

    private Html section(String id, String heading, Stream<Line> lines, Predicate<Line> wanted) {
        Html items = Html.all(lines.filter(wanted).map(this::item));
        return items.text().isEmpty() ? Html.NOTHING : Html.of(SECTION, id, id, heading, items);
    }

    private Html item(Line line) {
        return Html.of(
                ITEM,
                line.id(),
                line.title(),
                line.people(),
                line.because(),
                line.missing(),
                line.ends(),
                Moment.near(line.until(), now));
    }
}
