// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import static gateway.approval.Samples.WITHIN;
import static gateway.approval.Samples.ask;
import static gateway.approval.Samples.question;
import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalEvent;
import approval.ApprovalRequest;
import approval.Approvals;
import approval.Ballot;
import approval.State;
import approval.Use;
import approval.Verdict;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import gateway.approval.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.decision.ApprovalTerms;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.ApprovalTerms.GrantScope;
import policy.runtime.decision.ApprovalTerms.GrantScope.Same;
import policy.runtime.decision.Ask;
import policy.runtime.request.Subject;

/// Hundreds of threads of the operating system on two gateways that share a database, everything at once.
class ApprovalStormTest {

    private static final int THREADS = 300;
    private static final int ACTS = 8;
    private static final int TICKETS = 12;

    private static final Ask LASTING = ask(
            2,
            "dba",
            new ApprovalTerms(
                    WITHIN,
                    false,
                    Assurance.CHAT,
                    new GrantScope.For(Duration.ofHours(1), Same.SAME_STATEMENT),
                    false,
                    Optional.empty(),
                    Optional.empty()));

    private final ConcurrentLinkedQueue<ApprovalEvent> events = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicBoolean> revoked = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ran = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> ranAfterRevocation = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void everythingAtOnce(TestDatabase database) throws Exception {
        try (HikariDataSource one = database.open();
                HikariDataSource two = again(one)) {
            List<Approvals> replicas = List.of(approvals(one), approvals(two));
            List<String> tickets = IntStream.range(0, TICKETS)
                    .mapToObj(
                            i -> replicas.getFirst().ask(asked(i)).orElseThrow().id())
                    .toList();
            tickets.forEach(id -> {
                revoked.put(id, new AtomicBoolean());
                ran.put(id, new AtomicInteger());
                ranAfterRevocation.put(id, new AtomicInteger());
            });
            storm(replicas, tickets);
            for (int i = 0; i < TICKETS; i++) {
                verify(replicas.get(1).find(tickets.get(i)).orElseThrow());
            }
            System.out.printf(
                    "%s: %d events, %d executions%n",
                    database,
                    events.size(),
                    ran.values().stream().mapToInt(AtomicInteger::get).sum());
        }
    }

    private void storm(List<Approvals> replicas, List<String> tickets) throws Exception {
        var start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                all.add(threads.submit(() -> {
                    var random = new Random(number);
                    start.await();
                    for (int act = 0; act < ACTS; act++) {
                        int ticket = random.nextInt(TICKETS);
                        act(replicas.get(number % 2), tickets.get(ticket), ticket, random);
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void act(Approvals through, String id, int ticket, Random random) {
        switch (random.nextInt(100)) {
            case 0 -> {
                if (through.revoke(id, dba(random), "storm") instanceof Ballot.Counted) {
                    revoked.get(id).set(true);
                }
            }
            case 1 -> through.vote(id, dba(random), false, "", "test");
            case 2 -> {
                through.expireOverdue();
                through.escalateDue();
            }
            case 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15 -> through.vote(id, dba(random), true, "", "test");
            case 9 -> through.ask(asked(ticket));
            default -> {
                boolean tooLate = revoked.get(id).get(); // said before this use began
                Optional<Use> use = through.use(id, "x", "digest");
                use.ifPresent(_ -> ran.get(id).incrementAndGet());
                if (tooLate && use.isPresent()) {
                    ranAfterRevocation.get(id).incrementAndGet();
                }
            }
        }
    }

    /// Even tickets are for one execution, odd ones last.
    private static approval.Question asked(int ticket) {
        Subject asker = Subject.person("alice", "corp-" + ticket, List.of());
        return question(asker, "body " + ticket, ticket % 2 == 0 ? ask(2, "dba", WITHIN) : LASTING);
    }

    private void verify(ApprovalRequest ticket) {
        String id = ticket.id();
        List<String> yes = ticket.standing().verdicts().stream()
                .filter(Verdict::yes)
                .map(verdict -> verdict.reviewer().key())
                .toList();
        assertThat(yes).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(2);
        assertThat(ranAfterRevocation.get(id)).hasValue(0);
        assertThat(ticket.standing().uses()).isEqualTo(ran.get(id).get());
        if (ticket.scope().lasts().isEmpty()) {
            assertThat(ran.get(id).get()).isLessThanOrEqualTo(1);
        }
        if (ran.get(id).get() > 0) {
            assertThat(yes).hasSize(2);
        }
        assertThat(count(id, ApprovalEvent.Settled.class)).isEqualTo(ticket.state() == State.PENDING ? 0 : 1);
        assertThat(count(id, ApprovalEvent.Used.class)).isEqualTo(ran.get(id).get());
        assertThat(count(id, ApprovalEvent.Answered.class))
                .isEqualTo(ticket.standing().verdicts().size());
        assertThat(count(id, ApprovalEvent.Revoked.class)).isEqualTo(ticket.state() == State.REVOKED ? 1 : 0);
    }

    private int count(String id, Class<? extends ApprovalEvent> kind) {
        return Math.toIntExact(events.stream()
                .filter(kind::isInstance)
                .filter(event -> event.request().id().equals(id))
                .count());
    }

    private Approvals approvals(HikariDataSource source) {
        return Samples.approvals(new JdbcApprovalStore(source), events::add, _ -> {});
    }

    private static Subject dba(Random random) {
        return Subject.person("dba-" + random.nextInt(40), "corp", List.of("dba"));
    }

    private static HikariDataSource again(HikariDataSource source) {
        var config = new HikariConfig();
        config.setJdbcUrl(source.getJdbcUrl());
        config.setUsername(source.getUsername());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }
}
