// SPDX-License-Identifier: Apache-2.0
package gateway.protocol;

import java.time.Duration;

/// How long a client can bear to wait for reviewers before it must be given an answer.
///
/// @param silent how long without any sign that it is waited for
/// @param inAll how long if it is shown such signs from then on; the same as `silent` where there are none
public record Patience(Duration silent, Duration inAll) {

    /// @throws IllegalArgumentException if a wait is shorter in all than its silent part
    public Patience {
        if (inAll.compareTo(silent) < 0) {
            throw new IllegalArgumentException("a wait of " + inAll + " of which " + silent + " are silent");
        }
    }

    /// That of a client that can be shown nothing while it waits.
    public static Patience silent(Duration wait) {
        return new Patience(wait, wait);
    }

    /// The same, cut to what the gateway itself can bear.
    public Patience atMost(Duration limit) {
        return new Patience(shorter(silent, limit), shorter(inAll, limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
