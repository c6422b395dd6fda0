// SPDX-License-Identifier: Apache-2.0
package gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/// An Ed25519 key pair (RFC 8032).
public record SigningKey(PrivateKey privateKey, VerifyingKey verifying) {

    public static SigningKey generate() {
        try {
            return of(KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has Ed25519", e);
        }
    }

    private static SigningKey of(KeyPair pair) {
        return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
    }

    /// Reads a private key, of hpol's making or of openssl's; its public half follows from it.
    ///
    /// @throws UnusableKey if the file holds anything but such a key
    public static SigningKey read(Path file) throws IOException, UnusableKey {
        byte[] encoded = PemFile.read(file, PemFile.PRIVATE);
        try {
            PrivateKey key =
                    KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(() -> new UnusableKey(file, "is closed"));
            var generator = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            SigningKey pair = of(generator.generateKeyPair());
            if (!Arrays.equals(pair.privateKey.getEncoded(), key.getEncoded())) {
                throw new UnusableKey(file, "is a key whose public half this Java cannot find");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new UnusableKey(file, "is not an Ed25519 private key without a password");
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /// What a generator draws its key from, so that it finds the other half of this one: the platform has no other
    /// way to it.
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    /// Writes the halves to new files, the private one for its owner alone.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if one of them is there; then neither is written
    public void create(Path privateFile, Path publicFile) throws IOException {
        if (Files.exists(publicFile)) {
            throw new FileAlreadyExistsException(publicFile.toString());
        }
        createPrivate(privateFile);
        PemFile.create(publicFile, PemFile.text(PemFile.PUBLIC, verifying.key().getEncoded()), "rw-r--r--");
    }

    /// The private half alone.
    public void createPrivate(Path file) throws IOException {
        PemFile.create(file, PemFile.text(PemFile.PRIVATE, privateKey.getEncoded()), "rw-------");
    }

    /// Whether a file holds the private half to the byte as [#createPrivate] writes it.
    public boolean isAsWrittenIn(Path file) throws IOException {
        byte[] written = PemFile.text(PemFile.PRIVATE, privateKey.getEncoded()).getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(written, Files.readAllBytes(file));
    }

    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key that does not sign", e);
        }
    }
}
