// SPDX-License-Identifier: Apache-2.0
package approval.slack;

import approval.ApprovalChannel.Unreachable;
import approval.Approvals;
import approval.Ballot;
import approval.CardOutbox;
import approval.InFlight;
import approval.Objection;
import approval.ReviewerDirectory;
import approval.slack.ClickInbox.Kept;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import policy.runtime.request.Subject;

/// Turns kept clicks into verdicts, again and again until it works: who pressed must be a full member of
/// the workspace and linked to a person here; that person's groups decide. Who may not answer is told
/// so, unseen by others.
public final class ClickDesk implements Runnable {

    private static final System.Logger LOG = System.getLogger(ClickDesk.class.getName());

    private static final int MAX_IN_FLIGHT = 20;
    private static final Duration LEASE = Duration.ofSeconds(60);
    /// About half an hour; whoever pressed has long pressed again by then.
    private static final int MAX_ATTEMPTS = 60;

    private final SlackSettings settings;
    private final ClickInbox inbox;
    private final SlackApi slack;
    private final ReviewerDirectory directory;
    private final Approvals approvals;
    private final CardOutbox cards;
    private final InFlight inFlight;

    /// @param threads runs calls to Slack, which block
    public ClickDesk(
            SlackSettings settings,
            ClickInbox inbox,
            SlackApi slack,
            ReviewerDirectory directory,
            Approvals approvals,
            CardOutbox cards,
            Executor threads) {
        this.settings = settings;
        this.inbox = inbox;
        this.slack = slack;
        this.directory = directory;
        this.approvals = approvals;
        this.cards = cards;
        this.inFlight = new InFlight(MAX_IN_FLIGHT, threads);
    }

    /// Starts processing what is due and returns.
    @Override
    public void run() {
        int free = inFlight.free();
        if (free > 0) {
            inbox.claim(free, LEASE).forEach(kept -> inFlight.start(() -> process(kept)));
        }
    }

    private void process(Kept kept) {
        Click click = kept.click();
        try {
            cards.foundAt(click.request(), SlackSettings.CHANNEL, click.place());
            Optional<String> objection = vote(click);
            if (objection.isPresent()) {
                slack.whisper(click.channel(), click.user(), objection.get());
            }
            inbox.done(kept);
        } catch (Unreachable e) {
            retryOrDrop(kept, e);
        } catch (RuntimeException e) { // such as a store that is away: the lease ends and somebody tries again
            LOG.log(System.Logger.Level.ERROR, "a click on approval " + click.request() + " is late", e);
        }
    }

    /// @return why the click does not count
    private Optional<String> vote(Click click) {
        Optional<String> stranger = Membership.objection(settings, slack.user(click.user()));
        if (stranger.isPresent()) {
            return stranger;
        }
        Optional<Subject> reviewer = directory.linked(SlackSettings.CHANNEL, settings.account(click.user()));
        if (reviewer.isEmpty()) {
            return Optional.of("Your Slack account is not linked to a person here. Ask an administrator to link it.");
        }
        return switch (approvals.vote(
                click.request(), reviewer.get(), click.yes(), click.reason(), SlackSettings.CHANNEL)) {
            case Ballot.Counted counted -> Optional.empty();
            case Ballot.Rejected(Objection objection) -> Optional.of(message(click, objection));
        };
    }

    private String message(Click click, Objection objection) {
        return objection.kind() != Objection.Kind.TOO_WEAK || settings.console().isEmpty()
                ? objection.message()
                : objection.message() + " " + settings.console().get().resolve("/inbox/" + click.request());
    }

    private void retryOrDrop(Kept kept, Unreachable failure) {
        if (failure.hopeless() || kept.attempts() >= MAX_ATTEMPTS) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "gave up a click on approval {0}: {1}",
                    kept.click().request(),
                    failure.getMessage());
            inbox.done(kept);
            return;
        }
        inbox.postpone(kept, failure.delay(kept.attempts()));
    }
}
