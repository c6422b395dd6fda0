// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.SourceSet;

/// Every mistake has a page that shows it, what `hpol check` says of it, and how it is mended. `-Dupdate` writes what
/// `hpol check` says into the pages.
final class ErrorPagesTest {

    private static final boolean UPDATE = System.getProperty("update") != null;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGES = ROOT.resolve("docs/errors");

    /// No text on a page shows them: P001 is about files that cannot be read as text.
    private static final Set<Code> NOT_SHOWN_BY_TEXT = EnumSet.of(Code.P001);

    /// An empty line, then lines that are indented.
    private static final Pattern OUTPUT = Pattern.compile("\\G\\n(?: {4}.*\\n)+");

    private static Path page(Code code) {
        return PAGES.resolve(code + ".md");
    }

    @ParameterizedTest
    @EnumSource
    void every_mistake_has_a_page_with_a_failing_and_a_mended_example(Code code) {
        assertThat(Snippet.read(page(code)))
                .startsWith("# " + code + " ")
                .containsPattern("(?m)^ {4}(error|warning)\\[" + code + "]: ")
                .contains("**What to do.** ");
        List<Snippet> snippets = Snippet.of(page(code), ROOT);
        assertThat(snippets.stream().filter(Snippet::fails).map(Snippet::code).collect(Collectors.toSet()))
                .isEqualTo(NOT_SHOWN_BY_TEXT.contains(code) ? Set.of() : Set.of(code.name()));
        assertThat(snippets.getLast().compile().diagnostics()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_page_shows_is_what_check_says(Code code) throws IOException {
        String page = Snippet.read(page(code));
        String right = withDiagnostics(page, Snippet.of(page(code), ROOT));
        if (UPDATE) {
            Files.writeString(page(code), right);
        } else {
            assertThat(page).isEqualTo(right);
        }
    }

    /// The mended example of the page, saved as Latin-1.
    @Test
    void what_the_page_of_unreadable_files_shows_is_what_check_says(@TempDir Path directory) throws Exception {
        Path page = page(Code.P001);
        String text = Snippet.of(page, ROOT).getLast().text();
        Files.write(directory.resolve("page.hpol"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Snippet.read(page)).contains(told(SourceSet.read(directory).diagnostics()));
    }

    @Test
    void every_page_is_of_a_mistake_there_is() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> name.startsWith("P")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Code.values()).map(code -> code + ".md").toList());
        }
    }

    /// The page with the diagnostic of each failing block right behind it.
    private static String withDiagnostics(String page, List<Snippet> snippets) {
        var right = new StringBuilder();
        int copied = 0;
        for (Snippet snippet : snippets) {
            if (snippet.fails()) {
                right.append(page, copied, snippet.end())
                        .append('\n')
                        .append(told(snippet.compile().diagnostics()));
                var shown = OUTPUT.matcher(page);
                copied = shown.find(snippet.end()) ? shown.end() : snippet.end();
            }
        }
        return right.append(page, copied, page.length()).toString();
    }

    private static String told(List<Diagnostic> diagnostics) {
        assertThat(diagnostics).as("one mistake is told once").hasSize(1);
        String text = new TextRenderer(/* colour= */ false).render(diagnostics);
        // The line that counts the mistakes is about the run.
        return text.substring(0, text.lastIndexOf("\n\n") + 1).indent(4);
    }
}
