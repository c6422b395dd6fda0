// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Port: a place where people read cards and answer them. Calls may block; a failure is a [Unreachable].
public interface ApprovalChannel {

    /// A short stable name, such as `slack`; verdicts and cards are filed under it.
    String name();

    /// Whether a card that is not there yet should be, as the request stands now.
    default boolean wants(ApprovalRequest request) {
        return request.state().open();
    }

    /// Puts up a card that shows how the request stands now.
    ///
    /// @return where the card is, for [#update]
    String post(ApprovalRequest request);

    /// Makes the card at this place show how the request stands now.
    void update(String place, ApprovalRequest request);

    /// The channel did not take a card.
    final class Unreachable extends RuntimeException {

        private static final long serialVersionUID = 1;

        private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
        private static final int MAX_DOUBLINGS = 5;

        private final transient Optional<Duration> retryAfter;
        private final boolean hopeless;

        private Unreachable(
                String message, Optional<Duration> retryAfter, boolean hopeless, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
            this.hopeless = hopeless;
        }

        /// It may work later.
        ///
        /// @param retryAfter how long the channel wants to be left alone, if it said so
        public static Unreachable forNow(String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
            return new Unreachable(message, retryAfter, false, cause);
        }

        /// Trying this card again would change nothing: it is gone, or not wanted as it is.
        public static Unreachable forGood(String message, @Nullable Throwable cause) {
            return new Unreachable(message, Optional.empty(), true, cause);
        }

        /// How long to wait before the next try: longer each time, and as long as the channel asks for.
        ///
        /// @param attempts how often it was tried before
        public Duration delay(int attempts) {
            Duration backoff = FIRST_DELAY.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
            return retryAfter.filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
        }

        public boolean hopeless() {
            return hopeless;
        }
    }
}
