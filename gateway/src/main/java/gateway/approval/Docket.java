// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalRequest;
import approval.Approvals;
import approval.Ballot;
import approval.Objection;
import approval.Quorum;
import approval.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import policy.runtime.request.Subject;

/// The approval requests that concern somebody: who may answer one, or has asked it. A request shows what somebody was
/// about to send, so whom it does not concern learns neither that it is there nor what became of it.
public final class Docket {

    /// How many requests, of which some do not concern whoever looks, are read for one page.
    public static final int LOOKED_THROUGH = 2000;

    /// How long a reviewer's words may be, in characters.
    public static final int REASON_MAX = 1000;

    /// What is said of a request that is not there, and of one that is and concerns others.
    public static final String NOT_FOR_YOU = "There is no such approval request for you.";

    private final Approvals approvals;

    public Docket(Approvals approvals) {
        this.approvals = approvals;
    }

    /// @param after id of the request to go on behind, if there may be more
    public record Page<T>(List<T> lines, Optional<String> after) {}

    /// Pending requests that concern somebody: of everybody the first one, then of everybody the second. Requests
    /// are read one by one, and what is kept of each is small: hundreds of whole commands would not fit.
    ///
    /// @param after id of the request to go on behind
    /// @param line what is kept of a request
    public <T> Page<T> pending(Subject reader, Optional<String> after, int limit, Function<ApprovalRequest, T> line) {
        var page = new ArrayList<T>();
        List<String> ids = approvals.pending(after, LOOKED_THROUGH);
        int looked = 0;
        while (looked < ids.size() && page.size() < limit) {
            waiting(ids.get(looked++), reader).map(line).ifPresent(page::add);
        }
        boolean more = looked < ids.size() || looked == LOOKED_THROUGH;
        return new Page<>(page, more ? Optional.of(ids.get(looked - 1)) : Optional.empty());
    }

    /// Reviews that wait and concern somebody, those that are due first before others: somebody went ahead without
    /// approval, and it has not been looked at.
    public <T> List<T> reviews(Subject reader, int limit, Function<ApprovalRequest, T> line) {
        return approvals.reviews(LOOKED_THROUGH).stream()
                .flatMap(id -> waiting(id, reader).stream())
                .limit(limit)
                .map(line)
                .toList();
    }

    private Optional<ApprovalRequest> waiting(String id, Subject reader) {
        return find(id, reader).filter(request -> request.state() == State.PENDING);
    }

    /// @return empty, too, if it does not concern the reader
    public Optional<ApprovalRequest> find(String id, Subject reader) {
        return approvals.find(id).filter(request -> Quorum.asks(request, reader) || request.isRequester(reader));
    }

    /// @param channel by which the answer came, as in [approval.Verdict]
    public Ballot vote(String id, Subject reviewer, boolean yes, String reason, String channel) {
        return told(id, reviewer, () -> approvals.vote(id, reviewer, yes, reason, channel));
    }

    /// Takes an approval back; what still runs under it is cut.
    public Ballot revoke(String id, Subject by, String reason) {
        return told(id, by, () -> approvals.revoke(id, by, reason));
    }

    private Ballot told(String id, Subject reader, Supplier<Ballot> said) {
        return find(id, reader).isPresent()
                ? said.get()
                : new Ballot.Rejected(new Objection(Objection.Kind.UNKNOWN_REQUEST, NOT_FOR_YOU));
    }

    /// Why a vote of this person would not count now; empty if it would.
    public Optional<Objection> objectionToVoting(
            ApprovalRequest request, Subject reviewer, boolean yes, String channel) {
        return approvals.objectionToVoting(request, reviewer, yes, channel);
    }

    /// Why this person cannot take this approval back now; empty if they can.
    public Optional<Objection> objectionToRevoking(ApprovalRequest request, Subject by) {
        return approvals.objectionToRevoking(request, by);
    }

    /// What is wrong with a reviewer's words; empty if they can be taken as they are.
    public static Optional<String> fault(String words) {
        if (words.length() > REASON_MAX) {
            return Optional.of("reason: must have at most %d characters".formatted(REASON_MAX));
        }
        return words.chars().anyMatch(Character::isISOControl)
                ? Optional.of("reason: must be one line without control characters")
                : Optional.empty();
    }
}
