// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.ApprovalEvent.Answered;
import approval.ApprovalEvent.Asked;
import approval.ApprovalEvent.Consumed;
import approval.ApprovalEvent.Settled;
import approval.Objection.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import policy.runtime.decision.Grant;
import policy.runtime.request.Subject;

/// The life of approval requests: asked, answered, settled, consumed.
///
/// Every step reads the request, judges it with the pure rules of [Quorum] and [State], and is made by one conditional
/// update; whoever loses a race reads again and judges anew, so losers learn who won. Deadlines are the store's
/// clock's.
public final class Approvals {

    private static final System.Logger LOG = System.getLogger(Approvals.class.getName());

    /// How many overdue requests one sweep takes.
    private static final int SWEEP_LIMIT = 500;

    private final ApprovalStore store;
    private final ReviewerDirectory directory;
    private final ApprovalJournal journal;
    private final Collection<String> channels;
    private final Duration useWithin;
    private final int places;
    private final Consumer<ApprovalRequest> onChange;

    /// @param channels names of the channels that get a card of every request
    /// @param useWithin how long a consent can be used once it is complete
    /// @param places how many requests of one asker may be pending
    /// @param onChange told of every change made through this object; must not block
    public Approvals(
            ApprovalStore store,
            ReviewerDirectory directory,
            ApprovalJournal journal,
            Collection<String> channels,
            Duration useWithin,
            int places,
            Consumer<ApprovalRequest> onChange) {
        this.store = store;
        this.directory = directory;
        this.journal = journal;
        this.channels = List.copyOf(channels);
        this.useWithin = useWithin;
        this.places = places;
        this.onChange = onChange;
    }

    /// Files a request, or joins the open one that a retry of the same command left behind.
    ///
    /// @return empty if the asker has as many pending requests as one may have
    public Optional<ApprovalRequest> ask(Question question) {
        while (true) {
            Instant now = store.now();
            ApprovalRequest draft = question.filedAt(now);
            Optional<ApprovalRequest> kept = store.file(draft, channels, places);
            if (kept.isEmpty()) {
                return kept;
            }
            if (kept.get().id().equals(draft.id())) {
                tell(List.of(new Asked(kept.get())));
                return kept;
            }
            if (!kept.get().standing().overdue(now)) {
                return kept;
            }
            settle(kept.get(), State.EXPIRED, now, ""); // one that is over, but not swept yet, is not joined
        }
    }

    /// How many requests of one asker may be pending.
    public int places() {
        return places;
    }

    public Optional<ApprovalRequest> find(String id) {
        return store.find(id);
    }

    /// Ids of pending requests, in the order of [ApprovalStore#pending].
    public List<String> pending(Optional<String> after, int limit) {
        return store.pending(after, limit);
    }

    /// Counts a verdict, or says why not.
    ///
    /// @param reviewer verified, with the groups that count now
    public Ballot vote(String id, Subject reviewer, boolean yes, String reason, String channel) {
        while (true) { // a round is lost only to another change, and a pending request takes few of them
            Optional<ApprovalRequest> found = store.find(id);
            if (found.isEmpty()) {
                return new Ballot.Rejected(new Objection(Kind.UNKNOWN_REQUEST, "There is no such approval request."));
            }
            Instant now = store.now();
            ApprovalRequest request = found.get();
            if (request.state() == State.PENDING && request.standing().overdue(now)) {
                settle(request, State.EXPIRED, now, "");
                continue;
            }
            Optional<Objection> objection = Quorum.objection(request, reviewer, yes);
            if (objection.isPresent()) {
                return new Ballot.Rejected(objection.get());
            }
            var verdict = new Verdict(reviewer, yes, reason, channel, now);
            Standing next = Quorum.after(request, verdict, consenting(request, reviewer), now.plus(useWithin));
            if (store.advance(request, next)) {
                ApprovalRequest changed = request.with(next);
                var answered = new Answered(changed, verdict);
                tell(changed.state() == State.PENDING ? List.of(answered) : List.of(answered, new Settled(changed)));
                return new Ballot.Counted(changed);
            }
        }
    }

    /// Withdraws a request that is still pending; does nothing otherwise.
    public void cancel(String id, String why) {
        Optional<ApprovalRequest> found = store.find(id);
        while (found.isPresent() && found.get().state() == State.PENDING) {
            settle(found.get(), State.CANCELLED, store.now(), why);
            found = store.find(id);
        }
    }

    /// Ends every open request whose time is over.
    public void expireOverdue() {
        for (String id : store.overdue(SWEEP_LIMIT)) {
            Instant now = store.now();
            store.find(id)
                    .filter(request -> request.standing().overdue(now))
                    .ifPresent(request -> settle(request, State.EXPIRED, now, ""));
        }
    }

    /// Uses up the consent to a request: of all who try, here or in another process, exactly one succeeds.
    ///
    /// @return empty if it is not approved (any more), was used already, or has gone stale
    public Optional<Grant> consume(String id) {
        Optional<ApprovalRequest> found = store.find(id).filter(request -> request.state() == State.APPROVED);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ApprovalRequest request = found.get();
        Instant now = store.now();
        if (request.standing().overdue(now)) {
            settle(request, State.EXPIRED, now, "");
            return Optional.empty();
        }
        Standing next = request.standing().moved(State.CONSUMED, now, "");
        if (!store.advance(request, next)) {
            return Optional.empty();
        }
        tell(List.of(new Consumed(request.with(next))));
        List<String> reviewers = next.verdicts().stream()
                .map(verdict -> verdict.reviewer().key())
                .distinct()
                .toList();
        return Optional.of(new Grant(id, request.asks(), reviewers));
    }

    private void settle(ApprovalRequest seen, State state, Instant now, String why) {
        Standing next = seen.standing().moved(state, now, why);
        if (store.advance(seen, next)) {
            tell(List.of(new Settled(seen.with(next))));
        }
    }

    /// Everybody who said yes so far, looked up once more: who has left the group since does not count.
    private List<Subject> consenting(ApprovalRequest request, Subject reviewer) {
        return Stream.concat(
                        request.standing().verdicts().stream()
                                .filter(Verdict::yes)
                                .map(directory::today),
                        Stream.of(reviewer))
                .toList();
    }

    /// Recorded before anybody who waits is woken, so that evidence of consent comes before what it was given for.
    ///
    /// @param events of one change
    private void tell(List<ApprovalEvent> events) {
        ApprovalRequest request = events.getLast().request();
        try {
            events.forEach(journal::record);
        } catch (RuntimeException e) { // what has happened cannot be taken back; consent still has to pass the PDP
            LOG.log(System.Logger.Level.ERROR, "approval " + request.id() + " could not be recorded", e);
        }
        onChange.accept(request);
    }
}
