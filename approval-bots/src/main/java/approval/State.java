// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.Locale;

/// Where an approval request stands: `pending -> approved | denied | expired | cancelled`; `approved -> consumed` when
/// it was used as often as it may be, `approved -> expired` when its time is over; and `revoked`, which also ends what
/// still runs under a consent that was used up.
public enum State {
    /// Waits for people.
    PENDING,
    /// Enough people said yes; good for execution.
    APPROVED,
    /// Somebody said no.
    DENIED,
    /// Nobody answered, or nobody used the answer, in time; or the time of a consent that lasts is over.
    EXPIRED,
    /// Withdrawn before it was decided.
    CANCELLED,
    /// The consent was used up.
    CONSUMED,
    /// Taken back after it was given.
    REVOKED;

    public boolean leadsTo(State next) {
        return switch (this) {
            case PENDING -> next == APPROVED || next == DENIED || next == EXPIRED || next == CANCELLED;
            case APPROVED -> next == CONSUMED || next == EXPIRED || next == REVOKED;
            case CONSUMED -> next == REVOKED;
            case DENIED, EXPIRED, CANCELLED, REVOKED -> false;
        };
    }

    /// Whether a retry of the same request may still join.
    public boolean open() {
        return switch (this) {
            case PENDING, APPROVED -> true;
            case DENIED, EXPIRED, CANCELLED, CONSUMED, REVOKED -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
