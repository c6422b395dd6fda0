// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.recording.log.SignedNote.Verifier;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The key and note are those that the Go implementation of signed notes documents.
final class SignedNoteTest {

    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PRIVATE = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n"
            + "— PeterNeumann"
            + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private final Verifier verifier = Verifier.parse(KEY).orElseThrow();

    @Test
    void readsWhatAnotherImplementationSigned() {
        assertThat(verifier.open(NOTE)).contains(TEXT);
    }

    @Test
    void writesTheSameBytesAsAnotherImplementation() throws Exception {
        byte[] typed = Base64.getDecoder().decode(PRIVATE);
        var key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                        new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOfRange(typed, 1, typed.length)));

        assertThat(SignedNote.sign(TEXT, verifier, key)).isEqualTo(NOTE);
        assertThat(verifier.line()).isEqualTo(KEY);
    }

    @Test
    void noBitOfANoteIsFreeToChange() {
        byte[] note = NOTE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] changed = flip(note, bit);
            assertThat(Checkpoint.utf8(changed).flatMap(verifier::open))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void noBitOfAKeyIsFreeToChange() {
        byte[] key = KEY.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int bit = 0; bit < key.length * 8; bit++) {
            byte[] changed = flip(key, bit);
            assertThat(Checkpoint.utf8(changed).flatMap(Verifier::parse))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n",
                "tests\n05\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "tests\n-5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "tests\n99999999999999999999\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "tests\n5\nAAAA\n",
                "other\n5\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
            })
    void signedTextThatIsNoCheckpointOfThisLogIsNone(String text) throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var tests = new Verifier("tests", pair.getPublic());

        String note = SignedNote.sign(text, tests, pair.getPrivate());

        assertThat(tests.open(note)).contains(text);
        assertThat(Checkpoint.open(note, tests)).isEmpty();
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] changed = ByteBuffer.wrap(bytes.clone()).array();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }
}
