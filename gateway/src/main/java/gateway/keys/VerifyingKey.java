// SPDX-License-Identifier: Apache-2.0
package gateway.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import policy.runtime.revision.Revision;

/// The public half of an Ed25519 key (RFC 8032).
public record VerifyingKey(PublicKey key) {

    static final String ALGORITHM = "Ed25519";

    /// @throws UnusableKey if the file holds anything but such a key
    public static VerifyingKey read(Path file) throws IOException, UnusableKey {
        byte[] encoded = PemFile.read(file, PemFile.PUBLIC);
        try {
            return new VerifyingKey(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new UnusableKey(file, "is not the public half of an Ed25519 key");
        }
    }

    /// What it is called where it has signed: SHA-256 of its SubjectPublicKeyInfo in DER, in hex.
    public String id() {
        return Revision.digest(key.getEncoded());
    }

    /// @return whether this key's private half signed exactly this
    public boolean verifies(byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not even the shape of a signature
        }
    }
}
