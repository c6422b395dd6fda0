// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.dsl.diagnostic.Code;

final class DataFilesTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "a.hpol,names.txt,names.txt",
        "a.hpol,data/names.txt,data/names.txt",
        "a.hpol,./data//names.txt,data/names.txt",
        "sub/a.hpol,names.txt,sub/names.txt",
        "sub/a.hpol,../names.txt,names.txt",
        "sub/deep/a.hpol,../../data/names.txt,data/names.txt",
        "<stdin>,names.txt,names.txt",
    })
    void pathsAreRelativeToTheFileThatNamesThem(String source, String path, String name) {
        DataFiles files = memory(Map.of(name, bytes("x")));
        DataFile read = files.read(path, at(source));
        assertThat(read).isInstanceOf(DataFile.Read.class);
        assertThat(((DataFile.Read) read).name()).isEqualTo(name);
        assertThat(files.files()).containsOnlyKeys(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../names.txt|leads out of the policy directory",
                "sub/../../names.txt|leads out of the policy directory",
                "/etc/passwd|not a relative path",
                "C:/names.txt|not a relative path",
                "''|not a relative path",
                "data\\names.txt|not a path of a file",
                "gone.txt|there is no `gone.txt` in the policy directory",
                ".|not a file",
                "sub|not a file",
            })
    void whatIsNotThereOrNotBelowIsTold(String path, String why) throws IOException {
        Files.createDirectory(root.resolve("sub"));
        assertThat(why(directory().read(path, at("a.hpol")))).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u202E", "a*?b"})
    void oddPathsAreTold(String path) {
        assertThat(directory().read(path, at("a.hpol"))).isInstanceOf(DataFile.Unreadable.class);
    }

    @Test
    void onlyWhatIsNamedIsRead() throws Exception {
        write("a.hpol", "policy a");
        write("read.txt", "x");
        write("other.txt", "y");
        SourceSet set = SourceSet.read(root);
        DataFiles files = set.dataFiles();
        assertThat(files.files()).isEmpty();
        files.read("read.txt", at("a.hpol"));
        assertThat(files.files()).containsOnlyKeys("read.txt");
        assertThat(set.files()).containsOnlyKeys("a.hpol");
        assertThat(set.dataFiles().files()).isEmpty();
    }

    @Test
    void aSingleFileReadsFromItsDirectory() throws Exception {
        write("sub/a.hpol", "policy a");
        write("sub/names.txt", "x");
        write("up.txt", "x");
        DataFiles files = SourceSet.read(root.resolve("sub/a.hpol")).dataFiles();
        assertThat(files.read("names.txt", at("a.hpol"))).isInstanceOf(DataFile.Read.class);
        assertThat(why(files.read("../up.txt", at("a.hpol")))).isEqualTo("leads out of the policy directory");
    }

    /// As Kubernetes mounts a ConfigMap.
    @Test
    void linksWithinTheDirectoryAreFollowedAndOthersNot(@TempDir Path elsewhere) throws IOException {
        write("..data/names.txt", "x");
        Files.createSymbolicLink(root.resolve("names.txt"), Path.of("..data/names.txt"));
        Files.createSymbolicLink(
                root.resolve("passwords.txt"), Files.writeString(elsewhere.resolve("secret"), "root:x:0:0"));
        Files.createSymbolicLink(root.resolve("out"), elsewhere);
        assertThat(directory().read("names.txt", at("a.hpol"))).isInstanceOf(DataFile.Read.class);
        for (String path : List.of("passwords.txt", "out/secret")) {
            assertThat(why(directory().read(path, at("a.hpol"))))
                    .isEqualTo("a symbolic link leads out of the policy directory");
        }
    }

    @Test
    void theSizeOfOneIsBounded() throws IOException {
        Files.write(root.resolve("fits.txt"), new byte[DataFiles.MAX_FILE_BYTES]);
        Files.write(root.resolve("large.txt"), new byte[DataFiles.MAX_FILE_BYTES + 1]);
        assertThat(directory().read("fits.txt", at("a.hpol"))).isInstanceOf(DataFile.Read.class);
        assertThat(why(directory().read("large.txt", at("a.hpol")))).startsWith("longer than the 16777216 bytes");
    }

    @Test
    void theSizeOfAllTogetherIsBoundedAndEachCountsOnce() {
        byte[] share = new byte[DataFiles.MAX_FILE_BYTES];
        int count = DataFiles.MAX_TOTAL_BYTES / DataFiles.MAX_FILE_BYTES;
        DataFiles files = memory(Map.of("a", share, "b", share, "c", share, "d", share, "e", new byte[1]));
        for (String name : List.of("a", "b", "c", "d", "a", "b")) {
            assertThat(files.read(name, at("a.hpol"))).isInstanceOf(DataFile.Read.class);
        }
        assertThat(files.files()).hasSize(count);
        assertThat(why(files.read("e", at("a.hpol")))).startsWith("all data files together hold more than");
        assertThat(files.files()).hasSize(count);
    }

    @Test
    void twoSourcesOfOneNameAreRefused() {
        var source = new Source("a.hpol", "policy a");
        assertThatThrownBy(() -> SourceSet.of(List.of(source, source), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SourceSet.of(List.of(source), Map.of()).files()).containsOnlyKeys("a.hpol");
    }

    private DataFiles directory() {
        return new DataFiles(new DataSource.Directory(root));
    }

    private static DataFiles memory(Map<String, byte[]> files) {
        return SourceSet.of(List.of(), files).dataFiles();
    }

    private static Span at(String source) {
        return new Span(new Source(source, "list a from \"b\""), 12, 15);
    }

    private static String why(DataFile file) {
        var diagnostic = ((DataFile.Unreadable) file).diagnostic();
        assertThat(diagnostic.code()).isEqualTo(Code.P210);
        assertThat(diagnostic.primary().span().text()).isEqualTo("\"b\"");
        return diagnostic.primary().text();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
