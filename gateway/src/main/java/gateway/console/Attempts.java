// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Sign-ins that were begun and have not come back from the issuer. Each comes back once, in time, and to the browser
/// that began it, or not at all.
final class Attempts {

    /// How many may be under way; one more ends the oldest. Whoever may connect can begin one.
    static final int MAX = 10_000;

    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource clock;

    /// By digest of the state, oldest first.
    private final Map<String, Attempt> open = new LinkedHashMap<>();

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// @param browser digest of what the browser that began it holds
    /// @param nonce what the ID token must hold
    /// @param verifier what redeems the code, with it (RFC 7636)
    /// @param to which page to show afterwards
    record Attempt(String browser, String nonce, String verifier, String to, Instant until) {}

    /// @param state what the issuer sends back
    /// @param browser what the browser is to hold
    record Begun(String state, String browser, Attempt attempt) {}

    synchronized Begun begin(String to) {
        if (open.size() >= MAX) {
            open.remove(open.keySet().iterator().next());
        }
        String state = Secrets.fresh();
        String browser = Secrets.fresh();
        var attempt = new Attempt(
                Secrets.digest(browser),
                Secrets.fresh(),
                Secrets.fresh(),
                to,
                clock.instant().plus(PATIENCE));
        open.put(Secrets.digest(state), attempt);
        return new Begun(state, browser, attempt);
    }

    /// Takes an attempt, which then is over, whatever becomes of it.
    synchronized Optional<Attempt> take(String state, String browser) {
        Instant now = clock.instant();
        return Optional.ofNullable(open.remove(Secrets.digest(state)))
                .filter(attempt ->
                        now.isBefore(attempt.until()) && attempt.browser().equals(Secrets.digest(browser)));
    }
}
