// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import org.jspecify.annotations.Nullable;

/// What to do when a client leaves while somebody else is waited for. Confined to its event loop; what is to be done
/// runs on a thread of its own.
final class Departure {

    private @Nullable Runnable toDo;

    void watch(Runnable withdraw) {
        toDo = withdraw;
    }

    /// Nobody is waited for any more.
    void forget() {
        toDo = null;
    }

    /// The client has left.
    void happened() {
        Runnable withdraw = toDo;
        toDo = null;
        if (withdraw != null) {
            Thread.ofVirtual().name("departed").start(withdraw);
        }
    }
}
