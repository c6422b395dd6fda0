// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.Ballot;
import approval.Origin;
import approval.Question;
import gateway.approval.Samples;
import gateway.storage.TicketModel.Act;
import gateway.storage.TicketModel.Terms;
import gateway.storage.TicketModel.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.Escalation;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reviewers;
import policy.runtime.decision.Rule;
import policy.runtime.request.Subject;
import policy.runtime.revision.Revision;

/// The product's ticket for a scenario of [TicketModel], to which the same things can be done.
final class Ticket {

    private static final Revision NEW_POLICY = new Revision("b".repeat(64));

    private final Lab lab;
    private final Approvals approvals;
    private final Question question;
    private final String id;
    private boolean newPolicy;

    /// @param asker nobody else's, so that tickets do not meet
    Ticket(Lab lab, Terms terms, String asker) {
        this.lab = lab;
        this.approvals = through(lab.store());
        var alice = Subject.person("alice", asker, List.of("dba"));
        var origin = new Origin("x-1", "s-1", "");
        this.question = new Question(
                UUID.randomUUID().toString(),
                alice,
                Samples.ORDERS,
                Samples.question("{}").form(),
                Samples.REVISION,
                asks(terms),
                origin);
        this.id = approvals.ask(question).orElseThrow().id();
    }

    static Approvals through(ApprovalStore store) {
        return new Approvals(
                store,
                Samples.TRUSTING,
                _ -> {},
                List.of(),
                Duration.ofMinutes(TicketModel.STALE),
                Samples.PLACES,
                _ -> {});
    }

    boolean does(Act act) {
        return does(act, approvals);
    }

    /// @param through another replica, perhaps
    boolean does(Act act, Approvals through) {
        return switch (act.kind()) {
            case YES -> counted(through.vote(id, person(act.who()), true, "", "slack"));
            case SURE_YES -> counted(through.vote(id, person(act.who()), true, "", "api"));
            case NO -> counted(through.vote(id, person(act.who()), false, "", "slack"));
            case RUN -> run(through);
            case REVOKE -> counted(through.revoke(id, person(act.who()), "why not"));
            case LEAVE -> {
                through.cancel(id, "the client left");
                yield true;
            }
            case SWEEP -> {
                through.expireOverdue();
                through.escalateDue();
                yield true;
            }
            case NEW_POLICY -> {
                newPolicy = true;
                yield true;
            }
            case MINUTE -> {
                lab.pass(id);
                yield true;
            }
        };
    }

    /// As a gateway does it: the command comes once more, joins what is open, and uses it if it is approved.
    private boolean run(Approvals through) {
        var again = new Question(
                UUID.randomUUID().toString(),
                question.requester(),
                question.resource(),
                question.form(),
                newPolicy ? NEW_POLICY : question.revision(),
                question.asks(),
                question.origin());
        Optional<ApprovalRequest> joined = through.ask(again);
        return joined.filter(request -> request.id().equals(id)).isPresent()
                && through.use(id, "x-2", question.form().digest()).isPresent();
    }

    /// State and uses, as far as time has told.
    String seen() {
        ApprovalRequest request = approvals.find(id).orElseThrow();
        String state =
                request.overdue(lab.store().now()) ? "expired" : request.state().word();
        long yes = request.standing().verdicts().stream().filter(v -> v.yes()).count();
        return "%s, %d yes, used %d".formatted(state, yes, request.standing().uses());
    }

    static String seen(TicketModel model) {
        return "%s, %d yes, used %d".formatted(model.state(), model.yes().size(), model.uses());
    }

    private static boolean counted(Ballot ballot) {
        return ballot instanceof Ballot.Counted;
    }

    private Subject person(String who) {
        return who.equals("alice") ? question.requester() : Subject.person(who, "corp", TicketModel.groups(who));
    }

    private static List<Ask> asks(Terms terms) {
        var asks = new ArrayList<Ask>();
        for (Wanted wanted : terms.asks()) {
            var grant = terms.lasts() == 0
                    ? new GrantScope.Once()
                    : new GrantScope.For(Duration.ofMinutes(terms.lasts()), GrantScope.Same.SAME_STATEMENT);
            Optional<Escalation> escalation = wanted.escalateAfter() == 0
                    ? Optional.empty()
                    : Optional.of(new Escalation(
                            Duration.ofMinutes(wanted.escalateAfter()), new Reviewers.Group(wanted.to())));
            var how = new ApprovalTerms(
                    Duration.ofMinutes(terms.within()),
                    false,
                    wanted.sure() ? Assurance.SSO : Assurance.CHAT,
                    grant,
                    false,
                    escalation,
                    Optional.empty());
            var rule = new Rule(Effect.APPROVE, "guard", "writes", "guard.hpol:3:1");
            asks.add(new Ask(rule, 0, wanted.step(), wanted.people(), new Reviewers.Group(wanted.group()), how, ""));
        }
        return asks;
    }
}
