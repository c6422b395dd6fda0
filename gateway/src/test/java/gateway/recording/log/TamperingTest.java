// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever is done to the bytes of a log without its key, a verifier finds it.
final class TamperingTest {

    private static Path original = Path.of("");
    private static Path copy = Path.of("");

    @BeforeContainer
    static void writeALog() throws Exception {
        original = Logs.write(Files.createTempDirectory("tampering").resolve("log"), 1 << 14, 2000);
        copy = Files.createDirectories(original.resolveSibling("copy"));
        assertThat(LogVerifier.verify(original).intact()).isTrue();
    }

    @AfterContainer
    static void clean() throws IOException {
        try (var files = Files.walk(original.resolveSibling(""))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 60)
    void changedBytesAreFound(@ForAll Random chance, @ForAll @IntRange(min = 1, max = 20) int times)
            throws IOException {
        List<Path> files = restore();
        Path file = files.get(chance.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        byte[] changed = bytes.clone();
        for (int i = 0; i < times; i++) {
            changed[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
        }
        Files.write(file, changed);

        assertThat(LogVerifier.verify(copy).intact()).isEqualTo(Arrays.equals(bytes, changed));
    }

    @Property(tries = 30)
    void movedBytesAreFound(@ForAll Random chance, @ForAll @IntRange(min = 1, max = 500) int length)
            throws IOException {
        List<Path> files = restore();
        Path file = files.get(chance.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        byte[] changed = bytes.clone();
        int moved = Math.min(length, bytes.length);
        System.arraycopy(
                bytes,
                chance.nextInt(bytes.length - moved + 1),
                changed,
                chance.nextInt(bytes.length - moved + 1),
                moved);
        Files.write(file, changed);

        assertThat(LogVerifier.verify(copy).intact()).isEqualTo(Arrays.equals(bytes, changed));
    }

    @Property(tries = 30)
    void filesThatChangedPlacesOrAreGoneAreFound(@ForAll Random chance) throws IOException {
        List<Path> files = restore();
        Path one = files.get(chance.nextInt(files.size()));
        Path other = files.get(chance.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(one);
        if (one.equals(other)) {
            Files.delete(one);
        } else {
            Files.write(one, Files.readAllBytes(other));
            Files.write(other, bytes);
        }

        assertThat(LogVerifier.verify(copy).intact()).isFalse();
    }

    /// @return the files of the copy that count, all as they were
    private static List<Path> restore() throws IOException {
        var from = new LogDirectory(original);
        var names = new java.util.ArrayList<>(
                from.segments().stream().map(from::segment).toList());
        names.add(from.checkpoint());
        names.add(from.publicKey());
        for (Path file : names) {
            Files.write(copy.resolve(file.getFileName()), Files.readAllBytes(file));
        }
        return names.stream().map(file -> copy.resolve(file.getFileName())).toList();
    }
}
