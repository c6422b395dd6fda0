// SPDX-License-Identifier: Apache-2.0
package gateway;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gateway.identity.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/// A provider of OpenID Connect for tests: strict about codes, verifiers and clients; what people do at its page is a
/// method.
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "hpol-inbox";
    public static final String SECRET = "s3cret & more";

    private final HttpServer server;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    /// How often a code was redeemed.
    public final LinkedBlockingQueue<String> redeemed = new LinkedBlockingQueue<>();

    private record Code(String idToken, Map<String, String> question) {}

    public TestProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Claims of a good ID token for who signs in by this question.
    public static JWTClaimsSet.Builder claims(String person, Map<String, String> question, String... groups) {
        return TestIssuer.claims(person, Instant.now())
                .audience(CLIENT)
                .claim("nonce", question.get("nonce"))
                .claim("groups", List.of(groups));
    }

    /// What a browser brings that was sent here.
    public static Map<String, String> question(URI authorization) {
        return fields(authorization.getRawQuery());
    }

    /// Somebody signs in.
    ///
    /// @return the code the browser carries back
    public String signedIn(Map<String, String> question, String idToken) {
        String code = UUID.randomUUID().toString();
        codes.put(code, new Code(idToken, question));
        return code;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Code code = codes.remove(form.getOrDefault("code", ""));
        String proof =
                Base64.getEncoder().encodeToString((CLIENT + ":s3cret+%26+more").getBytes(StandardCharsets.US_ASCII));
        boolean client = ("Basic " + proof).equals(exchange.getRequestHeaders().getFirst("authorization"));
        boolean right = client
                && code != null
                && form.get("grant_type").equals("authorization_code")
                && form.get("redirect_uri").equals(code.question().get("redirect_uri"))
                && challenge(form.get("code_verifier")).equals(code.question().get("code_challenge"));
        redeemed.add(right ? "yes" : "no");
        send(
                exchange,
                right ? 200 : 400,
                right ? "{\"id_token\":\"" + code.idToken() + "\"}" : "{\"error\":\"invalid_grant\"}");
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
