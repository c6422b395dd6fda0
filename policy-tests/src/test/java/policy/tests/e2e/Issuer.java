// SPDX-License-Identifier: Apache-2.0
package policy.tests.e2e;

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

/// Issues callers' tokens.
final class Issuer {

    static final String NAME = "corp";
    static final String URL = "https://issuer.test";
    static final String AUDIENCE = "hpol";

    private static final Duration LIFE = Duration.ofHours(1);

    private final ECKey key;

    Issuer() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key as a JSON Web Key Set.
    String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    String token(String subject, String... groups) {
        return token(Instant.now(), subject, groups);
    }

    String expired(String subject, String... groups) {
        return token(Instant.now().minus(LIFE.multipliedBy(2)), subject, groups);
    }

    private String token(Instant issued, String subject, String... groups) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(URL)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("groups", List.of(groups))
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LIFE)))
                .build();
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
