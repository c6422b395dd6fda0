// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import policy.runtime.decision.Reason;

/// A refusal to be told in the protocol's own words.
///
/// @param exchange id of the exchange, so that the blocked person can cite it
/// @param revision abbreviated policy revision that decided; empty if none did
/// @param late the client did not send the rest of its command in time; protocols that have a word of their own for
///     it use that
public record Denial(Reason reason, String exchange, String revision, boolean late) {

    public Denial(Reason reason, String exchange, String revision) {
        this(reason, exchange, revision, /* late= */ false);
    }

    public Denial ofOneTooSlow() {
        return new Denial(reason, exchange, revision, /* late= */ true);
    }
}
