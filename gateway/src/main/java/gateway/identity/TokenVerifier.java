// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import gateway.identity.PublishedKeys.Snapshot;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a token (RFC 7519, with the advice of RFC 8725) must pass, in order: shape, header, issuer, key,
/// signature, audience, time, subject. Keys come only from where the configuration says: `jku`, `x5u`,
/// `x5c` and `jwk` in a header are not looked at.
final class TokenVerifier {

    static final int MAX_CHARACTERS = 16_384;

    private static final String NO_TOKEN = "The token is not a JSON Web Token.";

    /// Without a `kid`, as many keys of the right type are tried.
    private static final int MAX_CANDIDATES = 4;

    private static final int MIN_RSA_BITS = 2_048;

    /// Asymmetric ones only: a verifier that also took HMAC could be given the public key as the secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA,
            JWSAlgorithm.Ed25519);

    /// A token made for another purpose (a logout or security event token, say) says so in its type.
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Map<String, TrustedIssuer> issuers;
    private final InstantSource clock;

    TokenVerifier(List<TrustedIssuer> issuers, InstantSource clock) {
        this.issuers =
                issuers.stream().collect(Collectors.toUnmodifiableMap(TrustedIssuer::issuer, Function.identity()));
        this.clock = clock;
    }

    /// What a token proves, until when, and by which state of whose keys.
    record Verified(Caller caller, Instant until, TrustedIssuer issuer, Snapshot keys) {
        boolean stillHoldsAt(Instant now) {
            return now.isBefore(until) && issuer.keys().current() == keys;
        }
    }

    /// @throws RefusedToken if it is not believed
    Verified verify(String token) {
        return verify(token, _ -> {});
    }

    /// @param more what else the claims must pass, once the signature has verified; throws [RefusedToken]
    Verified verify(String token, Consumer<JWTClaimsSet> more) {
        SignedJWT jwt = parse(token);
        checkHeader(jwt.getHeader());
        JWTClaimsSet claims = claims(jwt);
        TrustedIssuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
        if (issuer == null) {
            throw new RefusedToken("The token's issuer is not known here.");
        }
        Snapshot keys = checkSignature(jwt, issuer.keys());
        Instant until = checkClaims(claims, issuer);
        more.accept(claims);
        Optional<Instant> issued = Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant);
        return new Verified(new Caller(issuer.claims().read(claims), issued), until, issuer, keys);
    }

    private static SignedJWT parse(String token) {
        if (token.length() > MAX_CHARACTERS) {
            throw new RefusedToken("The token is longer than %d characters.".formatted(MAX_CHARACTERS));
        }
        JWT jwt;
        try {
            jwt = JWTParser.parse(token);
        } catch (ParseException | RuntimeException e) {
            throw new RefusedToken(NO_TOKEN);
        }
        if (!(jwt instanceof SignedJWT signed)) {
            throw new RefusedToken("The token is not signed.");
        }
        return signed;
    }

    private static void checkHeader(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new RefusedToken("The token is signed with an algorithm that is not accepted.");
        }
        JOSEObjectType type = header.getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(java.util.Locale.ROOT))) {
            throw new RefusedToken("The token is of a type that is not accepted.");
        }
        if (header.getContentType() != null
                || header.getCriticalParams() != null
                || !header.isBase64URLEncodePayload()) {
            throw new RefusedToken("The token's header demands what is not supported.");
        }
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        Map<String, Object> written = jwt.getPayload().toJSONObject();
        if (written == null) {
            throw new RefusedToken(NO_TOKEN);
        }
        RegisteredClaims.check(written);
        try {
            return JWTClaimsSet.parse(written);
        } catch (ParseException | RuntimeException e) {
            throw new RefusedToken(NO_TOKEN);
        }
    }

    private static Snapshot checkSignature(SignedJWT jwt, PublishedKeys published) {
        Snapshot keys = published.current();
        List<JWK> candidates = candidates(jwt.getHeader(), keys);
        if (candidates.isEmpty()) {
            keys = published.newerThan(keys);
            candidates = candidates(jwt.getHeader(), keys);
        }
        if (candidates.isEmpty()) {
            throw new RefusedToken("The token is signed with a key its issuer does not publish.");
        }
        if (candidates.stream().noneMatch(key -> verifies(jwt, key))) {
            throw new RefusedToken("The token's signature does not verify.");
        }
        return keys;
    }

    private static List<JWK> candidates(JWSHeader header, Snapshot keys) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return new JWKSelector(matcher)
                .select(keys.keys()).stream().limit(MAX_CANDIDATES).toList();
    }

    private static boolean verifies(SignedJWT jwt, JWK key) {
        try {
            JWSVerifier verifier = verifier(key);
            return verifier != null && jwt.verify(verifier);
        } catch (JOSEException | RuntimeException e) {
            return false; // a key or signature of the wrong shape proves nothing
        }
    }

    private static @Nullable JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= MIN_RSA_BITS -> new RSASSAVerifier(rsa.toRSAPublicKey());
            case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
            case OctetKeyPair edwards -> new Ed25519(edwards);
            default -> null;
        };
    }

    private Instant checkClaims(JWTClaimsSet claims, TrustedIssuer issuer) {
        Instant now = clock.instant();
        if (!claims.getAudience().contains(issuer.audience())) {
            throw new RefusedToken("The token is for another audience.");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new RefusedToken("The token has no expiry.");
        }
        Instant until = expires.toInstant().plus(issuer.clockSkew());
        if (!now.isBefore(until)) {
            throw new RefusedToken("The token has expired.");
        }
        Instant latest = now.plus(issuer.clockSkew());
        if (isAfter(claims.getNotBeforeTime(), latest) || isAfter(claims.getIssueTime(), latest)) {
            throw new RefusedToken("The token is not valid yet.");
        }
        return until;
    }

    private static boolean isAfter(@Nullable Date time, Instant latest) {
        return time != null && time.toInstant().isAfter(latest);
    }
}
