// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Keys an issuer publishes on the web. Only this very URL is asked: a redirect is an error, so an
/// issuer's web server cannot make the gateway fetch from elsewhere.
public final class WebKeys implements KeyOrigin {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final URI url;
    private final HttpClient client;

    public WebKeys(URI url) {
        this.url = url;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    @Override
    public String fetch() throws IOException {
        var request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("accept", "application/jwk-set+json, application/json")
                .build();
        try {
            HttpResponse<String> response =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), FileKeys.MAX_BYTES));
            if (response.statusCode() != OK) {
                throw new IOException(url + " answered " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + url, e);
        }
    }

    @Override
    public Duration readAgainAfter() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration atMostEvery() {
        return Duration.ofSeconds(30);
    }
}
