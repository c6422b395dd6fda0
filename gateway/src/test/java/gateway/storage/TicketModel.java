// SPDX-License-Identifier: Apache-2.0
package gateway.storage;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How a ticket must behave, said once more and in another way: no versions, no stores, time in whole minutes, every
/// rule evaluated from the list of what happened.
///
/// @param yes who said yes when, as `who@minute` and `who@minute!` over the surer channel
/// @param over `""` while it is open, then the word of the state it ended in
/// @param approvedAt minute of the consent, or -1
record TicketModel(Terms terms, int minute, Set<String> yes, String over, int approvedAt, int uses, boolean newPolicy) {

    /// One ask of a scenario.
    ///
    /// @param sure whether it takes the surer channel
    record Wanted(String group, int step, int people, boolean sure, int escalateAfter, String to) {}

    /// @param lasts minutes the consent lasts; 0 for one execution within [#STALE] minutes
    record Terms(List<Wanted> asks, int within, int lasts) {}

    /// How long a consent to one execution can be used, in minutes.
    static final int STALE = 2;

    /// What can happen.
    enum Kind {
        YES,
        SURE_YES,
        NO,
        RUN,
        REVOKE,
        LEAVE,
        SWEEP,
        NEW_POLICY,
        MINUTE
    }

    record Act(Kind kind, String who) {
        @Override
        public String toString() {
            return who.isEmpty() ? kind.name() : who + " " + kind;
        }
    }

    /// @param done whether it was let
    record Step(TicketModel next, boolean done) {}

    static TicketModel begin(Terms terms) {
        return new TicketModel(terms, 0, Set.of(), "", -1, 0, false);
    }

    static Set<String> groups(String who) {
        return switch (who) {
            case "alice" -> Set.of("dba"); // asks herself
            case "bob" -> Set.of("dba");
            case "carol" -> Set.of("dba", "security");
            case "mia" -> Set.of("managers");
            default -> Set.of();
        };
    }

    String state() {
        if (!over.isEmpty()) {
            return over;
        }
        int end = approvedAt < 0 ? terms.within() : approvedAt + (terms.lasts() == 0 ? STALE : terms.lasts());
        return minute >= end ? "expired" : approvedAt < 0 ? "pending" : "approved";
    }

    Step after(Act act) {
        return switch (act.kind()) {
            case YES -> yes(act.who(), false);
            case SURE_YES -> yes(act.who(), true);
            case NO ->
                state().equals("pending") && terms.asks().stream().anyMatch(ask -> named(act.who(), ask, minute))
                        ? new Step(ended("denied"), true)
                        : new Step(this, false);
            case RUN -> state().equals("approved") && !newPolicy ? new Step(used(), true) : new Step(this, false);
            case REVOKE ->
                Set.of("approved", "consumed").contains(state()) && mayRevoke(act.who())
                        ? new Step(ended("revoked"), true)
                        : new Step(this, false);
            case LEAVE -> new Step(state().equals("pending") ? ended("cancelled") : this, true);
            case SWEEP -> new Step(this, true);
            case NEW_POLICY -> new Step(new TicketModel(terms, minute, yes, over, approvedAt, uses, true), true);
            case MINUTE ->
                new Step(
                        new TicketModel(
                                terms,
                                minute + 1,
                                yes,
                                state().equals("expired") ? "expired" : over,
                                approvedAt,
                                uses,
                                newPolicy),
                        true);
        };
    }

    private Step yes(String who, boolean sure) {
        boolean counts = state().equals("pending")
                && terms.asks().stream()
                        .anyMatch(ask -> named(who, ask, minute)
                                && (sure || !ask.sure())
                                && !whoFor(ask).contains(who)
                                && terms.asks().stream()
                                        .filter(before -> before.step() < ask.step())
                                        .allMatch(this::given));
        if (!counts) {
            return new Step(this, false);
        }
        var more = new TreeSet<>(yes);
        more.add(who + "@" + minute + (sure ? "!" : ""));
        var next = new TicketModel(terms, minute, more, over, approvedAt, uses, newPolicy);
        return new Step(
                terms.asks().stream().allMatch(next::given)
                        ? new TicketModel(terms, minute, more, over, minute, uses, newPolicy)
                        : next,
                true);
    }

    private boolean given(Wanted ask) {
        return whoFor(ask).size() >= ask.people();
    }

    private Set<String> whoFor(Wanted ask) {
        var people = new TreeSet<String>();
        for (String said : yes) {
            String who = said.substring(0, said.indexOf('@'));
            int when = Integer.parseInt(said.substring(said.indexOf('@') + 1).replace("!", ""));
            if (named(who, ask, when) && (said.endsWith("!") || !ask.sure())) {
                people.add(who);
            }
        }
        return people;
    }

    private boolean mayRevoke(String who) {
        return who.equals("alice")
                || yes.stream().anyMatch(said -> said.startsWith(who + "@"))
                || terms.asks().stream().anyMatch(ask -> named(who, ask, minute));
    }

    private static boolean named(String who, Wanted ask, int when) {
        boolean escalated = ask.escalateAfter() > 0 && when >= ask.escalateAfter();
        return !who.equals("alice")
                && (groups(who).contains(ask.group())
                        || (escalated && groups(who).contains(ask.to())));
    }

    private TicketModel used() {
        return new TicketModel(
                terms, minute, yes, terms.lasts() == 0 ? "consumed" : over, approvedAt, uses + 1, newPolicy);
    }

    private TicketModel ended(String state) {
        return new TicketModel(terms, minute, yes, state, approvedAt, uses, newPolicy);
    }

    @Override
    public String toString() {
        return "%s, minute %d, yes %s, used %d%s"
                .formatted(state(), minute, yes, uses, newPolicy ? ", new policy" : "");
    }
}
