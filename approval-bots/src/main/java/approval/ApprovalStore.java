// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Port: where approval requests are kept, shared by all gateways of an installation and surviving each
/// of them. Every method may throw [Unavailable].
public interface ApprovalStore {

    /// The one clock all gateways share; deadlines are compared with nothing else. Microseconds.
    Instant now();

    /// Keeps a new request, and owes each channel a card of it, in one step; unless an open request with
    /// the same fingerprint is there, which then stays the only one.
    ///
    /// @param places how many requests of one asker may be pending
    /// @return the request that is kept: the given one, or the one that was there first; empty if all the
    ///     asker's places are taken
    Optional<ApprovalRequest> file(ApprovalRequest request, Collection<String> channels, int places);

    /// Keeps a review that somebody owes for having broken the glass, and owes each channel a card of it, in one
    /// step.
    ///
    /// @param most how many reviews of one asker may wait
    /// @return false if so many wait already; nothing has changed then
    boolean owe(ApprovalRequest review, Collection<String> channels, int most);

    Optional<ApprovalRequest> find(String id);

    /// Makes the next standing the current one, if the request still stands as the caller saw it.
    ///
    /// @param seen the request as read
    /// @param next its successor, one version on
    /// @return false if somebody else was faster; nothing has changed then
    boolean advance(ApprovalRequest seen, Standing next);

    /// Counts one more use of a consent, if at this moment it is approved, its time is not over and it was used
    /// fewer times than `most`; the last use uses it up ([Standing#used]). A use that is not the last does not
    /// change the version: many may use one consent at once, and whoever revokes it need not outrun them.
    ///
    /// @return the request as it stands with this use; empty if it cannot be used
    Optional<ApprovalRequest> use(ApprovalRequest seen, int most);

    /// Ids of pending requests for consent, so that no asker's many hide another's one: of each asker the request
    /// in the first place, oldest first, then of each the one in the second. Ids only: a request holds a whole
    /// command, and many are pending at once.
    ///
    /// @param after id of the request to go on behind, which need not be pending any more
    List<String> pending(Optional<String> after, int limit);

    /// Ids of requests for consent that are pending or approved and whose time is over.
    List<String> overdue(int limit);

    /// Ids of pending requests with an escalation that has come and was not told, and of reviews that have become
    /// late.
    List<String> escalating(int limit);

    /// Ids of reviews that wait, those that are due first before others.
    List<String> reviews(int limit);

    /// How many reviews wait although their time is over.
    int lateReviews();

    /// Ids of requests that are not pending and entered their state at this moment or later.
    List<String> settledSince(Instant since);

    /// The store could not be reached or did not answer; what was to be stored may or may not be.
    final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Unavailable(Throwable cause) {
            super("the approval store is unavailable", cause);
        }
    }
}
