// SPDX-License-Identifier: Apache-2.0
package gateway.transport;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What one thread waits for and an event loop gives, once.
final class Answer<T> {

    private sealed interface Told<T> {
        record Value<T>(T value) implements Told<T> {}

        record Thrown<T>(RuntimeException problem) implements Told<T> {}
    }

    private final Thread waiting = Thread.currentThread();
    private volatile @Nullable Told<T> told;

    void give(T value) {
        tell(new Told.Value<>(value));
    }

    void fail(RuntimeException problem) {
        tell(new Told.Thrown<>(problem));
    }

    private void tell(Told<T> what) {
        if (told == null) {
            told = what;
            LockSupport.unpark(waiting);
        }
    }

    /// An interrupt does not end the wait: every answer comes in bounded time, and the state of the
    /// connection must be known to whoever goes on.
    T await() {
        boolean interrupted = false;
        Told<T> result = told;
        while (result == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
            result = told;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (result) {
            case Told.Value<T>(T value) -> value;
            case Told.Thrown<T>(RuntimeException problem) -> throw problem;
        };
    }
}
