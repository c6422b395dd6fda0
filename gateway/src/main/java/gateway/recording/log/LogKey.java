// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import gateway.keys.SigningKey;
import gateway.keys.UnusableKey;
import gateway.recording.log.SignedNote.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;

/// The key pair a log signs its checkpoints with. It is made when a log is new; the private half is readable by the
/// owner alone.
record LogKey(Verifier verifier, PrivateKey privateKey) {

    private static final String PROBE = "do the halves match\n";

    String sign(String text) {
        try {
            return SignedNote.sign(text, verifier, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the log's key", e);
        }
    }

    /// Makes a key pair and stores its private half.
    static LogKey generate(LogDirectory directory, String origin) throws IOException {
        var pair = SigningKey.generate();
        Files.deleteIfExists(directory.privateKey());
        pair.createPrivate(directory.privateKey());
        return new LogKey(new Verifier(origin, pair.verifying().key()), pair.privateKey());
    }

    void storePublic(LogDirectory directory, Disk disk) throws IOException {
        disk.replace(directory.publicKey(), (verifier.line() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /// What is wrong with the private half that lies beside a log; nothing if there is none, or none that may be
    /// read: whoever checks a log needs no private key.
    static Optional<String> mistake(LogDirectory directory, Optional<Verifier> verifier) throws IOException {
        try {
            SigningKey key = SigningKey.read(directory.privateKey());
            if (verifier.isPresent()
                    && verifier.get()
                            .open(new LogKey(verifier.get(), key.privateKey()).sign(PROBE))
                            .isEmpty()) {
                return Optional.of("it is not the private half of %s; the two do not belong together"
                        .formatted(directory.publicKey().getFileName()));
            }
            return key.isAsWrittenIn(directory.privateKey())
                    ? Optional.empty()
                    : Optional.of("the key is whole, but the file is not as it was written");
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        } catch (UnusableKey e) {
            return Optional.of("it does not hold a whole private key, and no gateway can go on with this log");
        }
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
        try {
            var key =
                    new LogKey(verifier, SigningKey.read(directory.privateKey()).privateKey());
            if (verifier.open(key.sign(PROBE)).isEmpty()) {
                throw new LogFailure("%s is not the key that belongs to %s"
                        .formatted(directory.privateKey(), directory.publicKey()));
            }
            return key;
        } catch (UnusableKey e) {
            throw new LogFailure(directory.privateKey() + " does not hold a private key", e);
        }
    }
}
