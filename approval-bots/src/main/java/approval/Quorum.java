// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.Objection.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.runtime.decision.Ask;
import policy.runtime.request.Subject;

/// Who may answer a request, and whether the answers are enough. Pure.
///
/// People consent to the request as a whole: one yes counts for every ask whose group the reviewer is
/// in, and for none of them twice. Nobody in the requester's chain may answer, so an agent's owner
/// cannot consent to what the agent does.
public final class Quorum {

    private Quorum() {}

    /// @param reviewer with the groups that count now
    /// @return why this reviewer may not answer; empty if the answer counts
    public static Optional<Objection> objection(ApprovalRequest request, Subject reviewer, boolean yes) {
        if (request.state() != State.PENDING) {
            return objection(Kind.DECIDED_ALREADY, decided(request.standing()));
        }
        if (reviewer.kind() != Subject.Kind.PERSON) {
            return objection(Kind.NOT_A_PERSON, "Only people can answer an approval request.");
        }
        if (inChain(request, reviewer)) {
            return objection(Kind.OWN_REQUEST, "This request is your own; somebody else has to answer it.");
        }
        if (request.asks().stream().noneMatch(ask -> mayAnswer(ask, reviewer))) {
            String groups = request.asks().stream().map(Ask::group).distinct().collect(Collectors.joining(", "));
            return objection(
                    Kind.NOT_IN_GROUP, "This request asks for %s, and you are not in there.".formatted(groups));
        }
        if (yes && saidYes(request).contains(reviewer.key())) {
            return objection(Kind.ANSWERED_ALREADY, "You have said yes already; it needs somebody else too.");
        }
        return Optional.empty();
    }

    /// What becomes of a pending request with one more verdict: any no ends it, enough yes approve it.
    ///
    /// @param reviewersNow all who said yes, this verdict's reviewer included, each with the groups that count now
    /// @param useUntil when the consent goes stale, if this verdict completes it
    static Standing after(
            ApprovalRequest request, Verdict verdict, Collection<Subject> reviewersNow, Instant useUntil) {
        Standing standing = request.standing();
        if (!verdict.yes()) {
            return standing.with(verdict, State.DENIED, standing.until());
        }
        return missing(request, reviewersNow).isEmpty()
                ? standing.with(verdict, State.APPROVED, useUntil)
                : standing.with(verdict, State.PENDING, standing.until());
    }

    /// The asks that still lack somebody.
    ///
    /// @param consenting all who said yes, each with the groups that count now
    public static List<Missing> missing(ApprovalRequest request, Collection<Subject> consenting) {
        return request.asks().stream()
                .map(ask -> new Missing(ask, ask.quorum() - consentsTo(request, ask, consenting)))
                .filter(missing -> missing.people() > 0)
                .toList();
    }

    /// @param people how many different people still have to say yes
    public record Missing(Ask ask, int people) {}

    private static int consentsTo(ApprovalRequest request, Ask ask, Collection<Subject> consenting) {
        return Math.toIntExact(consenting.stream()
                .filter(reviewer -> mayAnswer(ask, reviewer) && !inChain(request, reviewer))
                .map(Subject::key)
                .distinct()
                .count());
    }

    private static boolean mayAnswer(Ask ask, Subject reviewer) {
        return reviewer.groups().contains(ask.group());
    }

    private static boolean inChain(ApprovalRequest request, Subject reviewer) {
        Set<String> requesters =
                request.requester().chain().stream().map(Subject::key).collect(Collectors.toSet());
        return reviewer.chain().stream().anyMatch(link -> requesters.contains(link.key()));
    }

    private static Set<String> saidYes(ApprovalRequest request) {
        return request.standing().verdicts().stream()
                .filter(Verdict::yes)
                .map(verdict -> verdict.reviewer().key())
                .collect(Collectors.toSet());
    }

    private static String decided(Standing standing) {
        String who = standing.verdicts().isEmpty()
                ? ""
                : " by " + standing.verdicts().getLast().reviewer().name();
        return switch (standing.state()) {
            case APPROVED, CONSUMED -> "This request was approved already%s.".formatted(who);
            case DENIED -> "This request was denied already%s.".formatted(who);
            case EXPIRED -> "This request has expired; nobody can answer it any more.";
            case CANCELLED -> "This request was cancelled: %s".formatted(standing.note());
            case PENDING -> throw new IllegalStateException("still pending");
        };
    }

    private static Optional<Objection> objection(Kind kind, String message) {
        return Optional.of(new Objection(kind, message));
    }
}
