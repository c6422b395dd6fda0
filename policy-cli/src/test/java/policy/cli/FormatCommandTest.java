// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;
import static policy.cli.Said.hpolReading;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `hpol fmt` as a person, a build and an editor call it.
final class FormatCommandTest {

    private static final String FINE = "policy a\n\nlet x = 5\n";
    private static final String LOOSE = "policy a\nlet x=5  // five\n";
    private static final String TIGHT = "policy a\n\nlet x = 5  // five\n";
    private static final String BROKEN = "policy a\nlet x = a && b\n";

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Said fmt(String... options) {
        return hpol(Stream.concat(Stream.of("fmt", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void every_example_is_in_the_one_format() {
        assertThat(hpol("fmt", "--check", "--diff", "../policy-examples")).isEqualTo(new Said(0, "", ""));
    }

    @Test
    void files_are_rewritten_and_told() throws IOException {
        Path loose = file("loose.hpol", LOOSE);
        Path fine = file("fine.hpol", FINE);
        Said said = fmt();
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out()).isEqualTo(loose + ": formatted\n2 files: 1 formatted, 1 fine\n");
        assertThat(said.err()).isEmpty();
        assertThat(loose).hasContent(TIGHT);
        assertThat(fine).hasContent(FINE);
        assertThat(fmt().out()).isEqualTo("2 files: 0 formatted, 2 fine\n");
    }

    @Test
    void what_does_not_parse_is_told_and_left_alone() throws IOException {
        Path broken = file("broken.hpol", BROKEN);
        Path loose = file("loose.hpol", LOOSE);
        Said said = fmt();
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("error[P108]", "broken.hpol:2:11");
        assertThat(said.out()).endsWith("2 files: 1 formatted, 0 fine, 1 left alone\n");
        assertThat(broken).hasContent(BROKEN);
        assertThat(loose).hasContent(TIGHT);
    }

    @Test
    void a_policy_that_does_not_compile_is_formatted() throws IOException {
        Path file = file("a.hpol", "policy a\nallow x on htp { when nobody }\n");
        assertThat(fmt().status()).isEqualTo(ExitStatus.FINE);
        assertThat(file).hasContent("policy a\n\nallow x on htp {\n    when    nobody\n}\n");
    }

    @Test
    void checking_changes_nothing_and_fails() throws IOException {
        Path loose = file("loose.hpol", LOOSE);
        Said said = fmt("--check");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out()).isEqualTo(loose + ": not in the one format\n1 file: 1 not in the one format, 0 fine\n");
        assertThat(loose).hasContent(LOOSE);
        file("loose.hpol", TIGHT);
        assertThat(fmt("--check").status()).isEqualTo(ExitStatus.FINE);
    }

    @ParameterizedTest
    @CsvSource({"--diff, 0", "--diff --check, 1"})
    void a_difference_is_shown_and_nothing_changed(String options, int status) throws IOException {
        Path loose = file("loose.hpol", LOOSE);
        Said said = fmt(options.split(" "));
        assertThat(said).isEqualTo(new Said(status, """
            --- %1$s
            +++ %1$s
            @@ -1,2 +1,3 @@
             policy a
            -let x=5  // five
            +
            +let x = 5  // five
            """.formatted(loose), ""));
        assertThat(loose).hasContent(LOOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy a", "policy a\r\n", "\uFEFFpolicy a\n"})
    void what_nobody_sees_is_a_difference_too(String text) throws IOException {
        Path file = file("a.hpol", text);
        assertThat(fmt("--diff").out()).contains("-" + text.replace("\n", ""), "+policy a\n");
        assertThat(fmt().out()).contains("1 formatted");
        assertThat(Files.readString(file)).isEqualTo("policy a\n");
    }

    @Test
    void a_missing_last_line_end_is_shown_as_diff_shows_it() throws IOException {
        file("a.hpol", "policy a");
        assertThat(fmt("--diff").out()).endsWith("-policy a\n\\ No newline at end of file\n+policy a\n");
    }

    @Test
    void a_difference_is_coloured_where_that_is_wanted() throws IOException {
        file("loose.hpol", LOOSE);
        assertThat(fmt("--diff", "--color", "always").out())
                .contains("\u001b[31m-let x=5", "\u001b[32m+let x = 5", "\u001b[36m@@");
        assertThat(fmt("--diff", "--color", "never").out()).doesNotContain("\u001b");
    }

    @Test
    void standard_input_goes_to_standard_output() {
        assertThat(hpolReading(LOOSE, "fmt", "-")).isEqualTo(new Said(0, TIGHT, ""));
        assertThat(hpolReading(FINE, "fmt", "-", "--check").status()).isEqualTo(ExitStatus.FINE);
        assertThat(hpolReading(LOOSE, "fmt", "-", "--check").out()).startsWith("<stdin>: not in the one format\n");
        Said broken = hpolReading(BROKEN, "fmt", "-", "--stdin-name", "policies/a.hpol");
        assertThat(broken.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("--> policies/a.hpol:2:11");
    }

    @Test
    void programs_get_one_document() throws IOException {
        Path loose = file("loose.hpol", LOOSE);
        file("broken.hpol", BROKEN);
        Said said = fmt("--json", "--diff");
        JsonNode json = said.json();
        assertThat(said.err()).isEmpty();
        assertThat(json.path("format").textValue()).isEqualTo("hpol.fmt/1");
        assertThat(json.path("fine").booleanValue()).isFalse();
        assertThat(json.path("changed").intValue()).isOne();
        assertThat(json.at("/files/0/parsed").booleanValue()).isFalse();
        assertThat(json.at("/files/1/path").textValue()).isEqualTo(loose.toString());
        assertThat(json.at("/files/1/diff").textValue()).contains("+let x = 5");
        assertThat(json.at("/diagnostics/0/code").textValue()).isEqualTo("P108");
        assertThat(loose).hasContent(LOOSE);
        assertThat(fmt("--json").json().path("changed").intValue()).isOne();
        assertThat(loose).hasContent(TIGHT);
        assertThat(hpolReading(LOOSE, "fmt", "-", "--json")
                        .json()
                        .at("/files/0/text")
                        .textValue())
                .isEqualTo(TIGHT);
    }

    @Test
    void a_file_keeps_its_permissions_and_a_link_stays_one() throws IOException {
        Path file = file("a.hpol", LOOSE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        Path link = Files.createSymbolicLink(folder.resolve("link.hpol"), file);
        assertThat(hpol("fmt", link.toString(), folder.toString(), file.toString())
                        .out())
                .isEqualTo(link + ": formatted\n1 file: 1 formatted, 0 fine\n");
        assertThat(link).isSymbolicLink().hasContent(TIGHT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void what_grows_too_long_is_left_alone() throws IOException {
        Path file = file("a.hpol", "policy a\n" + "let x=1\n".repeat(1 << 17).substring("policy a\n".length() + 7));
        Said said = fmt();
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("error[P001]: formatted, this file is longer than the 1048576 bytes");
        assertThat(Files.size(file)).isLessThanOrEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fmt           | missing required parameter: `PATH`",
                "fmt - a.hpol  | give standard input or files, not both",
                "fmt nowhere   | does not exist",
            })
    void a_mistaken_call_is_told(String call, String says) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains(says);
    }
}
