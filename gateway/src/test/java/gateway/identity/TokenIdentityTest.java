// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import static gateway.identity.TestIssuer.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import gateway.exchange.Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import policy.runtime.decision.DenialCode;
import policy.runtime.request.Subject;
import policy.runtime.request.Subject.Kind;

final class TokenIdentityTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final TestIssuer CORP = new TestIssuer("k1");
    private static final TestIssuer STRANGER = new TestIssuer("k1");
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    static Stream<Arguments> refused() throws Exception {
        JWTClaimsSet good = claims("ann", NOW).build();
        String publicKey = CORP.key().toPublicJWK().toJSONString();
        String payload = good.toString();
        return Stream.of(
                arguments("nothing", "", "No bearer token was presented."),
                arguments("blanks", "  ", "No bearer token was presented."),
                arguments("garbage", "garbage", "The token is not a JSON Web Token."),
                arguments("three garbages", "a.b.c", "The token is not a JSON Web Token."),
                arguments("too long", "x".repeat(16_385), "The token is longer than 16384 characters."),
                arguments("alg none", new PlainJWT(good).serialize(), "The token is not signed."),
                arguments(
                        "alg None",
                        CORP.raw("{\"alg\":\"None\"}", payload),
                        "The token is signed with an algorithm that is not accepted."),
                arguments(
                        "HS256 with the public key",
                        TestIssuer.hmac("k1", publicKey, good),
                        "The token is signed with an algorithm that is not accepted."),
                arguments("no alg", CORP.raw("{}", payload), "The token is not a JSON Web Token."),
                arguments("another's key, same kid", STRANGER.sign(good), "The token's signature does not verify."),
                arguments(
                        "own key in the header",
                        STRANGER.sign(
                                STRANGER.header()
                                        .jwk(STRANGER.key().toPublicJWK())
                                        .build(),
                                good),
                        "The token's signature does not verify."),
                arguments(
                        "own key by URL",
                        STRANGER.sign(
                                STRANGER.header()
                                        .keyID(null)
                                        .jwkURL(URI.create("http://127.0.0.1:1/"))
                                        .build(),
                                good),
                        "The token's signature does not verify."),
                arguments(
                        "an unknown key",
                        CORP.sign(CORP.header().keyID("k9").build(), good),
                        "The token is signed with a key its issuer does not publish."),
                arguments(
                        "payload exchanged", swapped(CORP.sign(good), good), "The token's signature does not verify."),
                arguments(
                        "signature cut",
                        CORP.sign(good).replaceAll("\\.[^.]*$", "."),
                        "The token is not a JSON Web Token."),
                arguments(
                        "signature of zeros",
                        CORP.sign(good).replaceAll("\\.[^.]*$", "." + URL.encodeToString(new byte[64])),
                        "The token's signature does not verify."),
                arguments(
                        "a logout token",
                        CORP.sign(
                                CORP.header()
                                        .type(new JOSEObjectType("logout+jwt"))
                                        .build(),
                                good),
                        "The token is of a type that is not accepted."),
                arguments(
                        "crit",
                        CORP.sign(
                                CORP.header()
                                        .criticalParams(Set.of("b64x"))
                                        .customParam("b64x", 1)
                                        .build(),
                                good),
                        "The token's header demands what is not supported."),
                arguments(
                        "nested",
                        CORP.sign(CORP.header().contentType("JWT").build(), good),
                        "The token's header demands what is not supported."),
                arguments(
                        "unknown issuer",
                        CORP.sign(claims("ann", NOW)
                                .issuer("https://issuer.test/")
                                .build()),
                        "The token's issuer is not known here."),
                arguments(
                        "no issuer",
                        CORP.sign(claims("ann", NOW).issuer(null).build()),
                        "The token's issuer is not known here."),
                arguments(
                        "another audience",
                        CORP.sign(claims("ann", NOW).audience("other").build()),
                        "The token is for another audience."),
                arguments(
                        "no audience",
                        CORP.sign(claims("ann", NOW).audience((String) null).build()),
                        "The token is for another audience."),
                arguments(
                        "expired",
                        CORP.sign(claims("ann", NOW).expirationTime(at(-61)).build()),
                        "The token has expired."),
                arguments(
                        "an expiry in words",
                        claiming(good, "exp", "tomorrow"),
                        "The token's `exp` claim is not a number of seconds."),
                arguments(
                        "an expiry in digits",
                        claiming(good, "exp", "1777640400"),
                        "The token's `exp` claim is not a number of seconds."),
                arguments(
                        "valid from a list",
                        claiming(good, "nbf", List.of(1)),
                        "The token's `nbf` claim is not a number of seconds."),
                arguments(
                        "issued truly",
                        claiming(good, "iat", true),
                        "The token's `iat` claim is not a number of seconds."),
                arguments(
                        "an issuer that is a number",
                        claiming(good, "iss", 7),
                        "The token's `iss` claim is not a text."),
                arguments(
                        "a subject that is a number",
                        claiming(good, "sub", 7),
                        "The token's `sub` claim is not a text."),
                arguments(
                        "a subject that is an object",
                        claiming(good, "sub", Map.of("id", "ann")),
                        "The token's `sub` claim is not a text."),
                arguments(
                        "an audience that is a number",
                        claiming(good, "aud", 7),
                        "The token's `aud` claim is neither a text nor a list of texts."),
                arguments(
                        "an audience of numbers",
                        claiming(good, "aud", List.of(7)),
                        "The token's `aud` claim is neither a text nor a list of texts."),
                arguments(
                        "no object",
                        CORP.raw("{\"alg\":\"ES256\",\"kid\":\"k1\"}", "[1]"),
                        "The token is not a JSON Web Token."),
                arguments(
                        "no expiry",
                        CORP.sign(claims("ann", NOW).expirationTime(null).build()),
                        "The token has no expiry."),
                arguments(
                        "not yet valid",
                        CORP.sign(claims("ann", NOW).notBeforeTime(at(61)).build()),
                        "The token is not valid yet."),
                arguments(
                        "issued in the future",
                        CORP.sign(claims("ann", NOW).issueTime(at(61)).build()),
                        "The token is not valid yet."),
                arguments(
                        "no subject", CORP.sign(claims("", NOW).build()), "The token does not say who its subject is."),
                arguments(
                        "a disguised subject",
                        CORP.sign(claims("ann\u202e", NOW).build()),
                        "The token does not say who its subject is."),
                arguments(
                        "an unknown kind",
                        CORP.sign(claims("ann", NOW).claim("kind", "root").build()),
                        "The token's kind of subject is not one of person, service, agent."),
                arguments(
                        "groups of a wrong shape",
                        CORP.sign(claims("ann", NOW).claim("groups", 7).build()),
                        "The token's groups are neither a list nor a text."),
                arguments(
                        "a group that is no text",
                        CORP.sign(claims("ann", NOW).claim("groups", List.of(1)).build()),
                        "The token names a group that is not a short, plain text."),
                arguments(
                        "too many groups",
                        CORP.sign(claims("ann", NOW)
                                .claim(
                                        "groups",
                                        IntStream.range(0, 1_001)
                                                .mapToObj(i -> "g" + i)
                                                .toList())
                                .build()),
                        "The token names more than 1000 groups."),
                arguments(
                        "an actor of another issuer",
                        CORP.sign(claims("ann", NOW)
                                .claim("act", Map.of("sub", "bot", "iss", "x"))
                                .build()),
                        "The token's `act` claim names an actor of another issuer."),
                arguments(
                        "too many actors",
                        CORP.sign(claims("ann", NOW).claim("act", actors(5)).build()),
                        "The token's `act` claim is malformed or names more than 4 actors."),
                arguments(
                        "a key twice",
                        CORP.raw("{\"alg\":\"ES256\",\"kid\":\"k1\"}", payload.replace("{", "{\"sub\":\"root\",")),
                        "The token is not a JSON Web Token."),
                arguments(
                        "deep nesting",
                        CORP.raw("{\"alg\":\"ES256\",\"kid\":\"k1\"}", "{\"a\":" + "[".repeat(10_000)),
                        "The token is not a JSON Web Token."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, String token, String message) {
        assertThat(refusal(identity(), token)).isEqualTo(message);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(
                        "a list of groups",
                        claims("ann", NOW).claim("groups", List.of("b", "a")),
                        "corp/ann person [a, b]"),
                arguments("groups in one text", claims("ann", NOW).claim("groups", "a  b"), "corp/ann person [a, b]"),
                arguments("no groups", claims("ann", NOW), "corp/ann person []"),
                arguments("several audiences", claims("ann", NOW).audience(List.of("x", "hpol")), "corp/ann person []"),
                arguments(
                        "just expired, within the skew",
                        claims("ann", NOW).expirationTime(at(-59)),
                        "corp/ann person []"),
                arguments(
                        "not yet valid, within the skew",
                        claims("ann", NOW).notBeforeTime(at(59)),
                        "corp/ann person []"),
                arguments("a service", claims("ci", NOW).claim("kind", "service"), "corp/ci service []"),
                arguments(
                        "an agent for a person",
                        claims("ann", NOW)
                                .claim("groups", "admins")
                                .claim("act", Map.of("sub", "bot", "groups", "agents")),
                        "corp/bot agent [agents] for corp/ann person [admins]"),
                arguments(
                        "an agent of an agent",
                        claims("ann", NOW).claim("act", actors(2)),
                        "corp/bot1 agent [] for corp/bot2 agent [] for corp/ann person []"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void accepted(String what, JWTClaimsSet.Builder claims, String subject) {
        assertThat(told(identity()
                        .identify(Optional.of(CORP.sign(claims.build())))
                        .subject()))
                .isEqualTo(subject);
    }

    @Test
    void theTokenMaySayWhenItWasIssued() {
        String told = CORP.sign(claims("ann", NOW).issueTime(at(-30)).build());
        assertThat(identity().identify(Optional.of(told)).tokenIssued()).contains(NOW.minusSeconds(30));
        String silent = CORP.sign(claims("ann", NOW).issueTime(null).build());
        assertThat(identity().identify(Optional.of(silent)).tokenIssued()).isEmpty();
    }

    @Test
    void claimsMayLieDeeperAndNamesMayDifferFromIds() {
        var nested = new SubjectClaims("corp", "realm_access.roles", "preferred_username", "kind", Kind.SERVICE);

        Subject subject = nested.read(claims("0815", NOW)
                .claim("realm_access", Map.of("roles", List.of("dev")))
                .claim("preferred_username", "Ann")
                .build());

        assertThat(told(subject)).isEqualTo("corp/0815 service [dev]");
        assertThat(subject.name()).isEqualTo("Ann");
    }

    @Test
    void edwardsKeysVerify() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        String x = URL.encodeToString(java.util.Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        String signed = URL.encodeToString("{\"alg\":\"EdDSA\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + URL.encodeToString(claims("ann", NOW).build().toString().getBytes(StandardCharsets.UTF_8));
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(signed.getBytes(StandardCharsets.US_ASCII));
        byte[] signature = signer.sign();
        var identity = identity(new Origin("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + x + "\"}]}"));

        assertThat(told(identity.identify(Optional.of(signed + "." + URL.encodeToString(signature)))
                        .subject()))
                .isEqualTo("corp/ann person []");
        signature[0] ^= 1;
        assertThat(refusal(identity, signed + "." + URL.encodeToString(signature)))
                .isEqualTo("The token's signature does not verify.");
    }

    /// Signed by the issuer, whatever a claim holds.
    private static String claiming(JWTClaimsSet good, String name, Object value) {
        var claims = new HashMap<>(good.toJSONObject());
        claims.put(name, value);
        return CORP.raw("{\"alg\":\"ES256\",\"kid\":\"k1\"}", JSONObjectUtils.toJSONString(claims));
    }

    private static Map<String, Object> actors(int count) {
        Map<String, Object> actor = null;
        for (int i = count; i > 0; i--) {
            var outer = new HashMap<String, Object>(Map.of("sub", "bot" + i));
            if (actor != null) {
                outer.put("act", actor);
            }
            actor = outer;
        }
        return actor;
    }

    private static String swapped(String token, JWTClaimsSet claims) {
        String[] parts = token.split("\\.");
        String root = claims.toString().replace("ann", "root");
        return parts[0] + "." + URL.encodeToString(root.getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String told(Subject subject) {
        return String.join(
                " for ",
                subject.chain().stream()
                        .map(s -> s.key() + " " + s.kind().word() + " " + s.groups())
                        .toList());
    }

    private static String refusal(TokenIdentity identity, String token) {
        var failure = catchThrowableOfType(Failure.class, () -> identity.identify(Optional.of(token)));
        assertThat(failure.reason().code()).isEqualTo(DenialCode.G110);
        return failure.reason().message();
    }

    private static TokenIdentity identity() {
        return identity(new Origin(TestIssuer.jwks(CORP)));
    }

    private static TokenIdentity identity(KeyOrigin origin) {
        var keys = new PublishedKeys("corp", origin, () -> NOW);
        var claims = new SubjectClaims("corp", "groups", "name", "kind", Kind.PERSON);
        return new TokenIdentity(
                List.of(new TrustedIssuer(
                        "corp", TestIssuer.ISSUER, TestIssuer.AUDIENCE, keys, Duration.ofMinutes(1), claims)),
                () -> NOW);
    }

    private record Origin(String fetch) implements KeyOrigin {
        @Override
        public Duration readAgainAfter() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration atMostEvery() {
            return Duration.ofSeconds(30);
        }
    }
}
