// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.dsl.ast.Declaration;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;

final class SourceSetTest {

    @TempDir
    private Path root;

    @Test
    void readsDirectoriesInTheOrderOfTheirNames() throws Exception {
        write("b.hpol", "policy b");
        write("a/z.hpol", "policy z");
        write("a/b/c.hpol", "policy c");
        write("a.hpol", "policy a");
        SourceSet set = SourceSet.read(root);
        assertThat(names(set)).containsExactly("a.hpol", "a/b/c.hpol", "a/z.hpol", "b.hpol");
        assertThat(set.files().keySet()).containsExactly("a.hpol", "a/b/c.hpol", "a/z.hpol", "b.hpol");
        assertThat(set.files().get("b.hpol")).asString().isEqualTo("policy b");
        assertThat(set.diagnostics()).isEmpty();
    }

    @Test
    void leavesOutWhatIsHiddenBuiltOrOfAnotherKind() throws Exception {
        write("a.hpol", "policy a");
        write(".git/b.hpol", "not read");
        write(".c.hpol", "not read");
        write("target/d.hpol", "not read");
        write("sub/target/e.hpol", "not read");
        write("README.md", "not read");
        write("f.hpol.bak", "not read");
        assertThat(names(SourceSet.read(root))).containsExactly("a.hpol");
    }

    @Test
    void readsOneFileOfTheName() throws Exception {
        write("a.hpol", "policy a");
        write("README.md", "no policy");
        assertThat(names(SourceSet.read(root.resolve("a.hpol")))).containsExactly("a.hpol");
        SourceSet.check(root.resolve("a.hpol"));
        assertThatThrownBy(() -> SourceSet.read(root.resolve("README.md")))
                .isInstanceOf(NoSources.class)
                .hasMessageContaining("README.md` is not a policy file, since its name does not end in .hpol;");
        assertThatThrownBy(() -> SourceSet.check(root.resolve("README.md"))).isInstanceOf(NoSources.class);
    }

    @Test
    void readsATextThatIsInNoFile() throws IOException {
        SourceSet set = SourceSet.read("<stdin>", stream("\uFEFFpolicy a"));
        assertThat(set.sources()).containsExactly(new Source("<stdin>", "policy a"));
        assertThat(set.diagnostics()).isEmpty();
    }

    @Test
    void aTextThatIsInNoFileHasTheLimitOfAFile() throws IOException {
        SourceSet set = SourceSet.read("<stdin>", stream("x".repeat(SourceSet.MAX_FILE_BYTES + 1)));
        assertThat(set.sources()).isEmpty();
        assertThat(set.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.P001);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhenThereIsNothingToRead() throws IOException {
        assertThatThrownBy(() -> SourceSet.read(root.resolve("missing")))
                .isInstanceOf(NoSources.class)
                .hasMessageEndingWith("missing` does not exist");
        Files.createDirectory(root.resolve("empty"));
        assertThatThrownBy(() -> SourceSet.read(root.resolve("empty")))
                .isInstanceOf(NoSources.class)
                .hasMessageEndingWith("empty` holds no .hpol file");
    }

    @Test
    void loopsOfLinksEnd() throws Exception {
        write("a/b.hpol", "policy b");
        Files.createSymbolicLink(root.resolve("a/up"), root);
        Files.createSymbolicLink(root.resolve("self"), root.resolve("self2"));
        Files.createSymbolicLink(root.resolve("self2"), root.resolve("self"));
        assertThat(names(SourceSet.read(root))).containsExactly("a/b.hpol");
    }

    /// As Kubernetes mounts a ConfigMap: links to links within a hidden directory.
    @Test
    void linksWithinTheDirectoryAreFollowed() throws Exception {
        write("..2026/a.hpol", "policy a");
        Files.createSymbolicLink(root.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(root.resolve("a.hpol"), Path.of("..data/a.hpol"));
        assertThat(names(SourceSet.read(root))).containsExactly("a.hpol");
    }

    @Test
    void linksThatLeadOutAreNot(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "root:x:0:0");
        write("a.hpol", "policy a");
        Files.createSymbolicLink(root.resolve("b.hpol"), secret);
        Files.createSymbolicLink(root.resolve("c"), elsewhere);
        SourceSet set = SourceSet.read(root);
        assertThat(names(set)).containsExactly("a.hpol");
        assertThat(set.diagnostics())
                .extracting(d -> d.primary().span().source().name() + ": " + d.message())
                .containsExactly(
                        "b.hpol: a symbolic link leads out of the policy directory",
                        "c: a symbolic link leads out of the policy directory");
    }

    @Test
    void aBrokenLinkIsTold() throws Exception {
        write("a.hpol", "policy a");
        Files.createSymbolicLink(root.resolve("b.hpol"), Path.of("gone"));
        assertThat(SourceSet.read(root).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.P001);
    }

    @Test
    void deepDirectoriesAreTold() throws Exception {
        write("d/".repeat(SourceSet.MAX_DIRECTORY_DEPTH) + "a.hpol", "policy a");
        write("e/".repeat(SourceSet.MAX_DIRECTORY_DEPTH + 1) + "a.hpol", "policy a");
        SourceSet set = SourceSet.read(root);
        assertThat(set.sources()).hasSize(1);
        assertThat(set.diagnostics()).hasSize(1);
    }

    @Test
    void filesOverTheLimitAreTold() throws Exception {
        write("a.hpol", " ".repeat(SourceSet.MAX_FILE_BYTES));
        write("b.hpol", " ".repeat(SourceSet.MAX_FILE_BYTES + 1));
        SourceSet set = SourceSet.read(root);
        assertThat(names(set)).containsExactly("a.hpol");
        assertThat(set.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.P001);
    }

    @Test
    void aSetOverTheLimitIsTold() throws Exception {
        int files = SourceSet.MAX_TOTAL_BYTES / SourceSet.MAX_FILE_BYTES + 3;
        String content = " ".repeat(SourceSet.MAX_FILE_BYTES);
        for (int i = 100; i < 100 + files; i++) {
            write(i + ".hpol", content);
        }
        SourceSet set = SourceSet.read(root);
        assertThat(set.files().values().stream().mapToLong(b -> b.length).sum()).isEqualTo(SourceSet.MAX_TOTAL_BYTES);
        assertThat(set.diagnostics()).hasSize(1);
    }

    @Test
    void theLimitsHoldForFilesAtHandToo() {
        var large = new TreeMap<String, byte[]>();
        byte[] content = " ".repeat(SourceSet.MAX_FILE_BYTES).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= SourceSet.MAX_TOTAL_BYTES / SourceSet.MAX_FILE_BYTES; i++) {
            large.put("a%03d.hpol".formatted(i), content);
        }
        var many = new TreeMap<String, byte[]>();
        for (int i = 0; i <= SourceSet.MAX_FILES; i++) {
            many.put("a%05d.hpol".formatted(i), new byte[0]);
        }
        for (var files : List.of(large, many)) {
            SourceSet set = SourceSet.of(files);
            assertThat(set.sources()).hasSize(files.size() - 1);
            assertThat(set.diagnostics()).extracting(Diagnostic::code).containsExactly(Code.P001);
        }
    }

    @Test
    void onlyUtf8IsRead() throws Exception {
        Files.write(root.resolve("a.hpol"), "policy a // \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(root.resolve("b.hpol"), "policy b".getBytes(StandardCharsets.UTF_16));
        Files.write(root.resolve("c.hpol"), new byte[] {'x', (byte) 0xC3});
        Files.write(root.resolve("d.hpol"), new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        SourceSet set = SourceSet.read(root);
        assertThat(set.sources()).isEmpty();
        assertThat(set.diagnostics())
                .extracting(d -> d.primary().span().place())
                .containsExactly("a.hpol:1:13", "b.hpol:1:1", "c.hpol:1:2", "d.hpol:1:1");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        write("a.hpol", "\ufeffpolicy a");
        SourceSet set = SourceSet.read(root);
        assertThat(set.sources().getFirst().text()).isEqualTo("policy a");
        assertThat(set.files().get("a.hpol")).hasSize(11);
    }

    @Test
    void whatCannotBeReadIsParsedAsInvalid() throws Exception {
        write("a.hpol", "policy a");
        Files.write(root.resolve("b.hpol"), new byte[] {(byte) 0xFF});
        List<Parsed> parsed = Parser.parse(SourceSet.read(root));
        assertThat(parsed).hasSize(2);
        assertThat(parsed.getLast().hasErrors()).isTrue();
        assertThat(parsed.getLast().file().declarations().getFirst()).isInstanceOf(Declaration.Invalid.class);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> names(SourceSet set) {
        return set.sources().stream().map(Source::name).toList();
    }
}
