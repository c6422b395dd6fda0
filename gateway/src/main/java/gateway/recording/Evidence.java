// SPDX-License-Identifier: Apache-2.0
package gateway.recording;

import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import java.util.Optional;
import policy.runtime.request.Subject;

/// Port of the line to the evidence log.
public interface Evidence {

    /// Records a decision; returns when it is durable.
    ///
    /// @throws Failure G503 if it cannot be made durable; nothing may be forwarded then
    void decided(Exchange exchange, Session session, Ruling ruling);

    /// Records how an exchange ended, and logs why its reply was cut if that is not the caller's doing. Returns at
    /// once; durable with the next group commit.
    void finished(Exchange exchange, Outcome outcome);

    /// Records an exchange that ended in a failure, before or after it was decided, and logs the cause of one
    /// that is not the caller's doing. Returns at once, never throws.
    ///
    /// @param caller empty if nobody was identified
    void failed(Exchange exchange, Optional<Subject> caller, Failure failure);
}
