// SPDX-License-Identifier: Apache-2.0
package policy.cli.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/// An identity provider with one key, for the length of the demo.
public final class DemoIssuer {

    public static final String ISSUER = "https://issuer.hpol.invalid";
    public static final String AUDIENCE = "hpol";

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final ECKey key;

    public DemoIssuer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("demo").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a P-256 key", e);
        }
    }

    /// The public key, as a JSON Web Key Set (RFC 7517).
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /// A signed token (RFC 7519) for a person.
    public String token(String person, List<String> groups) {
        return signed(claims(person, groups).audience(AUDIENCE));
    }

    /// A signed ID token (OpenID Connect Core 1.0 section 2).
    String idToken(DemoPerson person, String client, String nonce) {
        return signed(claims(person.id(), person.groups()).audience(client).claim("nonce", nonce));
    }

    private static JWTClaimsSet.Builder claims(String person, List<String> groups) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(person)
                .claim("groups", groups)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }
}
