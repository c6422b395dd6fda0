// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;

/// What browsers hold: no script reads it, and no other site's form carries it. `Lax` and not `Strict`, so that a link
/// in a card leads to a page one is signed in at.
enum Cookies {
    /// The id of a session.
    SESSION("hpol-session"),
    /// What ties a sign-in to the browser that began it.
    ATTEMPT("hpol-sign-in");

    /// Browsers take a cookie of this name only over TLS, for this very host.
    private static final String HOST_ONLY = "__Host-";

    private final String word;

    Cookies(String word) {
        this.word = word;
    }

    private String named(boolean secure) {
        return secure ? HOST_ONLY + word : word;
    }

    /// @return empty if there is none
    String read(HttpRequest<?> request, boolean secure) {
        return request.getCookies()
                .findCookie(named(secure))
                .map(Cookie::getValue)
                .orElse("");
    }

    /// @param secure whether browsers reach this over TLS
    Cookie set(String value, Duration maxAge, boolean secure) {
        return Cookie.of(named(secure), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Lax)
                .path("/")
                .maxAge(maxAge);
    }

    Cookie cleared(boolean secure) {
        return set("", Duration.ZERO, secure);
    }
}
