// SPDX-License-Identifier: Apache-2.0
package gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/// Ed25519 (RFC 8037) with the platform's own implementation; the one that comes with the library needs
/// another library.
final class Ed25519 extends BaseJWSProvider implements JWSVerifier {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /// The DER of a SubjectPublicKeyInfo up to the key itself (RFC 8410 section 4).
    private static final String PREFIX = "302a300506032b6570032100";

    private final OctetKeyPair key;

    Ed25519(OctetKeyPair key) {
        super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
        this.key = key;
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        byte[] point = key.getDecodedX();
        if (!Curve.Ed25519.equals(key.getCurve()) || point.length != KEY_BYTES) {
            return false;
        }
        try {
            var encoded = HexFormat.of().parseHex(PREFIX + HexFormat.of().formatHex(point));
            var verifier = Signature.getInstance(NAME);
            verifier.initVerify(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(signed);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 key or signature", e);
        }
    }
}
