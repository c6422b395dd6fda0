// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import java.util.function.Predicate;
import java.util.function.Supplier;
import policy.protocols.masking.TextMask;
import policy.runtime.request.Classified;

/// What comes back from a target. Its head has arrived; its body streams past while it is written to the
/// client.
public interface Reply {

    /// This reply without what it offers and its caller could not get in any way; what is offered, and how it would
    /// be asked for, the protocol knows.
    ///
    /// @param open whether a command that is classified so may be permitted
    /// @throws Failure G114 if it is a kind of reply that makes offers, and they cannot be told
    Reply offering(Predicate<Classified> open);

    /// This reply with every text in it run through a mask. The protocol finds the texts: one mask for each
    /// text that must be read as a whole (a message assembled from many deltas is one text).
    ///
    /// @param masks makes a mask for one more text
    /// @throws Failure G114 if the texts of this reply cannot be told (an unknown encoding or shape)
    Reply masked(Supplier<TextMask> masks);
}
