// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.CAROL;
import static gateway.approval.Samples.ask;
import static gateway.approval.Samples.question;
import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalRequest;
import approval.Approvals;
import approval.Ballot;
import approval.Card;
import approval.Objection;
import approval.Question;
import approval.State;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.request.Subject;

class JdbcApprovalStoreTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void anotherProcessReadsWhatThisOneWrote(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals here = approvals(source);
            ApprovalRequest asked =
                    filed(here, question("{\"note\":\"ünï ✓ \\u0000\"}", ask(2, "dba", Samples.WITHIN)));
            here.vote(asked.id(), BOB, true, "fine", "test");
            Approvals there = approvals(source); // or this one after a restart
            ApprovalRequest read = there.find(asked.id()).orElseThrow();
            assertThat(read.with(asked.standing())).isEqualTo(asked);
            assertThat(read.standing().verdicts())
                    .extracting(v -> v.reviewer().key() + " " + v.yes() + " " + v.reason())
                    .containsExactly("corp/bob true fine");
            assertThat(there.vote(asked.id(), CAROL, true, "", "test")).isInstanceOf(Ballot.Counted.class);
            assertThat(here.use(asked.id(), "x-1", "digest")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSettledRequestIsNotJoined(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest first = filed(approvals, question("{}"));
            assertThat(filed(approvals, question("{}")).id()).isEqualTo(first.id());
            approvals.vote(first.id(), BOB, true, "", "test");
            assertThat(filed(approvals, question("{}")).state()).isEqualTo(State.APPROVED);
            approvals.use(first.id(), "x-1", "digest");
            ApprovalRequest second = filed(approvals, question("{}"));
            assertThat(second.id()).isNotEqualTo(first.id());
            approvals.vote(second.id(), BOB, false, "", "test");
            assertThat(filed(approvals, question("{}")).id()).isNotEqualTo(second.id());
            assertThat(filed(approvals, question("{\"n\":2}")).id()).isNotIn(first.id(), second.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeThatIsOverDenies(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest over = filed(approvals, question("{}", ask(1, "dba", Duration.ZERO)));
            assertThat(approvals.vote(over.id(), BOB, true, "", "test"))
                    .isInstanceOfSatisfying(
                            Ballot.Rejected.class,
                            no -> assertThat(no.objection().kind()).isEqualTo(Objection.Kind.DECIDED_ALREADY));
            assertThat(approvals.find(over.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
            ApprovalRequest next = filed(approvals, question("{}", ask(1, "dba", Duration.ZERO)));
            ApprovalRequest another = filed(approvals, question("{}", ask(1, "dba", Duration.ZERO)));
            assertThat(another.id()).isNotEqualTo(next.id());
            approvals.expireOverdue();
            assertThat(approvals.find(another.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
            assertThat(approvals.pending(Optional.empty(), 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void consentGoesStale(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            var store = new JdbcApprovalStore(source);
            var approvals =
                    new Approvals(store, Samples.TRUSTING, event -> {}, List.of(), Duration.ZERO, 5, request -> {});
            ApprovalRequest asked = filed(approvals, question("{}"));
            approvals.vote(asked.id(), BOB, true, "", "test");
            assertThat(approvals.use(asked.id(), "x-1", "digest")).isEmpty();
            assertThat(approvals.find(asked.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingEndsOnlyWhatIsPending(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest pending = filed(approvals, question("1"));
            ApprovalRequest approved = filed(approvals, question("2"));
            approvals.vote(approved.id(), BOB, true, "", "test");
            approvals.cancel(pending.id(), "the client left");
            approvals.cancel(approved.id(), "the client left");
            approvals.cancel("unknown", "the client left");
            assertThat(approvals.find(pending.id()).orElseThrow().standing().note())
                    .isEqualTo("the client left");
            assertThat(approvals.find(approved.id()).orElseThrow().state()).isEqualTo(State.APPROVED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAskersPlacesAreLimitedAndComeFreeAgain(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            List<ApprovalRequest> filed = IntStream.range(0, Samples.PLACES)
                    .mapToObj(i -> filed(approvals, question("n" + i, ask(2, "dba", Samples.WITHIN))))
                    .toList();
            assertThat(approvals.ask(question("one more"))).isEmpty();
            assertThat(approvals.ask(question(agentOfAlice(), "her agent's", ask(1, "dba", Samples.WITHIN))))
                    .isEmpty();
            assertThat(filed(approvals, question("n0", ask(2, "dba", Samples.WITHIN)))
                            .id())
                    .as("a retry needs no place")
                    .isEqualTo(filed.getFirst().id());
            assertThat(approvals.ask(question(CAROL, "another's", ask(1, "leads", Samples.WITHIN))))
                    .isPresent();
            approvals.vote(filed.getFirst().id(), BOB, true, "", "test");
            assertThat(approvals.ask(question("one more")))
                    .as("still pending: 1 of 2")
                    .isEmpty();
            approvals.vote(filed.getFirst().id(), CAROL, true, "", "test");
            assertThat(approvals.ask(question("one more"))).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodysManyHideAnothersOne(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            List<String> flood = IntStream.range(0, Samples.PLACES)
                    .mapToObj(i -> filed(approvals, question("n" + i)).id())
                    .toList();
            String late = filed(approvals, question(CAROL, "mine", ask(1, "leads", Samples.WITHIN)))
                    .id();
            List<String> all = approvals.pending(Optional.empty(), 100);
            assertThat(all).containsExactly(flood.get(0), late, flood.get(1), flood.get(2), flood.get(3), flood.get(4));
            assertThat(approvals.pending(Optional.empty(), 2)).isEqualTo(all.subList(0, 2));
            approvals.cancel(late, "settled while somebody turns the page");
            assertThat(approvals.pending(Optional.of(late), 2)).isEqualTo(all.subList(2, 4));
            assertThat(approvals.pending(Optional.of(all.getLast()), 2)).isEmpty();
            assertThat(approvals.pending(Optional.of("unknown"), 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void settlementsAreSeenFromElsewhere(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            var store = new JdbcApprovalStore(source);
            Approvals approvals = approvals(source);
            ApprovalRequest one = filed(approvals, question("1"));
            filed(approvals, question("2"));
            var before = store.now();
            approvals.vote(one.id(), BOB, false, "", "test");
            assertThat(store.settledSince(before)).containsExactly(one.id());
            assertThat(store.settledSince(store.now().plusSeconds(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCardIsDueUntilItShowsTheLastVersion(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            var outbox = new JdbcCardOutbox(source);
            ApprovalRequest asked = filed(approvals, question("{}"));
            Card card = only(outbox.claim(9, LEASE));
            assertThat(card.place()).isEmpty();
            assertThat(outbox.claim(9, LEASE)).as("leased").isEmpty();
            outbox.postpone(card, Duration.ZERO);
            assertThat(only(outbox.claim(9, LEASE)).attempts()).isEqualTo(1);
            outbox.shown(card, "C1/1.0", 0);
            assertThat(outbox.claim(9, LEASE)).isEmpty();
            outbox.foundAt(asked.id(), "slack", "C1/1.0");
            assertThat(outbox.claim(9, LEASE)).as("known place").isEmpty();
            outbox.foundAt("unknown", "slack", "C1/9.0");
            outbox.foundAt(asked.id(), "slack", "C1/2.0");
            outbox.shown(only(outbox.claim(9, LEASE)), "C1/2.0", 0);
            approvals.vote(asked.id(), BOB, true, "", "test");
            assertThat(outbox.claim(9, LEASE).stream().map(Card::place).flatMap(Optional::stream))
                    .containsExactlyInAnyOrder("C1/1.0", "C1/2.0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCardWhosePlaceWasFoundFirstBecomesOne(TestDatabase database) {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            var outbox = new JdbcCardOutbox(source);
            ApprovalRequest asked = filed(approvals, question("{}"));
            Card card = only(outbox.claim(9, LEASE));
            outbox.foundAt(asked.id(), "slack", "C1/1.0");
            outbox.shown(card, "C1/1.0", 0);
            assertThat(only(outbox.claim(9, LEASE)).place()).contains("C1/1.0");
        }
    }

    private static Subject agentOfAlice() {
        return new Subject("bot", Subject.Kind.AGENT, "corp", "bot", new TreeSet<>(), Optional.of(Samples.ALICE));
    }

    private static ApprovalRequest filed(Approvals approvals, Question question) {
        return approvals.ask(question).orElseThrow();
    }

    private static Approvals approvals(HikariDataSource source) {
        return Samples.approvals(new JdbcApprovalStore(source), event -> {}, request -> {});
    }

    private static Card only(List<Card> cards) {
        assertThat(cards).hasSize(1);
        return cards.getFirst();
    }
}
