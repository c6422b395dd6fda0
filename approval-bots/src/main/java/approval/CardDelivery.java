// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.ApprovalChannel.Unreachable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Brings cards up to date, again and again until it works. Chat being down delays cards and nothing else.
public final class CardDelivery implements Runnable {

    private static final System.Logger LOG = System.getLogger(CardDelivery.class.getName());

    /// How many calls to channels may run at once.
    private static final int MAX_IN_FLIGHT = 20;
    /// Longer than any channel takes for a call; when a process dies, another one takes its cards after this time.
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final CardOutbox outbox;
    private final ApprovalStore approvals;
    private final Map<String, ApprovalChannel> channels;
    private final InFlight inFlight;

    /// @param threads runs calls to channels, which block
    public CardDelivery(
            CardOutbox outbox, ApprovalStore approvals, Collection<ApprovalChannel> channels, Executor threads) {
        this.outbox = outbox;
        this.approvals = approvals;
        this.channels = channels.stream().collect(Collectors.toMap(ApprovalChannel::name, Function.identity()));
        this.inFlight = new InFlight(MAX_IN_FLIGHT, threads);
    }

    /// Starts delivering what is due and returns.
    @Override
    public void run() {
        int free = inFlight.free();
        if (free > 0) {
            outbox.claim(free, LEASE).forEach(card -> inFlight.start(() -> deliver(card)));
        }
    }

    private void deliver(Card card) {
        try {
            show(card);
        } catch (RuntimeException e) { // such as a store that is away: the lease ends and somebody tries again
            LOG.log(System.Logger.Level.ERROR, "a card of approval " + card.request() + " is late", e);
        }
    }

    private void show(Card card) {
        ApprovalRequest request = approvals.find(card.request()).orElseThrow();
        int version = request.standing().version();
        ApprovalChannel channel = channels.get(card.channel());
        if (channel == null || (card.place().isEmpty() && !channel.wants(request))) {
            outbox.abandon(card, version); // the channel was removed, or has nothing to show
            return;
        }
        try {
            String place;
            if (card.place().isPresent()) {
                place = card.place().get();
                channel.update(place, request);
            } else {
                place = channel.post(request);
            }
            outbox.shown(card, place, version);
        } catch (Unreachable e) {
            retryOrAbandon(card, version, e);
        }
    }

    private void retryOrAbandon(Card card, int version, Unreachable failure) {
        if (failure.hopeless()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "gave up a card of approval {0}: {1}",
                    card.request(),
                    failure.getMessage());
            outbox.abandon(card, version);
            return;
        }
        Duration delay = failure.delay(card.attempts());
        LOG.log(
                System.Logger.Level.WARNING,
                "card of approval {0} is late, next try in {1} s: {2}",
                card.request(),
                delay.toSeconds(),
                failure.getMessage());
        outbox.postpone(card, delay);
    }
}
