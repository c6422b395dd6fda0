// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalRequest;
import approval.ApprovalRequest.Kind;
import approval.ApprovalStore;
import approval.Standing;
import approval.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What a store is to do, in a map, with a clock that is set by hand. Cards and places are not its concern.
public final class MemoryStore implements ApprovalStore {

    private final Map<String, ApprovalRequest> all = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    public synchronized void clear() {
        all.clear();
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Optional<ApprovalRequest> file(
            ApprovalRequest request, Collection<String> channels, int places) {
        Optional<ApprovalRequest> open = all.values().stream()
                .filter(other -> other.kind() == Kind.CONSENT && other.state().open())
                .filter(other -> other.fingerprint().equals(request.fingerprint()))
                .findFirst();
        if (open.isEmpty()) {
            all.put(request.id(), request);
        }
        return open.or(() -> Optional.of(request));
    }

    @Override
    public synchronized boolean owe(ApprovalRequest review, Collection<String> channels, int most) {
        boolean free = reviews(Integer.MAX_VALUE).size() < most;
        if (free) {
            all.put(review.id(), review);
        }
        return free;
    }

    @Override
    public synchronized Optional<ApprovalRequest> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public synchronized boolean advance(ApprovalRequest seen, Standing next) {
        Standing present = find(seen.id()).orElseThrow().standing();
        if (present.version() != seen.standing().version() || present.state() != seen.state()) {
            return false;
        }
        var changed = new Standing(
                next.state(),
                next.since(),
                next.until(),
                next.verdicts(),
                next.note(),
                next.version(),
                present.uses(),
                next.escalated());
        all.put(seen.id(), seen.with(changed));
        return true;
    }

    @Override
    public synchronized Optional<ApprovalRequest> use(ApprovalRequest seen, int most) {
        return find(seen.id())
                .filter(request -> request.kind() == Kind.CONSENT && request.state() == State.APPROVED)
                .filter(request -> request.standing().uses() < most && !request.overdue(now))
                .map(request ->
                        request.with(request.standing().used(request.standing().uses() + 1 >= most, now)))
                .map(request -> {
                    all.put(request.id(), request);
                    return request;
                });
    }

    @Override
    public List<String> pending(Optional<String> after, int limit) {
        return ids(request -> request.kind() == Kind.CONSENT && request.state() == State.PENDING);
    }

    @Override
    public List<String> overdue(int limit) {
        return ids(request -> request.overdue(now));
    }

    @Override
    public List<String> escalating(int limit) {
        return ids(request ->
                request.nextEscalation().filter(moment -> !moment.isAfter(now)).isPresent());
    }

    @Override
    public List<String> reviews(int limit) {
        return ids(request -> request.kind() == Kind.REVIEW && request.state() == State.PENDING);
    }

    @Override
    public int lateReviews() {
        return ids(request -> request.kind() == Kind.REVIEW
                        && request.state() == State.PENDING
                        && request.standing().overdue(now))
                .size();
    }

    @Override
    public List<String> settledSince(Instant since) {
        return ids(request ->
                request.state() != State.PENDING && !request.standing().since().isBefore(since));
    }

    private synchronized List<String> ids(Predicate<ApprovalRequest> which) {
        return all.values().stream().filter(which).map(ApprovalRequest::id).toList();
    }
}
