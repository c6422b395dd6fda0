// SPDX-License-Identifier: Apache-2.0
package approval;

import java.util.Locale;

/// Where an approval request stands: `pending -> approved | denied | expired | cancelled`, and `approved
/// -> consumed`, or `approved -> expired` when nobody came to use the consent in time.
public enum State {
    /// Waits for people.
    PENDING,
    /// Enough people said yes; good for one execution.
    APPROVED,
    /// Somebody said no.
    DENIED,
    /// Nobody answered, or nobody used the answer, in time.
    EXPIRED,
    /// Withdrawn before it was decided.
    CANCELLED,
    /// The consent was used.
    CONSUMED;

    public boolean leadsTo(State next) {
        return switch (this) {
            case PENDING -> next != PENDING && next != CONSUMED;
            case APPROVED -> next == CONSUMED || next == EXPIRED;
            case DENIED, EXPIRED, CANCELLED, CONSUMED -> false;
        };
    }

    /// Whether a retry of the same request may still join.
    public boolean open() {
        return switch (this) {
            case PENDING, APPROVED -> true;
            case DENIED, EXPIRED, CANCELLED, CONSUMED -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
