// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.recording.log.SignedNote.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/// The key pair a log signs its checkpoints with. It is made when a log is new; the private half is readable by the
/// owner alone.
record LogKey(Verifier verifier, PrivateKey privateKey) {

    private static final String PRIVATE_HEAD = "-----BEGIN PRIVATE KEY-----\n";
    private static final String PRIVATE_FOOT = "\n-----END PRIVATE KEY-----\n";

    String sign(String text) {
        try {
            return SignedNote.sign(text, verifier, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the log's key", e);
        }
    }

    /// Makes a key pair and stores its private half.
    static LogKey generate(LogDirectory directory, String origin) throws IOException {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var verifier = new Verifier(origin, pair.getPublic());
            String pem = PRIVATE_HEAD
                    + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + PRIVATE_FOOT;
            writePrivate(directory.privateKey(), pem.getBytes(StandardCharsets.US_ASCII));
            return new LogKey(verifier, pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has Ed25519", e);
        }
    }

    /// Born with its permissions: there is no moment in which others can read it.
    private static void writePrivate(Path file, byte[] pem) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            var bytes = ByteBuffer.wrap(pem);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    void storePublic(LogDirectory directory, Disk disk) throws IOException {
        disk.replace(directory.publicKey(), (verifier.line() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// @throws LogFailure if a half is missing or they do not match: a log is not continued under another key
    static LogKey read(LogDirectory directory, String origin) throws IOException, LogFailure {
        if (!Files.exists(directory.privateKey()) || !Files.exists(directory.publicKey())) {
            throw new LogFailure("the log has lost a half of its key: %s and %s must both be there"
                    .formatted(directory.privateKey(), directory.publicKey()));
        }
        String line = Files.readString(directory.publicKey(), StandardCharsets.ISO_8859_1);
        Verifier verifier = Verifier.parse(line.strip())
                .orElseThrow(() -> new LogFailure(directory.publicKey() + " does not hold a key"));
        if (!verifier.name().equals(origin)) {
            throw new LogFailure(
                    "%s holds the log of `%s`, not of `%s`".formatted(directory.path(), verifier.name(), origin));
        }
        String pem = Files.readString(directory.privateKey(), StandardCharsets.ISO_8859_1);
        try {
            byte[] encoded = Base64.getMimeDecoder()
                    .decode(pem.replace(PRIVATE_HEAD.strip(), "").replace(PRIVATE_FOOT.strip(), ""));
            var key = new LogKey(
                    verifier, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            if (verifier.open(key.sign("do the halves match\n")).isEmpty()) {
                throw new LogFailure("%s is not the key that belongs to %s"
                        .formatted(directory.privateKey(), directory.publicKey()));
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LogFailure(directory.privateKey() + " does not hold a private key", e);
        }
    }
}
