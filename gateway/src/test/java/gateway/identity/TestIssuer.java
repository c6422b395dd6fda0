// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/// Issues tokens for tests, good ones and bad ones.
public final class TestIssuer {

    public static final String ISSUER = "https://issuer.test";
    public static final String AUDIENCE = "hpol";

    private final ECKey key;

    public TestIssuer(String kid) {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public keys of these issuers as one JWKS.
    public static String jwks(TestIssuer... issuers) {
        return new JWKSet(List.of(issuers).stream()
                        .map(i -> (com.nimbusds.jose.jwk.JWK) i.key.toPublicJWK())
                        .toList())
                .toString();
    }

    public ECKey key() {
        return key;
    }

    /// Claims of a good token that expires in an hour.
    public static JWTClaimsSet.Builder claims(String subject, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)));
    }

    public String token(String subject, String... groups) {
        return sign(
                claims(subject, Instant.now()).claim("groups", List.of(groups)).build());
    }

    public String sign(JWTClaimsSet claims) {
        return sign(header().build(), claims);
    }

    public JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
    }

    public String sign(JWSHeader header, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// HMAC with this text as the secret: what a confused verifier would accept if the text is the public key.
    public static String hmac(String kid, String secret, JWTClaimsSet claims) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claims);
            jwt.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A token of any header and payload; the signature is made over them with ES256 all the same.
    public String raw(String header, String payload) {
        try {
            String signed = Base64URL.encode(header) + "." + Base64URL.encode(payload);
            var signature = new ECDSASigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.ES256), signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
