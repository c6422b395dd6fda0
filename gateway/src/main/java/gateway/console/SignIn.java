// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import gateway.console.Attempts.Attempt;
import gateway.console.Attempts.Begun;
import gateway.console.Sessions.Opened;
import gateway.exchange.Failure;
import gateway.identity.IdTokens;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// Signing in: the authorization code flow of OpenID Connect with PKCE. A code only counts with the state this process
/// gave out, in the browser it gave it to, once; and the ID token it is redeemed for passes all that a caller's token
/// passes, with the nonce of that attempt.
final class SignIn {

    private static final System.Logger LOG = System.getLogger(SignIn.class.getName());

    private final ConsoleSettings settings;
    private final Provider provider;
    private final IdTokens tokens;
    private final Attempts attempts;
    private final Sessions sessions;

    SignIn(ConsoleSettings settings, Sessions sessions, InstantSource clock) {
        this.settings = settings;
        this.provider = new Provider(settings, clock);
        this.tokens = new IdTokens(settings.issuer(), clock);
        this.attempts = new Attempts(clock);
        this.sessions = sessions;
    }

    ConsoleSettings settings() {
        return settings;
    }

    /// Signing in did not come to an end. The message is for who tried.
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }

        String told() {
            return String.valueOf(getMessage());
        }
    }

    /// @param at where to send the browser
    /// @param browser what it is to hold until it comes back
    record Sent(URI at, String browser) {}

    /// @param to which page to show afterwards
    Sent begin(String to) throws Refused {
        Begun begun = attempts.begin(to);
        try {
            return new Sent(provider.authorization(begun), begun.browser());
        } catch (IOException e) {
            throw away(e);
        }
    }

    /// @param session what the browser is to hold from now on
    record Arrived(Opened session, String to) {}

    /// What the issuer sends back (RFC 6749 section 4.1.2, RFC 9207).
    ///
    /// @param browser what the browser holds since [#begin]
    /// @param issuer who says so; empty if the issuer does not say
    record Returned(
            String browser, String state, Optional<String> code, Optional<String> error, Optional<String> issuer) {}

    Arrived complete(Returned returned) throws Refused {
        Attempt attempt = attempts.take(returned.state(), returned.browser())
                .orElseThrow(() ->
                        new Refused("This sign-in was not begun in this browser, took too long, or is over already."));
        if (returned.issuer().isPresent()
                && !returned.issuer().get().equals(settings.issuer().issuer())) {
            throw new Refused("The answer came from another issuer.");
        }
        if (returned.error().isPresent()) {
            throw new Refused(
                    "The identity provider said no: " + returned.error().get());
        }
        String code = returned.code().orElseThrow(() -> new Refused("The identity provider sent no code."));
        try {
            var who = tokens.verify(provider.redeem(code, attempt.verifier()), attempt.nonce());
            Opened opened = sessions.open(who).orElseThrow(() -> new Refused("Too many people are signed in."));
            LOG.log(System.Logger.Level.INFO, "{0} signed in", who.subject().key());
            return new Arrived(opened, attempt.to());
        } catch (Failure refused) {
            throw new Refused("The identity provider's answer is not believed: "
                    + refused.reason().message());
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static Refused away(IOException e) {
        LOG.log(System.Logger.Level.WARNING, "nobody can sign in: {0}", e.toString());
        return new Refused(
                "The identity provider cannot be asked, or did not take the code; the gateway's log says why.");
    }
}
