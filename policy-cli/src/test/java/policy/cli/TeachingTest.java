// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;
import static policy.cli.Said.hpolReading;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.cli.report.ErrorPage;

/// What hpol says of itself: help, mistaken calls, codes.
final class TeachingTest {

    @Test
    void the_help_lists_every_command_under_what_it_is_for() {
        String help = hpol("--help").out();
        assertThat(help).contains("Write policies:\n  init ", "Look at what happened:\n", "docs/cli.md");
        for (Commands command : Commands.values()) {
            assertThat(help).containsPattern("\n  " + command.word() + " +[A-Z]");
        }
        assertThat(help)
                .containsPattern("\n +0 +fine\n")
                .containsPattern("\n +1 +")
                .containsPattern("\n +2 +");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELP")
    void every_command_tells_its_exit_status_and_fits_the_screen(Commands command) {
        String help = hpol(command.word(), "--help").out();
        assertThat(help).startsWith("Usage: hpol " + command.word()).contains("Exit status:\n");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chekc                              | unknown command `chekc`; did you mean `check`?        | hpol",
                "chekc policies                     | unknown command `chekc`; did you mean `check`?        | hpol",
                "frobnicate                         | unknown command `frobnicate`; there are init, check,  | hpol",
                "--jsn                              | unknown option `--jsn`                                | hpol",
                "check policies --jsn               | unknown option `--jsn`; did you mean `--json`?        | hpol"
                        + " check",
                "check policies --fromat=json       | unknown option `--fromat`; did you mean `--format`?   | hpol"
                        + " check",
                "check --format xml policies        | invalid value for option `--format`                   | hpol"
                        + " check",
                "check --format json --json x       | mutually exclusive                                    | hpol"
                        + " check",
                "verify a b                         | `b` is one argument too many                          | hpol"
                        + " verify",
                "bench htp                          | unknown command `htp`; did you mean `http`?           | hpol"
                        + " bench",
                "eval - -                           | the policy or the request, not both                   | hpol"
                        + " eval",
                "explain                            | which code? such as P203                              | hpol"
                        + " explain",
                "explain P999                       | there is no code `P999`                               | hpol"
                        + " explain",
                "explain q203                       | there is no code `q203`; did you mean P203?           | hpol"
                        + " explain",
                "completion tcsh                    | expected one of [bash, zsh, fish]                     | hpol"
                        + " completion",
            })
    void a_mistaken_call_is_told_with_the_next_step(String call, String says, String next) {
        Said said = hpol(call.split(" "));
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("hpol: ").contains(says).endsWith("try:  " + next + " --help\n");
    }

    @Test
    void a_call_without_a_command_shows_the_help() {
        Said said = hpol();
        assertThat(said.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(said.err()).contains("Start here:");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void every_code_is_explained(String code) {
        Said said = hpol("explain", code.toLowerCase(Locale.ROOT));
        assertThat(said.status()).isEqualTo(ExitStatus.FINE);
        assertThat(said.out()).startsWith(code + " ").contains("What to do.").doesNotContain("```", "](", "**What");
        assertThat(hpol("explain", "--list").out()).containsPattern("(?m)^" + code + "  \\S");
    }

    static List<String> codes() {
        return ErrorPage.codes();
    }

    @Test
    void standard_input_is_a_policy() {
        Said said = hpolReading("policy a\n\nallow x on htp {\n}\n", "check", "-");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.err()).contains("--> <stdin>:3:12");
        assertThat(hpolReading("policy a\n", "check", "-").out()).startsWith("<stdin>: fine. 0 rules, 0 tests, ");
    }
}
