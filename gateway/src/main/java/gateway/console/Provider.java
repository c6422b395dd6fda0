// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gateway.console.Attempts.Begun;
import gateway.console.ConsoleSettings.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The issuer as a provider of OpenID Connect: where browsers are sent, and what a code is good for. Only what the
/// configuration names is asked, and what the issuer publishes there; redirects are not followed.
final class Provider {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;

    /// For how long what the issuer has published is believed.
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final JsonMapper JSON = new JsonMapper();

    private final ConsoleSettings settings;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .build();
    private volatile Published published = new Published(null, Instant.EPOCH);

    private record Published(@Nullable Endpoints endpoints, Instant read) {}

    Provider(ConsoleSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// The issuer cannot be asked, or says no. The message is for the log.
    static final class Unavailable extends IOException {

        private static final long serialVersionUID = 1;

        Unavailable(String message) {
            super(message);
        }
    }

    /// Where the browser signs in (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
    URI authorization(Begun begun) throws IOException {
        var question = new LinkedHashMap<String, String>();
        question.put("response_type", "code");
        question.put("client_id", settings.client());
        question.put("redirect_uri", settings.returnTo().toString());
        question.put("scope", scopes());
        question.put("state", begun.state());
        question.put("nonce", begun.attempt().nonce());
        question.put("code_challenge", Secrets.digest(begun.attempt().verifier()));
        question.put("code_challenge_method", "S256");
        URI endpoint = endpoints().authorization();
        String joint = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + joint + encoded(question));
    }

    private String scopes() {
        return Stream.concat(Stream.of("openid"), settings.scopes().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /// Redeems a code (RFC 6749 section 4.1.3).
    ///
    /// @return the ID token, which is not yet verified
    String redeem(String code, String verifier) throws IOException {
        Endpoints endpoints = endpoints();
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", settings.returnTo().toString());
        form.put("code_verifier", verifier);
        var request =
                HttpRequest.newBuilder(endpoints.token()).header("content-type", "application/x-www-form-urlencoded");
        if (settings.secret().isEmpty() || endpoints.secretInForm()) {
            form.put("client_id", settings.client());
            settings.secret().ifPresent(secret -> form.put("client_secret", secret));
        } else {
            String proof =
                    encoded(settings.client()) + ":" + encoded(settings.secret().get());
            request.header(
                    "authorization",
                    "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode token =
                asked(request.POST(BodyPublishers.ofString(encoded(form)))).path("id_token");
        if (!token.isTextual()) {
            throw new Unavailable("the answer holds no ID token; is `openid` a scope of this client?");
        }
        return token.textValue();
    }

    private Endpoints endpoints() throws IOException {
        if (settings.endpoints().isPresent()) {
            return settings.endpoints().get();
        }
        Published known = published;
        if (known.endpoints() != null && clock.instant().isBefore(known.read().plus(GOOD_FOR))) {
            return known.endpoints();
        }
        Endpoints found = discovered();
        published = new Published(found, clock.instant());
        return found;
    }

    /// OpenID Connect Discovery 1.0 section 4.
    private Endpoints discovered() throws IOException {
        String issuer = settings.issuer().issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        JsonNode document = asked(HttpRequest.newBuilder(URI.create(base + DISCOVERY)));
        if (!document.path("issuer").asText().equals(issuer)) {
            throw new Unavailable("what is published at " + base + DISCOVERY + " is another issuer's");
        }
        boolean secure = issuer.startsWith("https:");
        JsonNode ways = document.path("token_endpoint_auth_methods_supported");
        boolean form = ways.isArray() && !holds(ways, "client_secret_basic") && holds(ways, "client_secret_post");
        return new Endpoints(
                endpoint(document, "authorization_endpoint", secure),
                endpoint(document, "token_endpoint", secure),
                form);
    }

    private static boolean holds(JsonNode texts, String wanted) {
        for (JsonNode text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /// @param secure whether the issuer is reached over TLS; then nothing it names is reached without
    private static URI endpoint(JsonNode document, String key, boolean secure) throws IOException {
        String text = document.path(key).asText();
        if (!text.matches(secure ? "https://.+" : "https?://.+")) {
            throw new Unavailable("the issuer publishes no `" + key + "` that can be used");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Unavailable("the issuer publishes a `" + key + "` that is no URL");
        }
    }

    private JsonNode asked(HttpRequest.Builder question) throws IOException {
        HttpRequest request =
                question.timeout(ANSWER).header("accept", "application/json").build();
        try {
            HttpResponse<String> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
            if (answer.statusCode() != OK) {
                throw new Unavailable(
                        "%s answered %d%s".formatted(request.uri(), answer.statusCode(), error(answer.body())));
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while asking " + request.uri());
        }
    }

    /// The word of RFC 6749 section 5.2, if the answer has it.
    private static String error(String body) {
        try {
            String word = JSON.readTree(body).path("error").asText();
            return word.matches("[a-z_]{1,40}") ? ", " + word : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
