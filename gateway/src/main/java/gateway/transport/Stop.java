// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import gateway.exchange.Failure;
import org.jspecify.annotations.Nullable;

/// Why the request being served must not go on, once somebody has said so. Confined to its event loop.
final class Stop {

    private @Nullable Failure why;

    void because(Failure because) {
        why = because;
    }

    /// Another request is served now.
    void forget() {
        why = null;
    }

    /// @return whether there is nothing more to do than to fail
    boolean fails(Answer<?> answer) {
        Failure because = why;
        if (because != null) {
            answer.fail(because);
        }
        return because != null;
    }
}
