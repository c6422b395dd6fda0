// SPDX-License-Identifier: Apache-2.0
package gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SigningKeyTest {

    private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

    /// Made with openssl 3: `genpkey -algorithm ed25519`, and `-algorithm x25519`.
    private static final String ED25519 = "MC4CAQAwBQYDK2VwBCIEIKtXu1LrKlhzT7nJHjPVNrLMq5sRT+HhBO3SpZy/VeYS";

    private static final String X25519 = "MC4CAQAwBQYDK2VuBCIEIBCGZ/8Ic/HoKLF6lQGb3k0aoYkV5hsFHVmdYkuRx6dV";

    @TempDir
    Path directory;

    private Path secret;
    private Path open;

    @BeforeEach
    void name() {
        secret = directory.resolve("a.key");
        open = directory.resolve("a.pub");
    }

    @Test
    void theHalvesComeBackFromTheirFiles() throws Exception {
        SigningKey key = SigningKey.generate();
        key.create(secret, open);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");

        SigningKey read = SigningKey.read(secret);
        VerifyingKey verifying = VerifyingKey.read(open);
        assertThat(read.verifying().id())
                .isEqualTo(verifying.id())
                .isEqualTo(key.verifying().id());
        assertThat(verifying.verifies(MESSAGE, read.sign(MESSAGE))).isTrue();
        assertThat(verifying.verifies(MESSAGE, SigningKey.generate().sign(MESSAGE)))
                .isFalse();
        assertThat(verifying.verifies(MESSAGE, new byte[3])).isFalse();
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        SigningKey.generate().create(secret, open);
        String before = Files.readString(secret);
        assertThatThrownBy(() -> SigningKey.generate().create(secret, open))
                .isInstanceOf(FileAlreadyExistsException.class);
        Files.delete(open);
        assertThatThrownBy(() -> SigningKey.generate().create(secret, open))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(secret)).isEqualTo(before);
    }

    /// Which of two keys is meant is for nobody to guess.
    @Test
    void aFileHoldsOneKey() throws Exception {
        SigningKey.generate().create(secret, open);
        SigningKey.generate().create(directory.resolve("b.key"), directory.resolve("b.pub"));
        Files.writeString(open, Files.readString(directory.resolve("b.pub")), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> VerifyingKey.read(open))
                .isInstanceOf(UnusableKey.class)
                .hasMessage(open + " holds more than one key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "PRIVATE KEY           | " + ED25519 + " | -",
                "PRIVATE KEY           | " + X25519 + "  | is not an Ed25519 private key",
                "PRIVATE KEY           | AAAA            | is not an Ed25519 private key",
                "PUBLIC KEY            | AAAA            | holds `PUBLIC KEY`, not `PRIVATE KEY`",
                "ENCRYPTED PRIVATE KEY | AAAA            | holds `ENCRYPTED PRIVATE KEY`",
                "no block              | ''              | holds no PEM block `PRIVATE KEY`",
            })
    void whatIsNoKeyIsToldWithTheFile(String label, String base64, String why) throws Exception {
        Files.writeString(secret, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
        if (why == null) {
            assertThat(SigningKey.read(secret).sign(MESSAGE)).hasSize(64);
        } else {
            assertThatThrownBy(() -> SigningKey.read(secret))
                    .isInstanceOf(UnusableKey.class)
                    .hasMessageStartingWith(secret.toString())
                    .hasMessageContaining(why);
        }
    }
}
