// SPDX-License-Identifier: Apache-2.0
package approval;

import approval.ApprovalChannel.Unreachable;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Brings cards up to date, again and again until it works. Chat being down delays cards and nothing else.
public final class CardDelivery implements Runnable {

    private static final System.Logger LOG = System.getLogger(CardDelivery.class.getName());

    /// How many calls to channels may run at once.
    private static final int MAX_IN_FLIGHT = 20;
    /// Longer than any channel takes for a call; when a process dies, another one takes its cards after this time.
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    private final CardOutbox outbox;
    private final TicketStore tickets;
    private final Map<String, ApprovalChannel> channels;
    private final Executor threads;
    private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);

    /// @param threads runs calls to channels, which block
    public CardDelivery(
            CardOutbox outbox, TicketStore tickets, Collection<ApprovalChannel> channels, Executor threads) {
        this.outbox = outbox;
        this.tickets = tickets;
        this.channels = channels.stream().collect(Collectors.toMap(ApprovalChannel::name, Function.identity()));
        this.threads = threads;
    }

    /// Starts delivering what is due and returns.
    @Override
    public void run() {
        int free = inFlight.availablePermits();
        if (free == 0) {
            return;
        }
        for (Card card : outbox.claim(free, LEASE)) {
            inFlight.acquireUninterruptibly();
            threads.execute(() -> {
                try {
                    deliver(card);
                } catch (RuntimeException e) { // such as a store that is away: the lease ends and somebody tries again
                    LOG.log(System.Logger.Level.ERROR, "a card of approval " + card.request() + " is late", e);
                } finally {
                    inFlight.release();
                }
            });
        }
    }

    private void deliver(Card card) {
        ApprovalRequest request = tickets.find(card.request()).orElseThrow();
        int version = request.standing().version();
        ApprovalChannel channel = channels.get(card.channel());
        if (channel == null || (card.place().isEmpty() && !request.state().open())) {
            outbox.abandon(card, version); // the channel was removed, or there is nothing left to answer
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
        Duration backoff = FIRST_DELAY.multipliedBy(1L << Math.min(card.attempts(), MAX_DOUBLINGS));
        Duration delay = failure.retryAfter()
                .filter(asked -> asked.compareTo(backoff) > 0)
                .orElse(backoff);
        LOG.log(
                System.Logger.Level.WARNING,
                "card of approval {0} is late, next try in {1} s: {2}",
                card.request(),
                delay.toSeconds(),
                failure.getMessage());
        outbox.postpone(card, delay);
    }
}
