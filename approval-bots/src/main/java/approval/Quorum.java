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
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Subject;

/// Who may answer a request, and whether the answers are enough. Pure.
///
/// People consent to the request as a whole: one yes counts for every ask the reviewer may answer, and for none of them
/// twice. Nobody in the requester's chain may answer, so an agent's owner cannot consent to what the agent does, unless
/// a rule asks for just that. Where a rule asks in steps, nobody says yes before their turn; a no needs no turn.
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
        List<Ask> theirs = request.asks().stream()
                .filter(ask -> mayAnswer(request, ask, reviewer))
                .toList();
        if (theirs.isEmpty()) {
            return inChain(request, reviewer)
                    ? objection(Kind.OWN_REQUEST, "This request is your own; somebody else has to answer it.")
                    : objection(
                            Kind.NOT_IN_GROUP,
                            "This request asks for %s, and you are not in there.".formatted(shown(request.asks())));
        }
        if (yes && saidYes(request).contains(reviewer.key())) {
            return objection(Kind.ANSWERED_ALREADY, "You have said yes already; it needs somebody else too.");
        }
        List<Ask> before = yes ? before(request, theirs) : List.of();
        if (!before.isEmpty()) {
            return objection(Kind.NOT_YET, "It is not your turn yet; first it needs %s.".formatted(shown(before)));
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

    /// Whether a rule asks this person, now or at a later step.
    public static boolean asks(ApprovalRequest request, Subject reviewer) {
        return request.asks().stream().anyMatch(ask -> mayAnswer(request, ask, reviewer));
    }

    /// What must be given before any of these asks is due; empty if one of them is due now.
    private static List<Ask> before(ApprovalRequest request, List<Ask> theirs) {
        List<Ask> open = missing(request, reviewersSoFar(request)).stream()
                .map(Missing::ask)
                .toList();
        List<Ask> first = List.of();
        for (Ask ask : theirs) {
            List<Ask> earlier =
                    open.stream().filter(other -> isBefore(other, ask)).toList();
            if (earlier.isEmpty()) {
                return List.of();
            }
            first = earlier;
        }
        return first;
    }

    private static boolean isBefore(Ask other, Ask ask) {
        return other.rule().id().equals(ask.rule().id()) && other.line() == ask.line() && other.step() < ask.step();
    }

    private static int consentsTo(ApprovalRequest request, Ask ask, Collection<Subject> consenting) {
        return Math.toIntExact(consenting.stream()
                .filter(reviewer -> mayAnswer(request, ask, reviewer))
                .map(Subject::key)
                .distinct()
                .count());
    }

    private static boolean mayAnswer(ApprovalRequest request, Ask ask, Subject reviewer) {
        return switch (ask.reviewers()) {
            case Reviewers.Group(String name) -> reviewer.groups().contains(name) && !inChain(request, reviewer);
            case Reviewers.Owner _ -> request.requester().owner().stream().anyMatch(owner -> isSame(owner, reviewer));
        };
    }

    /// A person in person: nobody who acts for the owner.
    private static boolean isSame(Subject owner, Subject reviewer) {
        return reviewer.actsFor().isEmpty() && reviewer.key().equals(owner.key());
    }

    private static boolean inChain(ApprovalRequest request, Subject reviewer) {
        Set<String> requesters =
                request.requester().chain().stream().map(Subject::key).collect(Collectors.toSet());
        return reviewer.chain().stream().anyMatch(link -> requesters.contains(link.key()));
    }

    private static Set<String> saidYes(ApprovalRequest request) {
        return reviewersSoFar(request).stream().map(Subject::key).collect(Collectors.toSet());
    }

    private static List<Subject> reviewersSoFar(ApprovalRequest request) {
        return request.standing().verdicts().stream()
                .filter(Verdict::yes)
                .map(Verdict::reviewer)
                .toList();
    }

    private static String shown(List<Ask> asks) {
        return asks.stream().map(ask -> ask.reviewers().shown()).distinct().collect(Collectors.joining(", "));
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
