// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.ApprovalEvent.Answered;
import approval.ApprovalEvent.Asked;
import approval.ApprovalEvent.Escalated;
import approval.ApprovalEvent.ReviewLate;
import approval.ApprovalEvent.Revoked;
import approval.ApprovalEvent.Settled;
import approval.ApprovalEvent.Used;
import approval.ApprovalRequest.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import policy.runtime.decision.ApprovalTerms.Assurance;
import policy.runtime.decision.Grant;
import policy.runtime.request.Subject;

/// The life of approval requests: asked, answered, escalated, settled, used, revoked. [Emergencies] begins the life of
/// reviews; from there on they are answered here, too.
///
/// Every step reads the request, judges it with the pure rules of [Quorum], [Escalations], [Revocation] and [State],
/// and is made by one conditional update; whoever loses a race reads again and judges anew, so losers learn who won.
/// Deadlines are the store's clock's.
public final class Approvals {

    private static final System.Logger LOG = System.getLogger(Approvals.class.getName());

    /// How many requests whose time has come one sweep takes.
    private static final int SWEEP_LIMIT = 500;

    private final ApprovalStore store;
    private final ReviewerDirectory directory;
    private final ApprovalJournal journal;
    private final Collection<String> channels;
    private final Duration useWithin;
    private final int places;
    private final Consumer<ApprovalRequest> onChange;

    /// @param channels names of the channels that get a card of every request
    /// @param useWithin how long a consent to one execution can be used once it is complete
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
            ApprovalRequest draft = question.filedAt(now, Kind.CONSENT);
            Optional<ApprovalRequest> kept = store.file(draft, channels, places);
            if (kept.isEmpty()) {
                return kept;
            }
            if (kept.get().id().equals(draft.id())) {
                tell(new Asked(kept.get()));
                return kept;
            }
            if (!kept.get().overdue(now)) {
                return kept;
            }
            settle(kept.get(), State.EXPIRED, now, ""); // one that is over, but not swept yet, is not joined
        }
    }

    /// How many requests of one asker may be pending.
    public int places() {
        return places;
    }

    /// What begins reviews, for the same store and channels.
    public Emergencies emergencies() {
        return new Emergencies(store, journal, channels, onChange);
    }

    public Optional<ApprovalRequest> find(String id) {
        return store.find(id);
    }

    /// Ids of pending requests for consent, in the order of [ApprovalStore#pending].
    public List<String> pending(Optional<String> after, int limit) {
        return store.pending(after, limit);
    }

    /// Ids of reviews that wait, those that are due first before others.
    public List<String> reviews(int limit) {
        return store.reviews(limit);
    }

    /// Counts a verdict of somebody who is known as surely as people of this channel are, or says why not.
    ///
    /// @param reviewer verified, with the groups that count now
    public Ballot vote(String id, Subject reviewer, boolean yes, String reason, String channel) {
        return vote(id, reviewer, yes, reason, channel, Verdict.assurance(channel));
    }

    /// Counts a verdict, or says why not.
    ///
    /// @param reviewer verified, with the groups that count now
    /// @param assurance how surely the reviewer is known
    public Ballot vote(String id, Subject reviewer, boolean yes, String reason, String channel, Assurance assurance) {
        while (true) { // a round is lost only to another change, and a pending request takes few of them
            Optional<ApprovalRequest> found = store.find(id);
            if (found.isEmpty()) {
                return unknown();
            }
            Instant now = store.now();
            ApprovalRequest request = found.get();
            if (hasCome(request, now)) {
                continue;
            }
            var verdict = new Verdict(reviewer, yes, reason, channel, assurance, now);
            Optional<Objection> objection = Quorum.objection(request, verdict);
            if (objection.isPresent()) {
                return new Ballot.Rejected(objection.get());
            }
            Instant useUntil = now.plus(request.scope().lasts().orElse(useWithin));
            Standing next = Quorum.after(request, verdict, consenting(request, verdict), useUntil);
            if (store.advance(request, next)) {
                ApprovalRequest changed = request.with(next);
                var answered = new Answered(changed, verdict);
                if (changed.state() == State.PENDING) {
                    tell(answered);
                } else {
                    tell(answered, new Settled(changed));
                }
                return new Ballot.Counted(changed);
            }
        }
    }

    /// Takes a consent back: nobody uses it from now on, and what runs under it is to be cut.
    ///
    /// @param by verified, with the groups that count now
    public Ballot revoke(String id, Subject by, String why) {
        while (true) { // a round is lost only to another change, and an approved request takes two at most
            Optional<ApprovalRequest> found = store.find(id);
            if (found.isEmpty()) {
                return unknown();
            }
            Instant now = store.now();
            ApprovalRequest request = found.get();
            if (hasCome(request, now)) {
                continue;
            }
            Optional<Objection> objection = Revocation.objection(request, by, now);
            if (objection.isPresent()) {
                return new Ballot.Rejected(objection.get());
            }
            String note = why.isBlank() ? "by " + by.name() : "by %s: %s".formatted(by.name(), why);
            Standing next = request.standing().moved(State.REVOKED, now, note);
            if (store.advance(request, next)) {
                ApprovalRequest revoked = store.find(id).orElse(request.with(next)); // with the uses until then
                tell(new Revoked(revoked, by.key(), why));
                return new Ballot.Counted(revoked);
            }
        }
    }

    /// Why this person cannot take this consent back now; empty if they can.
    public Optional<Objection> objectionToRevoking(ApprovalRequest request, Subject by) {
        return Revocation.objection(request, by, store.now());
    }

    /// Why a verdict of this person would not count now; empty if it would.
    ///
    /// @param reviewer verified, with the groups that count now
    public Optional<Objection> objectionToVoting(
            ApprovalRequest request, Subject reviewer, boolean yes, String channel) {
        return Quorum.objection(request, new Verdict(reviewer, yes, "", channel, store.now()));
    }

    private static Ballot unknown() {
        return new Ballot.Rejected(new Objection(Objection.Kind.UNKNOWN_REQUEST, "There is no such approval request."));
    }

    /// Withdraws a request that is still pending; does nothing otherwise.
    public void cancel(String id, String why) {
        Optional<ApprovalRequest> found = store.find(id);
        while (found.isPresent()
                && found.get().kind() == Kind.CONSENT
                && found.get().state() == State.PENDING) {
            Instant now = store.now();
            boolean over = found.get().overdue(now);
            settle(found.get(), over ? State.EXPIRED : State.CANCELLED, now, over ? "" : why);
            found = store.find(id);
        }
    }

    /// Ends every open request whose time is over.
    public void expireOverdue() {
        for (String id : store.overdue(SWEEP_LIMIT)) {
            Instant now = store.now();
            store.find(id)
                    .filter(request -> request.overdue(now))
                    .ifPresent(request -> settle(request, State.EXPIRED, now, ""));
        }
    }

    /// Tells escalations and late reviews whose moment has come.
    public void escalateDue() {
        for (String id : store.escalating(SWEEP_LIMIT)) {
            Instant now = store.now();
            store.find(id).ifPresent(request -> escalate(request, now));
        }
    }

    /// Uses a consent once: if it is good for one execution, of all who try, here or in another process, exactly
    /// one succeeds.
    ///
    /// @param exchange id of the exchange that will run under it
    /// @param digest of what exactly will run
    /// @return empty if there is no such consent, or no longer
    public Optional<Use> use(String id, String exchange, String digest) {
        Optional<ApprovalRequest> found = store.find(id).filter(request -> request.kind() == Kind.CONSENT);
        if (found.isEmpty() || found.get().state() != State.APPROVED) {
            return Optional.empty();
        }
        Instant now = store.now();
        if (found.get().overdue(now)) {
            settle(found.get(), State.EXPIRED, now, "");
            return Optional.empty();
        }
        Scope scope = found.get().scope();
        Optional<ApprovalRequest> used = store.use(found.get(), scope.uses());
        used.ifPresent(request -> {
            var event = new Used(request, exchange, digest);
            if (request.state() == State.CONSUMED) {
                tell(event);
            } else {
                record(List.of(event)); // nothing on a card says how often, so none is late
            }
        });
        return used.map(request -> new Use(
                grant(request),
                scope.lasts().map(_ -> Duration.between(now, request.standing().until()))));
    }

    private static Grant grant(ApprovalRequest request) {
        List<String> reviewers = request.standing().verdicts().stream()
                .map(verdict -> verdict.reviewer().key())
                .distinct()
                .toList();
        return new Grant(request.id(), request.asks(), reviewers);
    }

    /// Does what time alone has made due, so that a request is judged as the clock says and not as the last sweep
    /// left it.
    private boolean hasCome(ApprovalRequest request, Instant now) {
        if (request.overdue(now)) {
            settle(request, State.EXPIRED, now, "");
            return true;
        }
        return escalate(request, now);
    }

    /// @return whether there was something to tell; it may have been told by somebody else meanwhile
    private boolean escalate(ApprovalRequest request, Instant now) {
        Optional<Instant> due = request.state() == State.PENDING && !request.overdue(now)
                ? Escalations.due(request, now)
                : Optional.empty();
        due.map(request.standing()::told)
                .filter(next -> store.advance(request, next))
                .ifPresent(next -> {
                    ApprovalRequest told = request.with(next);
                    tell(
                            switch (request.kind()) {
                                case CONSENT -> new Escalated(told);
                                case REVIEW -> new ReviewLate(told);
                            });
                });
        return due.isPresent();
    }

    private void settle(ApprovalRequest seen, State state, Instant now, String why) {
        Standing next = seen.standing().moved(state, now, why);
        if (store.advance(seen, next)) {
            tell(new Settled(seen.with(next)));
        }
    }

    /// Every yes so far, each of its reviewer looked up once more: who has left the group since does not count.
    private List<Verdict> consenting(ApprovalRequest request, Verdict last) {
        return Stream.concat(
                        request.standing().verdicts().stream()
                                .filter(Verdict::yes)
                                .map(verdict -> verdict.by(directory.today(verdict))),
                        Stream.of(last))
                .toList();
    }

    /// Recorded before anybody who waits is woken, so that evidence of consent comes before what it was given for.
    ///
    /// @param events of one change
    private void tell(ApprovalEvent... events) {
        record(List.of(events));
        onChange.accept(events[events.length - 1].request());
    }

    private void record(List<ApprovalEvent> events) {
        try {
            events.forEach(journal::record);
        } catch (RuntimeException e) { // what has happened cannot be taken back; consent still has to pass the PDP
            LOG.log(
                    System.Logger.Level.ERROR,
                    "approval " + events.getLast().request().id() + " could not be recorded",
                    e);
        }
    }
}
