// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import static gateway.storage.TicketModel.Kind.LEAVE;
import static gateway.storage.TicketModel.Kind.MINUTE;
import static gateway.storage.TicketModel.Kind.NEW_POLICY;
import static gateway.storage.TicketModel.Kind.NO;
import static gateway.storage.TicketModel.Kind.REVOKE;
import static gateway.storage.TicketModel.Kind.RUN;
import static gateway.storage.TicketModel.Kind.SURE_YES;
import static gateway.storage.TicketModel.Kind.SWEEP;
import static gateway.storage.TicketModel.Kind.YES;
import static org.assertj.core.api.Assertions.assertThat;

import approval.ApprovalStore;
import gateway.storage.TicketModel.Act;
import gateway.storage.TicketModel.Step;
import gateway.storage.TicketModel.Terms;
import gateway.storage.TicketModel.Wanted;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All that can happen to a ticket, in every order, against [TicketModel]: each state that can be reached is reached
/// once by the product, everything is done there, and then every two things at once, the second by another replica
/// between what the first has read and what it writes. Of two at once, one must have come first.
class InterleavingsTest {

    /// Beyond that nothing new can be seen.
    private static final int MINUTES = 4;
    private static final int USES = 2;

    /// Small cases that together have everything there is.
    enum Scenario {
        ONCE_BY_TWO(new Terms(List.of(new Wanted("dba", 0, 2, false, 0, "")), 3, 0)),
        ESCALATED(new Terms(
                List.of(new Wanted("dba", 0, 1, false, 0, ""), new Wanted("security", 1, 1, false, 2, "managers")),
                4,
                0)),
        FOR_A_WHILE_AND_SURE(new Terms(List.of(new Wanted("dba", 0, 1, true, 0, "")), 3, 2));

        private final Terms terms;

        Scenario(Terms terms) {
            this.terms = terms;
        }
    }

    private static final List<Act> ACTS = List.of(
            new Act(YES, "bob"),
            new Act(YES, "carol"),
            new Act(YES, "mia"),
            new Act(YES, "alice"),
            new Act(SURE_YES, "bob"),
            new Act(NO, "carol"),
            new Act(RUN, ""),
            new Act(REVOKE, "bob"),
            new Act(REVOKE, "alice"),
            new Act(LEAVE, ""),
            new Act(SWEEP, ""),
            new Act(NEW_POLICY, ""),
            new Act(MINUTE, ""));

    private int tickets;

    @ParameterizedTest
    @EnumSource
    void inMemory(Scenario scenario) {
        try (Lab lab = Lab.inMemory()) {
            explore(scenario, lab, 1, 1);
        }
    }

    /// The same rules on the database; of all the steps and pairs some, which are others in each state.
    @ParameterizedTest
    @EnumSource
    void onTheDatabase(Scenario scenario) {
        try (Lab lab = Lab.on(TestDatabase.H2)) {
            explore(scenario, lab, 3, 29);
        }
    }

    private void explore(Scenario scenario, Lab lab, int everyNthStep, int everyNthPair) {
        Map<TicketModel, List<Act>> paths = reachable(scenario.terms);
        int step = 0;
        int pair = 0;
        for (var entry : paths.entrySet()) {
            for (Act act : ACTS) {
                if (step++ % everyNthStep == 0) {
                    one(lab, entry.getKey(), entry.getValue(), act);
                }
                for (Act other : ACTS) {
                    if (canRace(act) && canRace(other) && pair++ % everyNthPair == 0) {
                        two(lab, entry.getKey(), entry.getValue(), act, other);
                    }
                }
            }
        }
        System.out.printf(
                "%s: %d states, %d steps, %d pairs at once%n",
                scenario, paths.size(), step / everyNthStep, pair / everyNthPair);
        assertThat(paths).hasSizeGreaterThan(100);
    }

    /// Time and policy do not write, so nothing comes between.
    private static boolean canRace(Act act) {
        return act.kind() != MINUTE && act.kind() != NEW_POLICY;
    }

    private static Map<TicketModel, List<Act>> reachable(Terms terms) {
        var paths = new LinkedHashMap<TicketModel, List<Act>>();
        Deque<TicketModel> todo = new ArrayDeque<>();
        paths.put(TicketModel.begin(terms), List.of());
        todo.add(TicketModel.begin(terms));
        while (!todo.isEmpty()) {
            TicketModel from = todo.remove();
            for (Act act : ACTS) {
                TicketModel to = from.after(act).next();
                if (to.minute() <= MINUTES && to.uses() <= USES && !paths.containsKey(to)) {
                    var path = new ArrayList<>(paths.get(from));
                    path.add(act);
                    paths.put(to, List.copyOf(path));
                    todo.add(to);
                }
            }
        }
        return paths;
    }

    private void one(Lab lab, TicketModel state, List<Act> path, Act act) {
        Ticket ticket = replay(lab, state, path);
        Step expected = state.after(act);
        boolean done = ticket.does(act);
        assertThat(done + " " + ticket.seen())
                .as(() -> "%s, then %s".formatted(path, act))
                .isEqualTo(expected.done() + " " + Ticket.seen(expected.next()));
    }

    private void two(Lab lab, TicketModel state, List<Act> path, Act first, Act second) {
        Ticket ticket = replay(lab, state, path);
        var between = new boolean[] {false, false}; // whether it came, and whether it was let
        ApprovalStore raced = before(lab.store(), () -> {
            between[0] = true;
            between[1] = ticket.does(second);
        });
        boolean done = ticket.does(first, Ticket.through(raced));
        if (!between[0]) {
            between[1] = ticket.does(second);
        }
        assertThat("%s %s, %s".formatted(done, between[1], ticket.seen()))
                .as(() -> "%s, then %s and %s at once".formatted(path, first, second))
                .isIn(List.of(inOrder(state, first, second, false), inOrder(state, second, first, true)));
    }

    private static String inOrder(TicketModel state, Act one, Act other, boolean swapped) {
        Step here = state.after(one);
        Step there = here.next().after(other);
        return "%s %s, %s"
                .formatted(
                        swapped ? there.done() : here.done(),
                        swapped ? here.done() : there.done(),
                        Ticket.seen(there.next()));
    }

    private Ticket replay(Lab lab, TicketModel state, List<Act> path) {
        lab.clear();
        var ticket = new Ticket(lab, state.terms(), "asker-" + tickets++);
        path.forEach(ticket::does);
        assertThat(ticket.seen()).as(path::toString).isEqualTo(Ticket.seen(state));
        return ticket;
    }

    /// The store, but something else comes in between before the first write.
    private static ApprovalStore before(ApprovalStore store, Runnable between) {
        var todo = new ArrayDeque<>(List.of(between));
        return (ApprovalStore) Proxy.newProxyInstance(
                ApprovalStore.class.getClassLoader(),
                new Class<?>[] {ApprovalStore.class},
                (proxy, method, arguments) -> {
                    if (Set.of("advance", "use").contains(method.getName()) && !todo.isEmpty()) {
                        todo.remove().run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
