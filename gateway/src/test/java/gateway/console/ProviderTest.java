// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import gateway.identity.FileKeys;
import gateway.identity.PublishedKeys;
import gateway.identity.SubjectClaims;
import gateway.identity.TrustedIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.request.Subject;

/// Where browsers are sent and codes are redeemed, as the issuer publishes it.
final class ProviderTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String DOCUMENT = """
        {"issuer":"ISSUER","authorization_endpoint":"ISSUER/auth?tenant=1","token_endpoint":"ISSUER/token"}\
        """;

    private HttpServer server;
    private String issuer = "";
    private String document = DOCUMENT;
    private int status = 200;
    private String answer = "{\"id_token\":\"the.id.token\"}";
    private String form = "";
    private String proof = "";
    private int asked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> {
            asked++;
            byte[] body = document.replace("ISSUER", issuer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/token", exchange -> {
            form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            proof = String.valueOf(exchange.getRequestHeaders().getFirst("authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("location", issuer + "/token");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Provider provider(String name, Optional<String> secret) {
        var claims = new SubjectClaims("corp", "groups", "name", "kind", Subject.Kind.PERSON);
        var keys = new PublishedKeys("corp", new FileKeys(Path.of("none")), CLOCK);
        var trusted = new TrustedIssuer("corp", name, "the client", keys, Duration.ZERO, claims);
        var settings = new ConsoleSettings(
                URI.create("https://hpol.example/"), trusted, secret, List.of("groups"), Optional.empty());
        return new Provider(settings, CLOCK);
    }

    private Provider provider() {
        return provider(issuer, Optional.empty());
    }

    @Test
    void browsersAreSentWhereTheIssuerSays() throws IOException {
        Provider provider = provider();
        var attempt = new Attempts.Attempt("b", "n", "v", "/inbox", Instant.MAX);
        var begun = new Attempts.Begun("s", "b", attempt);
        assertThat(provider.authorization(begun))
                .hasToString(issuer + "/auth?tenant=1&response_type=code&client_id=the+client"
                        + "&redirect_uri=https%3A%2F%2Fhpol.example%2Fsigned-in&scope=openid+groups&state=s&nonce=n"
                        + "&code_challenge=" + Secrets.digest("v") + "&code_challenge_method=S256");
        provider.authorization(begun);
        assertThat(asked).as("what was read is remembered").isEqualTo(1);
    }

    @Test
    void theChallengeIsThatOfTheStandard() {
        assertThat(Secrets.digest("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")) // RFC 7636 appendix B
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void aPublicClientNamesItself() throws IOException {
        assertThat(provider().redeem("c&d", "v")).isEqualTo("the.id.token");
        assertThat(form)
                .isEqualTo("grant_type=authorization_code&code=c%26d"
                        + "&redirect_uri=https%3A%2F%2Fhpol.example%2Fsigned-in&code_verifier=v&client_id=the+client");
        assertThat(proof).isEqualTo("null");
    }

    @Test
    void aSecretGoesWhereTheIssuerTakesIt() throws IOException {
        provider(issuer, Optional.of("s:1")).redeem("c", "v");
        assertThat(proof).isEqualTo("Basic dGhlK2NsaWVudDpzJTNBMQ=="); // the+client:s%3A1
        assertThat(form).doesNotContain("s%3A1");
        document = DOCUMENT.replace("}", ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]}");
        provider(issuer, Optional.of("s:1")).redeem("c", "v");
        assertThat(proof).isEqualTo("null");
        assertThat(form).endsWith("&client_id=the+client&client_secret=s%3A1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"issuer\":\"ISSUER\" | \"issuer\":\"https://evil.example\" | is another issuer's",
                "ISSUER/token          | ftp://x/token                       | publishes no `token_endpoint`",
                "ISSUER/auth?tenant=1  | javascript:alert(1)                 | publishes no `authorization_endpoint`",
                "ISSUER/token          | http://x/a b                        | a `token_endpoint` that is no URL",
            })
    void whatIsPublishedWronglyIsNotUsed(String right, String wrong, String why) {
        document = DOCUMENT.replace(right, wrong);
        assertThatThrownBy(() -> provider().redeem("c", "v"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\"} | answered 400, invalid_grant",
                "400 | {\"error\":\"<b>\"}           | answered 400",
                "302 | {}                            | answered 302",
                "500 | no JSON                       | answered 500",
                "200 | {}                            | holds no ID token",
                "200 | {\"id_token\":5}              | holds no ID token",
                "200 | no JSON                       | Unrecognized token",
            })
    void anAnswerThatIsNoneIsNotTaken(int code, String body, String why) {
        status = code;
        answer = body;
        assertThatThrownBy(() -> provider().redeem("c", "v"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("<b>");
    }

    @Test
    void anIssuerThatIsAwayIsTold() {
        server.stop(0);
        assertThatThrownBy(() -> provider().redeem("c", "v")).isInstanceOf(IOException.class);
    }
}
