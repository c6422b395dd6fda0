// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Completion, as the shells carry it out.
final class CompletionTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hpol che               | check",
                "hpol check --fo        | --format",
                "hpol check --format    | text json sarif",
                "hpol check --format sa | sarif",
                "hpol completion z      | zsh",
                "hpol approvals sh      | show",
                "hpol approvals list --re | --reviews",
                "hpol check polic       | policies",
            })
    void bash_completes(String typed, String words) throws Exception {
        Files.createDirectory(folder.resolve("policies"));
        String line = typed.endsWith("--format") ? typed + " " : typed;
        assertThat(bash("""
            compopt() { :; } # there only while somebody types
                source <(cat)
            COMP_LINE=$LINE
            COMP_POINT=${#LINE}
            read -ra COMP_WORDS <<< "$LINE"
            [[ $LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_hpol hpol "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[@]}"
            """, line, hpol("completion", "bash").out())).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "fish")
    void the_script_of_a_shell_like_bash_parses(CompletionCommand.Shell shell) throws Exception {
        String script = hpol("completion", shell.name()).out();
        assertThat(bash("bash -n <(cat) && echo fine", "", script)).isEqualTo("fine");
    }

    @Test
    void fish_is_told_of_every_command_option_and_word() {
        String script = hpol("completion", "fish").out();
        for (Commands command : Commands.values()) {
            assertThat(script).contains(" -n '__fish_use_subcommand' -a " + command.word() + " -d '");
        }
        assertThat(script)
                .contains("-n '__fish_seen_subcommand_from check' -l format -x -a 'text json sarif' -d '")
                .contains("-n '__fish_seen_subcommand_from gateway' -l config -r -F -d 'The configuration.")
                .contains("-n '__fish_seen_subcommand_from check' -F\n")
                .contains("-n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'\n")
                .contains("The gateway\\'s data directory.");
        assertThat(script.lines()).allSatisfy(line -> assertThat(line).startsWith("complete -c hpol "));
    }

    /// What a bash script prints, in an empty folder, with `LINE` set and the text on its standard input.
    private String bash(String script, String line, String input) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "--norc", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LINE", line);
        Process bash = builder.start();
        try (var stdin = bash.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return said.strip();
    }
}
