// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.protocols.Protocols;

final class CompiledFilesTest {

    private static final String POLICY = """
        policy shop
        list banned from "data/banned.txt"
        deny banned_people on http {
          when subject.id in banned
        }
        """;

    @TempDir
    Path directory;

    private CompiledFiles files;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("shop.hpol"), POLICY);
        Files.writeString(directory.resolve("data/banned.txt"), "eve\n");
        files = new CompiledFiles(directory, Protocols.vocabulary());
    }

    @Test
    void aChangedListIsAChange() throws IOException {
        String before = files.get().fingerprint();
        assertThat(files.get().fingerprint()).isEqualTo(before);

        Files.writeString(directory.resolve("data/banned.txt"), "eve\nmallory\n");
        assertThat(files.get().fingerprint()).isNotEqualTo(before);

        Files.writeString(directory.resolve("data/other.txt"), "no list names this file\n");
        Files.writeString(directory.resolve("data/banned.txt"), "eve\n");
        assertThat(files.get().fingerprint()).isEqualTo(before);
    }

    @Test
    void whatIsCompiledIsWhatWasRead() throws IOException {
        Draft draft = files.get();
        Files.writeString(directory.resolve("data/banned.txt"), "mallory\n");

        assertThat(draft.compile().get())
                .isInstanceOfSatisfying(
                        Draft.Result.Good.class,
                        good -> assertThat(good.policies().revision().hash()).isEqualTo(draft.fingerprint()));
    }

    @Test
    void aListThatIsGoneDoesNotCompileAndComesBack() throws IOException {
        String before = files.get().fingerprint();
        Files.delete(directory.resolve("data/banned.txt"));

        Draft broken = files.get();
        assertThat(broken.fingerprint()).isNotEqualTo(before);
        assertThat(broken.compile().get())
                .isInstanceOfSatisfying(
                        Draft.Result.Broken.class, it -> assertThat(it.first()).contains("P210"));

        Files.writeString(directory.resolve("data/banned.txt"), "eve\n");
        assertThat(files.get().fingerprint()).isEqualTo(before);
    }
}
