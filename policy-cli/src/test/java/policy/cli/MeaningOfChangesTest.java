// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.cli.Said.hpol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `hpol diff`, what it says of requests, on packs that are changed; and what docs/changes.md shows of it.
final class MeaningOfChangesTest {

    private static final Path EXAMPLES = Path.of("../policy-examples");
    private static final Path PAGE = Path.of("../docs/changes.md");

    @TempDir
    private Path folder;

    /// A copy of a pack, all its policies with one text put for another.
    private String changed(String pack, String... replacements) throws IOException {
        Path copy = folder.resolve("after");
        try (var files = Files.walk(EXAMPLES.resolve(pack))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(EXAMPLES.resolve(pack).relativize(file).toString());
                Files.createDirectories(to.getParent());
                String text = Files.readString(file);
                for (int i = 0; i < replacements.length; i += 2) {
                    text = text.replace(replacements[i], replacements[i + 1]);
                }
                Files.writeString(to, text);
            }
        }
        return copy.toString();
    }

    private static String original(String pack) {
        return EXAMPLES.resolve(pack).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "starter       | let contracted                 | let contracts = 1 > 2 or has http.path",
                "production-db | people.contractor or sql.tables intersects cardholder | sql.tables intersects"
                        + " cardholder",
            })
    void a_side_that_does_not_compile_leaves_it_unknown_and_the_rest_is_told(String pack, String was, String is)
            throws IOException {
        Said said = hpol("diff", original(pack), changed(pack, was, is), "--color=never");
        assertThat(said.status()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(said.out())
                .contains(pack.equals("starter") ? "otherwise is unknown: " : "Lets more through\n")
                .contains(pack.equals("starter") ? "Told from the text alone" : "By its text: 1 may let more through");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "starter       | contracted    | under_contract",
                "starter       | [GET, HEAD]   | [HEAD, GET]",
                "production-db | people.contractor or sql.tables intersects cardholder | sql.tables intersects"
                        + " cardholder or people.contractor",
                "kubernetes    | when          | when   ",
            })
    void other_words_for_the_same_are_proved_to_be_the_same(String pack, String was, String is) throws IOException {
        Said said = hpol("diff", original(pack), changed(pack, was, is), "--color=never");
        assertThat(said.out()).contains("No request is decided otherwise: proved.");
    }

    @Test
    void the_page_shows_what_is_printed() throws IOException {
        Said said = hpol("diff", original("starter"), changed("starter", CHANGE), "--color=never");
        Golden.assertSame("diff/starter.text", named(said.out()));
        String page = Files.readString(PAGE);
        String shown = named(said.out())
                .lines()
                .skip(2)
                .limit(13)
                .map(line -> line.isEmpty() ? line : "    " + line)
                .reduce("", (one, line) -> one + line + "\n");
        assertThat(page).contains(shown);
    }

    private static final String[] CHANGE = {
        "http.method in [GET, HEAD]",
        "http.method in [GET, HEAD, OPTIONS]",
        "    ask     1 of group(\"leads\")",
        "    unless  resource.name == \"orders\"\n    ask     1 of group(\"leads\")",
        "find    email, credit_card, iban as redact",
        "find    email, iban as redact",
    };

    private String named(String out) {
        return out.replace(folder.resolve("after").toString(), "after")
                .replace(WorkingDirectory.seen(EXAMPLES.resolve("starter")).toString(), "before");
    }

    @ParameterizedTest
    @CsvSource({"--json, json", "--markdown, md"})
    void it_is_told_to_programs_and_reviewers(String form, String ending) throws IOException {
        Said said = hpol("diff", original("starter"), changed("starter", CHANGE), form);
        Golden.assertSame("diff/starter." + ending, named(said.out()));
    }

    /// A test that is pasted holds with the new policies.
    @Test
    void what_is_shown_can_be_pasted() throws IOException {
        String after = changed("starter", CHANGE);
        JsonNode meaning =
                hpol("diff", original("starter"), after, "--json").json().path("meaning");
        assertThat(meaning.path("result").asText()).isEqualTo("changed");
        assertThat(meaning.path("classes").size()).isGreaterThan(2);
        var tests = new StringBuilder("policy pasted\n");
        meaning.path("classes")
                .forEach(one -> tests.append('\n').append(one.path("test").asText()));
        Files.writeString(Path.of(after, "pasted.hpol"), tests.toString());
        Said run = hpol("test", after);
        assertThat(run.out() + run.err()).doesNotContain("pasted.hpol:");
        assertThat(run.out()).contains("passed");
    }

    @Test
    void over_its_budget_it_says_so() throws IOException {
        Said said = hpol("diff", original("starter"), changed("starter", CHANGE), "--budget=5", "--color=never");
        assertThat(said.out())
                .contains("Unknown\n", "the diagram grew over 5 branches", "try a larger --budget")
                .doesNotContain("proved");
        assertThat(hpol("diff", original("starter"), original("starter"), "--budget=0")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
    }
}
