// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import java.time.InstantSource;
import java.util.Optional;

/// Who is signed in, and how others can.
public final class Console {

    private final InstantSource clock;
    private final Sessions sessions;
    private final Optional<SignIn> signIn;

    /// @param settings empty if the configuration does not say how to sign in; then the inbox only tells that
    public Console(Optional<ConsoleSettings> settings, InstantSource clock) {
        this.clock = clock;
        this.sessions = new Sessions(clock);
        this.signIn = settings.map(how -> new SignIn(how, sessions, clock));
    }

    InstantSource clock() {
        return clock;
    }

    Sessions sessions() {
        return sessions;
    }

    Optional<SignIn> signIn() {
        return signIn;
    }
}
