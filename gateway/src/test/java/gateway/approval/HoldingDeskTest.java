// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.Rounds;
import approval.State;
import com.zaxxer.hikari.HikariDataSource;
import gateway.exchange.Failure;
import gateway.storage.JdbcApprovalStore;
import gateway.storage.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import policy.runtime.decision.Ask;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Grant;
import policy.runtime.request.Subject;

class HoldingDeskTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Ask ONE_DBA = ask(1, "dba", WITHIN);

    private final HikariDataSource source = TestDatabase.H2.open();
    private final ApprovalStore store = new JdbcApprovalStore(source);
    private final Waiters waiters = new Waiters();
    private final Runs runs = new Runs();
    private final LinkedBlockingQueue<ApprovalRequest> asked = new LinkedBlockingQueue<>();
    private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
    private final Approvals approvals = approvals(waiters);
    private final ApprovalDesk desk = desk(approvals, 1000);

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void goesOnWhenApproved() throws InterruptedException {
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        ApprovalRequest request = asked.take();
        assertThat(command.waiting()).isTrue();
        approvals.vote(request.id(), BOB, true, "", "test");
        assertThat(command.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Granted.class,
                        granted -> assertThat(granted.grant())
                                .isEqualTo(new Grant(request.id(), List.of(ONE_DBA), List.of("corp/bob"))));
        assertThat(events).containsExactly("asked", "yes", "approved", "consumed");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void isRefusedWithTheReviewersReason() throws InterruptedException {
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ONE_DBA);
        approvals.vote(asked.take().id(), BOB, false, "use the batch job", "test");
        assertRefused(command, DenialCode.G104, "Denied by bob: use the batch job");
    }

    @Test
    void isRefusedWhenTimeIsOver() throws InterruptedException {
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ask(1, "dba", Duration.ofMillis(1)));
        asked.take();
        try (var rounds = new Rounds()) {
            rounds.start(Duration.ofMillis(5), List.of(approvals::expireOverdue));
            assertRefused(command, DenialCode.G105, "Nobody answered");
        }
    }

    @Test
    void isToldWhenItsPatienceEndsAndARetryGetsTheAnswer() throws InterruptedException {
        HeldCommand first = HeldCommand.send(desk, "{}", Duration.ofMillis(1), ONE_DBA);
        ApprovalRequest request = asked.take();
        assertRefused(first, DenialCode.G106, "Approval " + request.id() + " is pending: it needs 1 of dba.");
        assertThat(((Settlement.Refused) first.settlement()).reason().help())
                .contains("https://hpol.example/inbox/" + request.id());
        approvals.vote(request.id(), BOB, true, "", "test");
        HeldCommand retry = HeldCommand.send(desk, "{}", LONG, ONE_DBA);
        assertThat(retry.settlement()).isInstanceOf(Settlement.Granted.class);
        HeldCommand third = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        assertThat(asked.take().id()).as("consent is used once").isNotEqualTo(request.id());
        assertThat(third.waiting()).isTrue();
        third.leave();
    }

    @Test
    void twoCopiesShareOneRequestAndOneRuns() throws InterruptedException {
        HeldCommand one = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        HeldCommand two = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        ApprovalRequest request = asked.take();
        assertThat(asked).isEmpty();
        approvals.vote(request.id(), BOB, true, "", "test");
        assertThat(List.of(one.settlement(), two.settlement()))
                .hasAtLeastOneElementOfType(Settlement.Granted.class)
                .hasAtLeastOneElementOfType(Settlement.Refused.class);
    }

    @Test
    void aClientThatLeavesWithdrawsUnlessACopyOfItWaits() throws InterruptedException {
        HeldCommand one = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        HeldCommand two = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        ApprovalRequest request = asked.take();
        one.leave();
        assertRefused(one, DenialCode.G107, "left");
        assertThat(store.find(request.id()).orElseThrow().state()).isEqualTo(State.PENDING);
        two.leave();
        assertRefused(two, DenialCode.G107, "left");
        assertThat(store.find(request.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(approvals.vote(request.id(), BOB, true, "", "test").toString())
                .contains("cancelled");
    }

    @Test
    void anAgentCannotUseItsSiblingsConsent() throws InterruptedException {
        HeldCommand own = HeldCommand.send(desk, agent("bot-1"), "{}", LONG, Optional.empty(), ONE_DBA);
        ApprovalRequest first = asked.take();
        HeldCommand siblings = HeldCommand.send(desk, agent("bot-2"), "{}", LONG, Optional.empty(), ONE_DBA)
                .held();
        assertThat(asked.take().id()).isNotEqualTo(first.id());
        approvals.vote(first.id(), BOB, true, "", "test");
        assertThat(own.settlement()).isInstanceOf(Settlement.Granted.class);
        assertThat(siblings.waiting()).isTrue();
        siblings.leave();
    }

    @Test
    void aPolicyThatWasTightenedMeanwhileRefuses() {
        var grant = Optional.of(new Grant("t", List.of(ONE_DBA), List.of("corp/bob")));
        HeldCommand command = HeldCommand.send(desk, Samples.ALICE, "{}", LONG, grant, ask(2, "dba", WITHIN));
        assertRefused(command, DenialCode.G107, "policy changed");
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesOneMoreThanItMayHold() {
        ApprovalDesk small = desk(approvals, 1);
        HeldCommand held = HeldCommand.send(small, "1", LONG, ONE_DBA).held();
        assertFails(HeldCommand.send(small, "2", LONG, ONE_DBA), DenialCode.G505, "Too many");
        held.leave();
        held.settlement();
        assertRefused(HeldCommand.send(small, "2", Duration.ZERO, ONE_DBA), DenialCode.G106, "pending");
    }

    @Test
    void refusesOneMoreThanAnAskerMayHavePending() {
        var held = new ArrayList<HeldCommand>();
        for (int i = 0; i < Samples.PLACES; i++) {
            held.add(
                    HeldCommand.send(desk, "near-identical " + i, LONG, ONE_DBA).held());
        }
        assertFails(
                HeldCommand.send(desk, "one more", LONG, ONE_DBA),
                DenialCode.G108,
                Samples.PLACES + " of your requests wait for approval already");
        HeldCommand retry =
                HeldCommand.send(desk, "near-identical 0", LONG, ONE_DBA).held();
        assertThat(retry.waiting()).as("joins its own").isTrue();
        held.add(retry);
        held.forEach(HeldCommand::leave);
        held.forEach(HeldCommand::settlement);
        HeldCommand next = HeldCommand.send(desk, "one more", LONG, ONE_DBA).held();
        assertThat(next.waiting()).isTrue();
        next.leave();
    }

    @Test
    void wakesForAVerdictGivenInAnotherProcess() throws InterruptedException {
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        Approvals elsewhere = approvals(new Waiters());
        var errand = new SettledElsewhere(store, waiters, runs);
        elsewhere.vote(asked.take().id(), BOB, true, "", "test");
        errand.run();
        assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class);
    }

    @Test
    void afterARestartTheRetryJoinsWhatIsPending() throws InterruptedException {
        HeldCommand.send(desk, "{}", LONG, ONE_DBA).held(); // this process dies with it
        ApprovalRequest request = asked.take();
        var waitersNow = new Waiters();
        Approvals restarted = approvals(waitersNow);
        HeldCommand retry = HeldCommand.send(
                        new HoldingDesk(restarted, waitersNow, new Runs(), 9, LONG, Optional.empty()),
                        "{}",
                        LONG,
                        ONE_DBA)
                .held();
        restarted.vote(request.id(), BOB, true, "", "test");
        assertThat(retry.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Granted.class,
                        granted -> assertThat(granted.grant().approval()).isEqualTo(request.id()));
    }

    @Test
    void aGatewayThatStopsIsNotAClientThatLeft() throws InterruptedException {
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ONE_DBA).held();
        ApprovalRequest request = asked.take();
        waiters.stop();
        assertRefused(command, DenialCode.G106, "is pending");
        command.leave();
        assertThat(store.find(request.id()).orElseThrow().state()).isEqualTo(State.PENDING);
        assertRefused(HeldCommand.send(desk, "{}", LONG, ONE_DBA), DenialCode.G106, request.id());
    }

    @Test
    void deniesWhenTheStoreIsGone() {
        source.close();
        HeldCommand command = HeldCommand.send(desk, "{}", LONG, ONE_DBA);
        assertThatThrownBy(command::settlement).hasRootCauseInstanceOf(java.sql.SQLException.class);
        assertFails(command, DenialCode.G504, "cannot be kept");
    }

    @Test
    void holdsThousands() {
        int many = 3000;
        ApprovalDesk large = desk(approvals, many);
        var held = new ArrayList<HeldCommand>();
        for (int i = 0; i < many; i++) {
            Subject asker = Subject.person("asker-" + i, "corp", List.of());
            held.add(HeldCommand.send(large, asker, "body", LONG, Optional.empty(), ONE_DBA));
        }
        held.forEach(HeldCommand::held);
        assertThat(waiters.count()).isEqualTo(many);
        for (ApprovalRequest request : asked) {
            approvals.vote(request.id(), BOB, true, "", "test");
        }
        assertThat(held).allSatisfy(command -> assertThat(command.settlement()).isInstanceOf(Settlement.Granted.class));
    }

    private static Subject agent(String id) {
        return new Subject(id, Subject.Kind.AGENT, "corp", id, new java.util.TreeSet<>(), Optional.of(Samples.ALICE));
    }

    private static void assertFails(HeldCommand command, DenialCode code, String words) {
        assertThatThrownBy(command::settlement).cause().isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.reason().code()).isEqualTo(code);
            assertThat(failure.reason().message()).contains(words);
        });
    }

    private static void assertRefused(HeldCommand command, DenialCode code, String words) {
        assertThat(command.settlement()).isInstanceOfSatisfying(Settlement.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(code);
            assertThat(refused.reason().message()).contains(words);
        });
    }

    private Approvals approvals(Waiters toWake) {
        return Samples.approvals(
                store,
                event -> {
                    events.add(Samples.word(event));
                    if (event instanceof approval.ApprovalEvent.Asked) {
                        asked.add(event.request());
                    }
                },
                request -> toWake.wake(request.id()));
    }

    private ApprovalDesk desk(Approvals through, int maxHeld) {
        return new HoldingDesk(through, waiters, runs, maxHeld, LONG, Optional.of(URI.create("https://hpol.example/")));
    }
}
