// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import static gateway.approval.Samples.BOB;
import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static gateway.approval.Samples.question;
import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalRequest;
import approval.Approvals;
import approval.Ballot;
import approval.Objection;
import approval.State;
import approval.Use;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.request.Subject;

/// Hundreds at once, on both databases: exactly one wins, and the others are told.
class ApprovalRacesTest {

    private static final int MANY = 200;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @EnumSource
    void oneOfManyConsumersWins(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest request = approvals.ask(question("{}")).orElseThrow();
            assertThat(approvals.use(request.id(), "x-1", "digest")).isEmpty();
            approvals.vote(request.id(), BOB, true, "", "test");
            List<Optional<Use>> uses = atOnce(i -> approvals.use(request.id(), "x-1", "digest"));
            assertThat(uses.stream().flatMap(Optional::stream)).singleElement().satisfies(use -> {
                assertThat(use.grant().approval()).isEqualTo(request.id());
                assertThat(use.grant().reviewers()).containsExactly("corp/bob");
            });
            assertThat(events).containsExactly("asked", "yes", "approved", "consumed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyVotersMakeOneDecision(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest request =
                    approvals.ask(question("{}", ask(5, "dba", WITHIN))).orElseThrow();
            List<Ballot> ballots = atOnce(i -> approvals.vote(request.id(), dba(i), true, "", "test"));
            assertThat(ballots.stream().filter(Ballot.Counted.class::isInstance))
                    .hasSize(5);
            assertThat(ballots)
                    .filteredOn(Ballot.Rejected.class::isInstance)
                    .allSatisfy(ballot -> assertThat(
                                    ((Ballot.Rejected) ballot).objection().kind())
                            .isEqualTo(Objection.Kind.DECIDED_ALREADY));
            assertThat(approvals.find(request.id()).orElseThrow().standing().verdicts())
                    .hasSize(5);
            assertThat(Collections.frequency(events, "approved")).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onePersonClickingManyTimesIsOnePerson(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest request =
                    approvals.ask(question("{}", ask(2, "dba", WITHIN))).orElseThrow();
            List<Ballot> ballots = atOnce(i -> approvals.vote(request.id(), BOB, true, "", "test"));
            assertThat(ballots.stream().filter(Ballot.Counted.class::isInstance))
                    .hasSize(1);
            assertThat(approvals.find(request.id()).orElseThrow().state()).isEqualTo(State.PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void yesAndNoAtOnceMakeOneDecision(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            ApprovalRequest request = approvals.ask(question("{}")).orElseThrow();
            atOnce(i -> approvals.vote(request.id(), dba(i), i % 2 == 0, "", "test"));
            ApprovalRequest settled = approvals.find(request.id()).orElseThrow();
            assertThat(settled.standing().verdicts())
                    .singleElement()
                    .satisfies(verdict ->
                            assertThat(settled.state()).isEqualTo(verdict.yes() ? State.APPROVED : State.DENIED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyRetriesMakeOneRequest(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            List<ApprovalRequest> asked =
                    atOnce(i -> approvals.ask(question("{}")).orElseThrow());
            assertThat(asked.stream().map(ApprovalRequest::id).distinct()).hasSize(1);
            assertThat(approvals.pending(Optional.empty(), MANY)).hasSize(1);
            assertThat(events).containsExactly("asked");
            assertThat(new JdbcCardOutbox(source).claim(MANY, Duration.ofMinutes(1)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyAsksOfOneAskerTakeNoMorePlacesThanThereAre(TestDatabase database) throws Exception {
        try (HikariDataSource source = database.open()) {
            Approvals approvals = approvals(source);
            List<Optional<ApprovalRequest>> asked = atOnce(i -> approvals.ask(question("near-identical " + i)));
            assertThat(asked.stream().flatMap(Optional::stream)).hasSize(Samples.PLACES);
            assertThat(approvals.pending(Optional.empty(), MANY)).hasSize(Samples.PLACES);
            assertThat(events).hasSize(Samples.PLACES).containsOnly("asked");
        }
    }

    private Approvals approvals(HikariDataSource source) {
        return Samples.approvals(
                new JdbcApprovalStore(source), event -> events.add(Samples.word(event)), request -> {});
    }

    private static Subject dba(int number) {
        return Subject.person("dba-" + number, "corp", List.of("dba"));
    }

    private static <T> List<T> atOnce(IntFunction<T> work) throws Exception {
        var start = new CyclicBarrier(MANY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < MANY; i++) {
                int number = i;
                tasks.add(() -> {
                    start.await();
                    return work.apply(number);
                });
            }
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
