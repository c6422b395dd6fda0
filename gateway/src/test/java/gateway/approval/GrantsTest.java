// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.ALICE;
import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.CAROL;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalEvent;
import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.Ballot;
import approval.Objection;
import approval.State;
import approval.Verdict;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.HeldCommand.Said;
import gateway.storage.JdbcApprovalStore;
import gateway.storage.JdbcCardOutbox;
import gateway.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.BreakGlass;
import policy.runtime.decision.ApprovalTerms.Escalation;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.ApprovalTerms.GrantScope.Same;
import policy.runtime.decision.Ask;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Reviewers;
import policy.runtime.request.Subject;

/// The terms of an approval, as a held command meets them; one database, two gateways where it matters.
class GrantsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Subject SAM = Subject.person("sam", "corp", List.of("security", "oncall"));
    private static final Subject EVE = Subject.person("eve", "corp", List.of("security"));

    private final HikariDataSource source = TestDatabase.H2.open();
    private final ApprovalStore store = new JdbcApprovalStore(source);
    private final LinkedBlockingQueue<ApprovalRequest> asked = new LinkedBlockingQueue<>();
    private final List<ApprovalEvent> events = new CopyOnWriteArrayList<>();
    private final Replica here = new Replica();
    private final Replica there = new Replica();

    /// One of several gateways on the same database.
    private final class Replica {

        final Waiters waiters = new Waiters();
        final Runs runs = new Runs();
        final Approvals approvals = Samples.approvals(store, GrantsTest.this::record, request -> {
            waiters.wake(request.id());
            runs.changed(request);
        });
        final ApprovalDesk desk = new HoldingDesk(approvals, waiters, runs, 1000, LONG, Optional.empty());
        final SettledElsewhere elsewhere = new SettledElsewhere(store, waiters, runs);

        HeldCommand send(String body, Ask... asks) {
            return send(ALICE, body, Said.NOTHING, asks);
        }

        HeldCommand send(Subject who, String body, Said said, Ask... asks) {
            return HeldCommand.send(desk, who, body, LONG, Optional.empty(), said, asks);
        }
    }

    private void record(ApprovalEvent event) {
        events.add(event);
        if (event instanceof ApprovalEvent.Asked) {
            asked.add(event.request());
        }
    }

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void aGrantOfTheSameStatementRunsItAgainAndNothingElse() throws InterruptedException {
        Ask ask = lasting(HOUR, Same.SAME_STATEMENT);
        String id = approved(here.send("A", ask));
        assertGranted(there.send("A", ask), id);
        assertGranted(here.send(ALICE, "A", Said.in("another session"), ask), id);
        HeldCommand other = here.send("B", ask).held();
        assertThat(other.waiting()).as("abuse 1: approve A, send B").isTrue();
        other.leave();
        HeldCommand sibling = here.send(CAROL, "A", Said.NOTHING, ask).held();
        assertThat(sibling.waiting())
                .as("abuse 5: the ticket of X presented by Y")
                .isTrue();
        sibling.leave();
        assertThat(words()).containsSubsequence("approved", "used", "used", "used");
        ApprovalRequest ticket = store.find(id).orElseThrow();
        assertThat(ticket.standing().uses()).isEqualTo(3);
        assertThat(ticket.standing().version()).as("a use makes no card late").isEqualTo(1);
    }

    @Test
    void aGrantOfTheSameSessionRunsWhatItsRulesAskThereAndNowhereElse() throws InterruptedException {
        Ask ask = lasting(HOUR, Same.SAME_SESSION);
        String id = approved(here.send("A", ask));
        assertGranted(here.send("B", ask), id);
        HeldCommand elsewhere =
                here.send(ALICE, "A", Said.in("another session"), ask).held();
        HeldCommand moreAsked = here.send("B", ask, ask(1, "leads", WITHIN)).held();
        assertThat(elsewhere.waiting() && moreAsked.waiting())
                .as("and not where another rule applies, too")
                .isTrue();
        elsewhere.leave();
        moreAsked.leave();
    }

    @Test
    void oneAskForOnceMakesItOnce() throws InterruptedException {
        Ask[] asks = {lasting(HOUR, Same.SAME_SESSION), ask(1, "dba", WITHIN)};
        String id = approved(here.send("A", asks));
        assertThat(store.find(id).orElseThrow().state()).isEqualTo(State.CONSUMED);
        HeldCommand again = here.send("A", asks).held();
        assertThat(again.waiting()).as("abuse 4: a ticket used twice").isTrue();
        again.leave();
    }

    @Test
    void whatRunsIsCutWhenItsApprovalIsRevokedHere() throws InterruptedException {
        HeldCommand running = here.send("A", ask(1, "dba", WITHIN));
        String id = approved(running);
        assertThat(here.approvals.revoke(id, CAROL, "wrong table")).isInstanceOf(Ballot.Counted.class);
        assertThat(running.cutBecause())
                .isEqualTo(Reason.of(DenialCode.G116, "The approval was revoked by carol: wrong table."));
    }

    @Test
    void whatRunsIsCutWhenItsApprovalIsRevokedInAnotherGateway() throws InterruptedException {
        Ask ask = lasting(HOUR, Same.SAME_STATEMENT);
        HeldCommand first = here.send("A", ask);
        String id = approved(first);
        HeldCommand second = here.send("A", ask);
        assertGranted(second, id);
        assertThat(there.approvals.revoke(id, ALICE, ""))
                .as("the requester may")
                .isInstanceOf(Ballot.Counted.class);
        here.elsewhere.run();
        assertThat(first.cutBecause().message()).contains("revoked by alice");
        assertThat(second.cutBecause().message()).contains("revoked by alice");
        HeldCommand third = here.send("A", ask).held();
        assertThat(third.waiting()).as("asks anew").isTrue();
        third.leave();
        ApprovalRequest ticket = store.find(id).orElseThrow();
        assertThat(ticket.state()).isEqualTo(State.REVOKED);
        assertThat(ticket.standing().uses()).isEqualTo(2);
    }

    @Test
    void whatHasRunIsNotCutAnyMore() throws InterruptedException {
        HeldCommand ran = here.send("A", ask(1, "dba", WITHIN));
        String id = approved(ran);
        ((Settlement.Granted) ran.settlement()).run().close();
        here.approvals.revoke(id, BOB, "late");
        assertThat(ran.isCut()).isFalse();
        assertThat(here.runs.count()).isZero();
    }

    @Test
    void strangersRevokeNothingAndNothingIsRevokedTwice() throws InterruptedException {
        String id = approved(here.send("A", ask(1, "dba", WITHIN)));
        assertObjection(here.approvals.revoke(id, EVE, ""), Objection.Kind.NOT_IN_GROUP);
        here.approvals.revoke(id, BOB, "");
        assertObjection(here.approvals.revoke(id, CAROL, ""), Objection.Kind.DECIDED_ALREADY);
        assertObjection(here.approvals.revoke("none", BOB, ""), Objection.Kind.UNKNOWN_REQUEST);
    }

    @Test
    void aConsentThatIsOverIsCutByThisGatewaysOwnClock() throws InterruptedException {
        Ask ask = lasting(Duration.ofMillis(200), Same.SAME_STATEMENT);
        HeldCommand running = here.send("A", ask);
        String id = approved(running);
        while (!running.isCut()) {
            here.runs.cutOverdue();
            Thread.onSpinWait();
        }
        assertThat(running.cutBecause().message())
                .as("abuse 15: an expired grant on a connection still open")
                .isEqualTo("The time of the approval is over.");
        HeldCommand again = here.send("A", ask).held();
        assertThat(again.waiting()).isTrue();
        again.leave();
        assertThat(store.find(id).orElseThrow().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void aDurableQuestionOutlivesItsClient() throws InterruptedException {
        Ask durable = ask(1, "dba", terms(false, Assurance.CHAT, new GrantScope.Once(), true, Optional.empty()));
        HeldCommand first = here.send("A", durable).held();
        ApprovalRequest request = asked.take();
        first.leave();
        first.settlement();
        assertThat(store.find(request.id()).orElseThrow().state()).isEqualTo(State.PENDING);
        here.approvals.vote(request.id(), BOB, true, "", "test");
        assertGranted(there.send("A", durable), request.id());
        HeldCommand mixed = here.send("B", durable, ask(1, "leads", WITHIN)).held();
        ApprovalRequest other = asked.take();
        mixed.leave();
        mixed.settlement();
        assertThat(store.find(other.id()).orElseThrow().state())
                .as("not every rule wants it")
                .isEqualTo(State.CANCELLED);
    }

    @Test
    void whoMustSayWhyIsToldHowAndNobodyIsAsked() throws InterruptedException {
        Ask ask = ask(1, "dba", terms(true, Assurance.CHAT, new GrantScope.Once(), false, Optional.empty()));
        assertThat(here.send("A", ask).settlement()).isInstanceOfSatisfying(Settlement.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(DenialCode.G117);
            assertThat(refused.reason().message())
                    .isEqualTo("Rule `guard.writes` wants to know why you ask. Send the request again with a reason.");
        });
        assertThat(asked).isEmpty();
        HeldCommand said =
                here.send(ALICE, "A", Said.because("order 17 is wrong"), ask).held();
        ApprovalRequest request = asked.take();
        assertThat(request.origin().claim()).isEqualTo("order 17 is wrong");
        HeldCommand otherwise =
                here.send(ALICE, "A", Said.because("said otherwise"), ask).held();
        assertThat(asked).as("the reason is not what is consented to").isEmpty();
        here.approvals.vote(request.id(), BOB, false, "", "test");
        said.settlement();
        otherwise.settlement();
    }

    @Test
    void aYesThatIsTooWeakIsRefusedAndASureOneCounts() throws InterruptedException {
        Ask ask = ask(2, "dba", terms(false, Assurance.SSO, new GrantScope.Once(), false, Optional.empty()));
        HeldCommand held = here.send("A", ask).held();
        String id = asked.take().id();
        Ballot weak = here.approvals.vote(id, BOB, true, "", "slack");
        assertObjection(weak, Objection.Kind.TOO_WEAK);
        assertThat(((Ballot.Rejected) weak).objection().message())
                .contains("control plane", id, "`channel at least sso`");
        here.approvals.vote(id, BOB, true, "", Verdict.API);
        here.approvals.vote(id, CAROL, true, "", Verdict.API);
        assertGranted(held, id);
        assertThat(store.find(id).orElseThrow().standing().verdicts())
                .extracting(Verdict::assurance)
                .containsExactly(Assurance.SSO, Assurance.SSO);
        HeldCommand denied = here.send("B", ask).held();
        here.approvals.vote(asked.take().id(), BOB, false, "", "slack");
        assertThat(denied.settlement()).as("a no may come by any way").isInstanceOf(Settlement.Refused.class);
    }

    @Test
    void othersMayAnswerOnceItIsEscalatedAndCardsSaySo() throws InterruptedException {
        var toLeads = new Escalation(Duration.ofMillis(300), new Reviewers.Group("leads"));
        Ask ask = ask(1, "dba", terms(false, Assurance.CHAT, new GrantScope.Once(), false, Optional.of(toLeads)));
        Subject lea = Subject.person("lea", "corp", List.of("leads"));
        HeldCommand held = here.send("A", ask).held();
        String id = asked.take().id();
        assertObjection(here.approvals.vote(id, lea, true, "", "test"), Objection.Kind.NOT_IN_GROUP);
        var outbox = new JdbcCardOutbox(source);
        outbox.shown(outbox.claim(9, HOUR).getFirst(), "C1/1.0", 0);
        while (!words().contains("escalated")) {
            here.approvals.escalateDue();
        }
        here.approvals.escalateDue();
        assertThat(words()).as("told once").containsOnlyOnce("escalated");
        assertThat(outbox.claim(9, HOUR)).as("the card shows it").hasSize(1);
        here.approvals.vote(id, lea, true, "", "test");
        assertGranted(held, id);
    }

    @Test
    void whoMayBreakTheGlassGoesAheadAndOthersLookAtItAfterwards() {
        HeldCommand running = here.send(SAM, "A", Said.inEmergency("production burns"), glass());
        assertThat(running.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(words()).containsExactly("broke glass");
        String id = here.approvals.reviews(9).getFirst();
        ApprovalRequest review = store.find(id).orElseThrow();
        assertThat(review.kind()).isEqualTo(ApprovalRequest.Kind.REVIEW);
        assertThat(review.origin().claim()).isEqualTo("production burns");
        assertThat(here.approvals.pending(Optional.empty(), 9)).isEmpty();
        assertThat(new JdbcCardOutbox(source).claim(9, HOUR))
                .as("a card of the review")
                .hasSize(1);
        assertObjection(here.approvals.vote(id, SAM, true, "", "test"), Objection.Kind.OWN_REQUEST);
        assertThat(here.approvals.use(id, "x", "d"))
                .as("a review is no consent")
                .isEmpty();
        assertThat(there.approvals.vote(id, EVE, false, "it could wait", "test"))
                .isInstanceOf(Ballot.Counted.class);
        assertThat(here.approvals.reviews(9)).isEmpty();
        here.elsewhere.run();
        assertThat(running.cutBecause().message()).contains("not in order");
        HeldCommand next = here.send(SAM, "A", Said.inEmergency("again"), glass());
        assertThat(next.settlement()).as("each time is reviewed").isInstanceOf(Settlement.Granted.class);
        assertThat(here.approvals.reviews(9)).hasSize(1);
    }

    @Test
    void forAllOthersTheGlassHolds() throws InterruptedException {
        var bot = new Subject(
                "bot", Subject.Kind.AGENT, "corp", "bot", new TreeSet<>(List.of("oncall")), Optional.of(SAM));
        for (Subject other : List.of(EVE, bot)) {
            HeldCommand held =
                    here.send(other, "A", Said.inEmergency("let me"), glass()).held();
            assertThat(held.waiting()).isTrue();
            assertThat(words()).endsWith("asked", "break-glass refused");
            assertThat(asked.take().origin().claim()).isEqualTo("let me");
            held.leave();
        }
        HeldCommand partly = here.send(SAM, "A", Said.inEmergency("let me"), glass(), ask(1, "dba", WITHIN))
                .held();
        assertThat(partly.waiting()).as("another rule lets nobody").isTrue();
        partly.leave();
        assertThat(here.approvals.reviews(9)).isEmpty();
    }

    @Test
    void aReviewThatIsLateIsToldOnceAndCanStillBeGiven() throws Exception {
        here.send(SAM, "A", Said.inEmergency("production burns"), glass()).settlement();
        String id = here.approvals.reviews(9).getFirst();
        var late = new LateReviews(here.approvals.emergencies());
        late.run();
        assertThat(late.count()).isZero();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE approval_request SET until = created, escalates = created");
        }
        there.approvals.escalateDue();
        here.approvals.escalateDue();
        here.approvals.expireOverdue();
        late.run();
        assertThat(late.count()).as("abuse 15: break-glass with no review").isOne();
        assertThat(words()).containsExactly("broke glass", "late");
        assertThat(here.approvals.vote(id, EVE, true, "it was right", "test")).isInstanceOf(Ballot.Counted.class);
        assertThat(store.find(id).orElseThrow().state()).isEqualTo(State.APPROVED);
    }

    private static Ask glass() {
        var terms = new BreakGlass(new Reviewers.Group("oncall"), new Reviewers.Group("security"), HOUR);
        return ask(
                1,
                "leads",
                new ApprovalTerms(
                        WITHIN,
                        true,
                        Assurance.CHAT,
                        new GrantScope.Once(),
                        false,
                        Optional.empty(),
                        Optional.of(terms)));
    }

    private static Ask lasting(Duration time, Same same) {
        return ask(1, "dba", terms(false, Assurance.CHAT, new GrantScope.For(time, same), false, Optional.empty()));
    }

    private static ApprovalTerms terms(
            boolean reason, Assurance channel, GrantScope grant, boolean durable, Optional<Escalation> escalation) {
        return new ApprovalTerms(WITHIN, reason, channel, grant, durable, escalation, Optional.empty());
    }

    /// @return the id of the ticket that bob has approved and the command runs under
    private String approved(HeldCommand command) throws InterruptedException {
        String id = asked.take().id();
        here.approvals.vote(id, BOB, true, "", "test");
        assertGranted(command, id);
        return id;
    }

    private static void assertGranted(HeldCommand command, String id) {
        assertThat(command.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Granted.class,
                        granted -> assertThat(granted.grant().approval()).isEqualTo(id));
    }

    private static void assertObjection(Ballot ballot, Objection.Kind kind) {
        assertThat(ballot)
                .isInstanceOfSatisfying(
                        Ballot.Rejected.class,
                        rejected -> assertThat(rejected.objection().kind()).isEqualTo(kind));
    }

    private List<String> words() {
        return events.stream().map(Samples::word).toList();
    }
}
