// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.runtime.revision.Revision;

/// A policy set has one revision, wherever it was checked out and however it is read.
final class RevisionTest {

    private static final String POLICY = """
        policy shop

        list banned from "lists/banned.csv"

        /// Two lines
        /// of words.
        deny banned_people on web {
            when subject.id in banned // and nobody else
        }
        """;

    private static final String BANNED = "eve\nmallory\n";

    @TempDir
    Path directory;

    @Test
    void itIsWhatSha256sumMakesOfTheListing() {
        // printf 'policy a\n' | sha256sum, then that line through sha256sum again
        var files = Map.of("a.hpol", "policy a\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Revision.digest(files.get("a.hpol")))
                .isEqualTo("cbf663cfe7643c7fd62f1306f8dfd81be121bedd95adeee1c81eb3e0bd89a440");
        assertThat(Revision.of(files).hash())
                .isEqualTo("dc4ea58f7f28b18365cd0410d6eb9e72a3bad4fc3f12ff0d8d11a3022fa42230");
    }

    @ParameterizedTest
    @CsvSource({"'\n','\r\n',''", "'\n','\r\n','\uFEFF'", "'\n','\n','\uFEFF'"})
    void gitsLineEndsAndAnEditorsMarkAreNoChange(String from, String to, String mark) throws Exception {
        Revision revision = revisionOf(POLICY, BANNED);
        assertThat(revisionOf(mark + POLICY.replace(from, to), mark + BANNED.replace(from, to)))
                .isEqualTo(revision);
    }

    @ParameterizedTest
    @CsvSource({
        "two lines, 2 lines", // documentation, too: it is what was reviewed
        "banned_people, banned_folk",
        "words., 'words. '",
    })
    void everyOtherByteIs(String from, String to) throws Exception {
        assertThat(revisionOf(POLICY.replaceFirst("(?i)" + from, to), BANNED)).isNotEqualTo(revisionOf(POLICY, BANNED));
        assertThat(revisionOf(POLICY, BANNED + "x\n")).isNotEqualTo(revisionOf(POLICY, BANNED));
    }

    @Test
    void theDirectoryIsNotPartOfItAndTheContentAloneGivesItAgain() throws Exception {
        Revision revision = revisionOf(POLICY.replace("\n", "\r\n"), BANNED);
        write("elsewhere/deep/shop.hpol", POLICY);
        write("elsewhere/deep/lists/banned.csv", BANNED);
        write("elsewhere/deep/lists/other.csv", "nobody names this");
        SourceSet elsewhere = SourceSet.read(directory.resolve("elsewhere/deep"));
        assertThat(compiled(elsewhere)).isEqualTo(revision);

        var read = elsewhere.dataFiles();
        read.read(
                "lists/banned.csv",
                new policy.dsl.source.Span(elsewhere.sources().getFirst(), 0, 0));
        var delivered = elsewhere.content(read);
        assertThat(delivered).containsOnlyKeys("shop.hpol", "lists/banned.csv");
        assertThat(Revision.of(delivered)).isEqualTo(revision);
        assertThat(compiled(SourceSet.of(delivered))).isEqualTo(revision);
    }

    @Test
    void theOrderIsThatOfBytesAndNotOfTheMap() {
        byte[] nothing = {};
        var one = new LinkedHashMap<String, byte[]>();
        var other = new LinkedHashMap<String, byte[]>();
        // In UTF-16 the second stands before the first.
        List<String> names = List.of("\uFF5Ea.hpol", "\uD83D\uDE00.hpol", "a/b.hpol", "a.hpol");
        names.forEach(name -> one.put(name, nothing));
        names.reversed().forEach(name -> other.put(name, nothing));
        assertThat(Revision.of(one)).isEqualTo(Revision.of(other)).isEqualTo(Revision.of(new TreeMap<>(one)));
        assertThat(names.stream().sorted(Revision::byBytes))
                .containsExactly("a.hpol", "a/b.hpol", "\uFF5Ea.hpol", "\uD83D\uDE00.hpol");
    }

    @Test
    void noNameCanPretendToBeTwoFiles() {
        byte[] nothing = {};
        String two = "a.hpol\n" + Revision.digest(nothing) + "  b.hpol";
        assertThatThrownBy(() -> Revision.of(Map.of(two, nothing))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"'a\tb.hpol', control character", "'a\\b.hpol', backslash", "e\u0301.hpol, normal form C"})
    void namesThatDifferFromMachineToMachineAreRefused(String name, String why) throws Exception {
        assertThat(Normalizer.isNormalized("\u00e9.hpol", Normalizer.Form.NFC)).isTrue();
        write("\u00e9.hpol", "policy fine\n");
        write(name, "policy a\n");
        assertThat(SourceSet.read(directory).diagnostics()).singleElement().satisfies(told -> {
            assertThat(told.code()).hasToString("P001");
            assertThat(told.message()).contains(why);
        });
    }

    private Revision revisionOf(String policy, String banned) throws IOException, NoSources {
        write("policies/shop.hpol", policy);
        write("policies/lists/banned.csv", banned);
        return compiled(SourceSet.read(directory.resolve("policies")));
    }

    private static Revision compiled(SourceSet sources) {
        Compilation compilation = new Compiler(Fixtures.VOCABULARY).compile(sources);
        assertThat(compilation.diagnostics()).isEmpty();
        return compilation.policies().orElseThrow().revision();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
