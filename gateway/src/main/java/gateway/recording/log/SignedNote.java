// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// C2SP signed-note: a text, an empty line, and a line with an Ed25519 signature of the text.
final class SignedNote {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int KEY_ID_BYTES = 4;

    /// What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410 section 4).
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /// A key that checks notes.
    ///
    /// @param name of the key; for a log, its origin
    record Verifier(String name, PublicKey key) {

        /// Reads the one line of text by which verifiers are handed on: name, key id, key.
        ///
        /// @return empty unless it is exactly such a line
        static Optional<Verifier> parse(String line) {
            String[] parts = line.split("\\+", 3);
            if (parts.length != 3) {
                return Optional.empty();
            }
            Optional<byte[]> typed = base64(parts[2]);
            if (typed.isEmpty() || typed.get().length != 1 + KEY_BYTES || typed.get()[0] != ED25519) {
                return Optional.empty();
            }
            try {
                var encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_BYTES)
                        .put(X509_PREFIX)
                        .put(typed.get(), 1, KEY_BYTES);
                PublicKey key =
                        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.array()));
                var verifier = new Verifier(parts[0], key);
                return verifier.line().equals(line) ? Optional.of(verifier) : Optional.empty();
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        }

        String line() {
            return name + "+" + HexFormat.of().formatHex(id()) + "+"
                    + Base64.getEncoder().encodeToString(typed());
        }

        /// The text of a note, if this key has signed it and it holds nothing else.
        Optional<String> open(String note) {
            int end = note.lastIndexOf("\n\n");
            String opening = "— " + name + " ";
            if (end < 0 || !note.startsWith(opening, end + 2) || !note.endsWith("\n")) {
                return Optional.empty();
            }
            String text = note.substring(0, end + 1);
            return base64(note.substring(end + 2 + opening.length(), note.length() - 1))
                    .filter(signature -> signature.length > KEY_ID_BYTES
                            && Arrays.equals(signature, 0, KEY_ID_BYTES, id(), 0, KEY_ID_BYTES)
                            && signed(text, signature))
                    .map(signature -> text);
        }

        private boolean signed(String text, byte[] signature) {
            try {
                var ed25519 = Signature.getInstance("Ed25519");
                ed25519.initVerify(key);
                ed25519.update(text.getBytes(StandardCharsets.UTF_8));
                return ed25519.verify(signature, KEY_ID_BYTES, signature.length - KEY_ID_BYTES);
            } catch (GeneralSecurityException e) {
                return false; // not even shaped like a signature
            }
        }

        private byte[] typed() {
            byte[] encoded = key.getEncoded();
            byte[] typed = new byte[1 + KEY_BYTES];
            typed[0] = ED25519;
            System.arraycopy(encoded, encoded.length - KEY_BYTES, typed, 1, KEY_BYTES);
            return typed;
        }

        private byte[] id() {
            var sha256 = MerkleTree.sha256();
            sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha256.digest(typed()), KEY_ID_BYTES);
        }
    }

    private SignedNote() {}

    /// @param text ends in a line feed and has no empty line
    static String sign(String text, Verifier signer, PrivateKey key) throws GeneralSecurityException {
        var ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(key);
        ed25519.update(text.getBytes(StandardCharsets.UTF_8));
        byte[] signature = ed25519.sign();
        var line = ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
                .put(signer.id())
                .put(signature);
        return text + "\n— " + signer.name() + " " + Base64.getEncoder().encodeToString(line.array()) + "\n";
    }

    /// Decodes only what an encoder would have written: no bit of the text may be free to change.
    static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
