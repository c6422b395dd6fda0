// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When there is colour, and how files are named.
final class ScreenTest {

    @ParameterizedTest
    @CsvSource({
        "auto,   true,  '',                           true",
        "auto,   false, '',                           false",
        "auto,   true,  NO_COLOR=1,                   false",
        "auto,   true,  NO_COLOR=,                    true",
        "auto,   false, CLICOLOR_FORCE=1,             true",
        "auto,   false, CLICOLOR_FORCE=0,             false",
        "auto,   true,  CLICOLOR=0,                   false",
        "auto,   true,  TERM=dumb,                    false",
        "auto,   false, NO_COLOR=1 CLICOLOR_FORCE=1,  false",
        "always, false, NO_COLOR=1,                   true",
        "never,  true,  CLICOLOR_FORCE=1,             false",
    })
    void colour_is_where_it_is_wanted(Colour colour, boolean terminal, String environment, boolean coloured) {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : environment.isEmpty() ? new String[0] : environment.split(" ")) {
            variables.put(variable.replaceFirst("=.*", ""), variable.replaceFirst(".*=", ""));
        }
        assertThat(colour.on(variables, terminal)).isEqualTo(coloured);
    }

    @ParameterizedTest
    @CsvSource({
        "/home/ana/repo, /home/ana/repo/policies, policies",
        "/home/ana/repo, policies/../policies,    policies",
        "/home/ana/repo, /home/ana/repo,          .",
        "/home/ana/repo, /home/ana/other,         ../other",
        "/home/ana/repo, /tmp/a.hpol,             /tmp/a.hpol",
        "/,              /tmp/a.hpol,             tmp/a.hpol",
    })
    void files_are_named_from_the_working_directory(Path here, Path path, String seen) {
        assertThat(WorkingDirectory.seen(here.resolve(path), here)).hasToString(seen);
    }

    @Test
    void an_absolute_path_is_shown_relative() {
        String starter = Path.of("../policy-examples/starter").toAbsolutePath().toString();
        assertThat(hpol("check", starter).out()).startsWith("../policy-examples/starter: fine.");
    }

    @ParameterizedTest
    @CsvSource({"--color", "--colour"})
    void colour_is_asked_for_in_either_spelling(String option) {
        assertThat(hpol("explain", "P203", option, "always").out()).contains("\u001b[");
        assertThat(hpol("explain", "P203", option, "never").out()).doesNotContain("\u001b[");
    }
}
