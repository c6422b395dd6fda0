// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
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

    /// Whether a page of this very session sent a form: it carries the session's key, and the browser, if it says
    /// where it comes from, says here.
    boolean sent(HttpRequest<?> request, Form form, Session session) {
        boolean here = request.getHeaders()
                .findFirst(HttpHeaders.ORIGIN)
                .map(origin -> signIn.isPresent()
                        && origin.equals(signIn.get().settings().origin()))
                .orElse(true);
        return here && form.isOf(session);
    }

    Sessions sessions() {
        return sessions;
    }

    Optional<SignIn> signIn() {
        return signIn;
    }
}
