// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.ApprovalEvent.BreakGlassRefused;
import approval.ApprovalEvent.BrokeGlass;
import approval.ApprovalRequest.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Grant;

/// Going ahead without waiting, for those whom a rule lets, at the price of a loud record and a review that is due.
/// Who that is says [BreakGlass].
public final class Emergencies {

    /// How many reviews of one asker may wait: whoever goes ahead so often is not looked after any more.
    public static final int MAX_WAITING = 200;

    private final ApprovalStore store;
    private final ApprovalJournal journal;
    private final Collection<String> channels;
    private final Consumer<ApprovalRequest> onChange;

    Emergencies(
            ApprovalStore store,
            ApprovalJournal journal,
            Collection<String> channels,
            Consumer<ApprovalRequest> onChange) {
        this.store = store;
        this.journal = journal;
        this.channels = channels;
        this.onChange = onChange;
    }

    /// Files the review of what is about to run and puts it on record. Nothing may run before this returns.
    ///
    /// @param question what would have been asked
    /// @param reviews as [BreakGlass#reviews] says
    /// @return what stands in for consent; empty if too many reviews of the caller wait
    /// @throws RuntimeException if it cannot be put on record; nothing may run then
    public Optional<Grant> goAhead(Question question, List<Ask> reviews) {
        ApprovalRequest review = question.asking(reviews).filedAt(store.now(), Kind.REVIEW);
        if (!store.owe(review, channels, MAX_WAITING)) {
            return Optional.empty();
        }
        journal.record(new BrokeGlass(review));
        onChange.accept(review);
        return Optional.of(new Grant(review.id(), question.asks(), List.of()));
    }

    /// Puts on record that somebody wanted to go ahead whom no rule lets.
    ///
    /// @param request what waits instead
    public void refused(ApprovalRequest request, String exchange, String why) {
        journal.record(new BreakGlassRefused(request, exchange, why));
    }

    /// How many reviews wait although their time is over.
    public int late() {
        return store.lateReviews();
    }
}
