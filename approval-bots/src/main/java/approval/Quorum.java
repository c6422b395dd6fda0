// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.Objection.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.Escalation;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Subject;

/// Who may answer a request, and whether the answers are enough. Pure.
///
/// People consent to the request as a whole: one yes counts for every ask the reviewer may answer, and for none of them
/// twice. Nobody in the requester's chain may answer, so an agent's owner cannot consent to what the agent does, unless
/// a rule asks for just that. Where a rule asks in steps, nobody says yes before their turn. Whom an ask is escalated
/// to may answer it from that moment on; what they said before counts for their own asks only. A yes counts for the
/// asks whose channel is no surer than the one it came by. A no needs neither turn nor a sure channel: it only stops.
public final class Quorum {

    private Quorum() {}

    /// @param verdict the answer, with the groups of its reviewer that count now
    /// @return why it does not count; empty if it does
    public static Optional<Objection> objection(ApprovalRequest request, Verdict verdict) {
        if (request.state() != State.PENDING) {
            return objection(Kind.DECIDED_ALREADY, decided(request));
        }
        Subject reviewer = verdict.reviewer();
        if (reviewer.kind() != Subject.Kind.PERSON) {
            return objection(Kind.NOT_A_PERSON, "Only people can answer an approval request.");
        }
        List<Ask> theirs = request.asks().stream()
                .filter(ask -> mayAnswer(request, ask, reviewer, verdict.at()))
                .toList();
        if (theirs.isEmpty()) {
            return inChain(request, reviewer)
                    ? objection(Kind.OWN_REQUEST, "This request is your own; somebody else has to answer it.")
                    : objection(
                            Kind.NOT_IN_GROUP,
                            "This request asks for %s, and you are not in there."
                                    .formatted(shown(request, request.asks(), verdict.at())));
        }
        if (reviewer.actsFor().isPresent()) {
            return objection(Kind.NOT_A_PERSON, "Answer in your own name: one person is counted once.");
        }
        return verdict.yes() ? objectionToYes(request, verdict, theirs) : Optional.empty();
    }

    private static Optional<Objection> objectionToYes(ApprovalRequest request, Verdict verdict, List<Ask> theirs) {
        List<Verdict> before = saidYes(request);
        List<Ask> open = theirs.stream()
                .filter(ask -> before.stream()
                        .noneMatch(earlier -> earlier.reviewer()
                                        .key()
                                        .equals(verdict.reviewer().key())
                                && counts(request, ask, earlier)))
                .toList();
        if (open.isEmpty()) {
            return objection(Kind.ANSWERED_ALREADY, "You have said yes already; it needs somebody else too.");
        }
        List<Ask> sure = open.stream().filter(ask -> isSureEnough(ask, verdict)).toList();
        if (sure.isEmpty()) {
            Assurance least = open.stream()
                    .map(ask -> ask.terms().channel())
                    .min(Assurance::compareTo)
                    .orElseThrow();
            return objection(
                    Kind.TOO_WEAK,
                    "A yes to this request has to come by a surer way (`channel at least %s`): %s."
                            .formatted(least.word(), where(request, least)));
        }
        List<Ask> earlier = before(request, sure);
        return earlier.isEmpty()
                ? Optional.empty()
                : objection(
                        Kind.NOT_YET,
                        "It is not your turn yet; first it needs %s.".formatted(shown(request, earlier, verdict.at())));
    }

    private static String where(ApprovalRequest request, Assurance least) {
        return switch (least) {
            case CHAT, SSO -> "sign in to the control plane and approve %s there".formatted(request.id());
            case WEBAUTHN -> "with a key of your own, which nothing here can ask for yet";
        };
    }

    /// What becomes of a pending request with one more verdict: any no ends it, enough yes approve it.
    ///
    /// @param consentsNow all yes, this verdict included, each of its reviewer as known now
    /// @param useUntil when the consent goes stale, if this verdict completes it
    static Standing after(ApprovalRequest request, Verdict verdict, Collection<Verdict> consentsNow, Instant useUntil) {
        Standing standing = request.standing();
        if (!verdict.yes()) {
            return standing.with(verdict, State.DENIED, standing.until());
        }
        return missing(request, consentsNow).isEmpty()
                ? standing.with(verdict, State.APPROVED, useUntil)
                : standing.with(verdict, State.PENDING, standing.until());
    }

    /// The asks that still lack somebody, by the verdicts as they were given.
    public static List<Missing> missing(ApprovalRequest request) {
        return missing(request, saidYes(request));
    }

    /// @param consents all yes, each of its reviewer as known now
    static List<Missing> missing(ApprovalRequest request, Collection<Verdict> consents) {
        return request.asks().stream()
                .map(ask -> new Missing(ask, ask.quorum() - consentsTo(request, ask, consents)))
                .filter(missing -> missing.people() > 0)
                .toList();
    }

    /// @param people how many different people still have to say yes
    public record Missing(Ask ask, int people) {}

    /// Whether a rule asks this person, now or at a later step; whom it is escalated to, once that was told.
    public static boolean asks(ApprovalRequest request, Subject reviewer) {
        return asks(request, reviewer, request.standing().escalated().orElse(request.created()));
    }

    /// Whether a rule asks this person at a moment or at a later step.
    static boolean asks(ApprovalRequest request, Subject reviewer, Instant at) {
        return request.asks().stream().anyMatch(ask -> mayAnswer(request, ask, reviewer, at));
    }

    /// Who may answer an ask as far as its request was escalated, for people: `dba`, `dba or managers`.
    public static String shown(ApprovalRequest request, Ask ask) {
        return shown(request, ask, request.standing().escalated().orElse(request.created()));
    }

    private static String shown(ApprovalRequest request, Ask ask, Instant at) {
        return reviewers(request, ask, at).map(Reviewers::shown).distinct().collect(Collectors.joining(" or "));
    }

    private static String shown(ApprovalRequest request, List<Ask> asks, Instant at) {
        return asks.stream().map(ask -> shown(request, ask, at)).distinct().collect(Collectors.joining(", "));
    }

    /// What must be given before any of these asks is due; empty if one of them is due now.
    private static List<Ask> before(ApprovalRequest request, List<Ask> theirs) {
        List<Ask> open = missing(request).stream().map(Missing::ask).toList();
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

    private static int consentsTo(ApprovalRequest request, Ask ask, Collection<Verdict> consents) {
        return Math.toIntExact(consents.stream()
                .filter(verdict -> counts(request, ask, verdict))
                .map(verdict -> verdict.reviewer().key())
                .distinct()
                .count());
    }

    private static boolean counts(ApprovalRequest request, Ask ask, Verdict yes) {
        return isSureEnough(ask, yes) && mayAnswer(request, ask, yes.reviewer(), yes.at());
    }

    private static boolean isSureEnough(Ask ask, Verdict verdict) {
        return verdict.assurance().compareTo(ask.terms().channel()) >= 0;
    }

    private static boolean mayAnswer(ApprovalRequest request, Ask ask, Subject reviewer, Instant at) {
        return reviewers(request, ask, at).anyMatch(reviewers -> names(request, reviewers, reviewer));
    }

    /// Who may answer an ask at a moment.
    private static Stream<Reviewers> reviewers(ApprovalRequest request, Ask ask, Instant at) {
        Stream<Reviewers> others = Escalations.moment(request, ask).stream()
                .filter(moment -> !at.isBefore(moment))
                .flatMap(_ -> ask.terms().escalation().map(Escalation::to).stream());
        return Stream.concat(Stream.of(ask.reviewers()), others);
    }

    private static boolean names(ApprovalRequest request, Reviewers reviewers, Subject reviewer) {
        return switch (reviewers) {
            case Reviewers.Group(String name) -> reviewer.groups().contains(name) && !inChain(request, reviewer);
            case Reviewers.Owner _ -> request.requester().owner().stream().anyMatch(owner -> isSame(owner, reviewer));
        };
    }

    /// A person in person: nobody who acts for the owner.
    private static boolean isSame(Subject owner, Subject reviewer) {
        return reviewer.actsFor().isEmpty() && reviewer.key().equals(owner.key());
    }

    private static boolean inChain(ApprovalRequest request, Subject reviewer) {
        return reviewer.chain().stream().anyMatch(request::isRequester);
    }

    private static List<Verdict> saidYes(ApprovalRequest request) {
        return request.standing().verdicts().stream().filter(Verdict::yes).toList();
    }

    private static String decided(ApprovalRequest request) {
        Standing standing = request.standing();
        String who = standing.verdicts().isEmpty()
                ? ""
                : " by " + standing.verdicts().getLast().reviewer().name();
        return switch (standing.state()) {
            case APPROVED, CONSUMED -> "This request was approved already%s.".formatted(who);
            case DENIED -> "This request was denied already%s.".formatted(who);
            case EXPIRED -> "This request has expired; nobody can answer it any more.";
            case CANCELLED -> "This request was cancelled: %s".formatted(standing.note());
            case REVOKED -> "This request was approved and then revoked: %s".formatted(standing.note());
            case PENDING -> throw new IllegalStateException("still pending");
        };
    }

    private static Optional<Objection> objection(Kind kind, String message) {
        return Optional.of(new Objection(kind, message));
    }
}
