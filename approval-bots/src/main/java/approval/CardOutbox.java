// SPDX-License-Identifier: Apache-2.0
package approval;

import java.time.Duration;
import java.util.List;

/// Port: which cards do not yet show how their request stands. Nothing is queued for each change: a card
/// is due as long as the version it shows is older than its request's, so cards catch up in one step, and
/// whatever was missed by a crash is due again.
public interface CardOutbox {

    /// Takes cards that are due. No other process gets them before the lease is over.
    List<Card> claim(int limit, Duration lease);

    /// Notes that a card at this place shows this version of its request.
    void shown(Card card, String place, int version);

    /// Notes that a card needs no more updates up to this version, though it may not show it.
    void abandon(Card card, int version);

    /// Tries this card again after a delay.
    void postpone(Card card, Duration delay);

    /// Another card of the request turned up, such as when a channel delivered one post twice; from now
    /// on it is updated too. Does nothing if the place is known.
    void foundAt(String request, String channel, String place);
}
