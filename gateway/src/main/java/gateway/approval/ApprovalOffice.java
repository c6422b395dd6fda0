// SPDX-License-Identifier: Apache-2.0
package gateway.approval;

import approval.ApprovalChannel;
import approval.ApprovalJournal;
import approval.ApprovalRequest;
import approval.ApprovalStore;
import approval.Approvals;
import approval.CardDelivery;
import approval.CardOutbox;
import approval.Rounds;
import approval.slack.ClickInbox;
import approval.slack.SignatureLedger;
import approval.slack.SlackEvents;
import approval.slack.SlackSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Everything approvals need, put together and running until closed.
public final class ApprovalOffice implements AutoCloseable {

    /// How long a late card, a kept click or a verdict given elsewhere waits at most to be looked after.
    /// What happens in this process does not wait.
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Rounds rounds = new Rounds();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Waiters waiters = new Waiters();
    private final Runs runs = new Runs();
    private final Approvals approvals;
    private final HoldingDesk desk;
    private final LateReviews lateReviews;
    private final Optional<SlackBranch> slack;

    /// Where approvals are kept.
    public record Stores(ApprovalStore approvals, CardOutbox cards, ClickInbox clicks, SignatureLedger signatures) {}

    /// @throws IllegalArgumentException if the settings contradict each other
    public ApprovalOffice(Stores stores, ApprovalSettings settings, ApprovalJournal journal, InstantSource clock) {
        var directory =
                new ConfiguredReviewers(settings.reviewers(), settings.slack().map(SlackSettings::teamId));
        List<String> channels = settings.slack().isPresent() ? SlackBranch.CHANNELS : List.of();
        approvals = new Approvals(
                stores.approvals(),
                directory,
                journal,
                channels,
                settings.useWithin(),
                settings.maxPending(),
                this::changed);
        lateReviews = new LateReviews(approvals.emergencies());
        desk = new HoldingDesk(approvals, waiters, runs, settings.maxHeld(), settings.maxHold(), settings.console());
        var errands = new ArrayList<Runnable>();
        errands.add(new SettledElsewhere(stores.approvals(), waiters, runs));
        errands.add(approvals::expireOverdue);
        errands.add(approvals::escalateDue);
        errands.add(lateReviews);
        slack = settings.slack()
                .map(in -> new SlackBranch(in, stores, directory, approvals, rounds::soon, threads, clock));
        slack.stream().flatMap(SlackBranch::errands).forEach(errands::add);
        List<ApprovalChannel> open = slack.map(SlackBranch::channels).orElse(List.of());
        errands.add(new CardDelivery(stores.cards(), stores.approvals(), open, threads));
        rounds.start(ROUND, errands);
    }

    public Approvals approvals() {
        return approvals;
    }

    public ApprovalDesk desk() {
        return desk;
    }

    public LateReviews lateReviews() {
        return lateReviews;
    }

    /// Where Slack's requests go, if there is Slack and it sends any.
    public Optional<SlackEvents> slackEvents() {
        return slack.flatMap(SlackBranch::events);
    }

    /// Ends all waits, as where a client's patience ends: those who waited are told to send their requests again,
    /// which stay pending. For a gateway that stops: the next start, or another gateway, answers them.
    public void release() {
        waiters.stop();
    }

    @Override
    public void close() {
        rounds.close();
        slack.ifPresent(SlackBranch::close);
        threads.shutdown();
    }

    private void changed(ApprovalRequest request) {
        waiters.wake(request.id());
        runs.changed(request);
        rounds.soon(); // its cards are late now
    }
}
