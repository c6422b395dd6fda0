// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/// The frame of every page, and what every answer tells the browser: no script, nothing from elsewhere, in nobody's
/// frame, kept nowhere.
final class Page {

    private static final String STYLE = style();

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self';".formatted(sha256(STYLE))
                    + " base-uri 'none'; frame-ancestors 'none'";

    private static final String FRAME = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{} · hpol</title>
        <style>{}</style>
        </head>
        <body>
        <header><a href="/inbox">hpol inbox</a>{}</header>
        <main>
        {}
        </main>
        </body>
        </html>
        """;

    private static final String SIGNED_IN = """
        <form method="post" action="/sign-out">
        <input type="hidden" name="key" value="{}">
        <span>{}</span>
        <button class="quiet">Sign out</button>
        </form>\
        """;

    private Page() {}

    /// @param title what the browser calls it
    /// @param reader who is signed in, if anybody is
    static MutableHttpResponse<String> of(HttpStatus status, String title, Optional<Session> reader, Html content) {
        Html who = reader.map(session ->
                        Html.of(SIGNED_IN, session.formKey(), session.subject().name()))
                .orElse(Html.NOTHING);
        String page = Html.of(FRAME, title, new Html(STYLE), who, content).text();
        return guarded(HttpResponse.status(status))
                .contentType(MediaType.TEXT_HTML + ";charset=utf-8")
                .body(page);
    }

    /// A page that only says something.
    static MutableHttpResponse<String> notice(HttpStatus status, String title, Html words) {
        return of(status, title, Optional.empty(), Html.of("<h1>{}</h1>\n{}", title, words));
    }

    /// Leads on, by GET.
    static MutableHttpResponse<String> on(URI to) {
        return guarded(HttpResponse.<String>seeOther(to));
    }

    /// Referrers stay on this site and are not left out: without them, browsers say of a form that it comes from
    /// `null`.
    private static <T> MutableHttpResponse<T> guarded(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("X-Robots-Tag", "noindex");
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("style.css"), "style.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the inbox's style cannot be read", e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
