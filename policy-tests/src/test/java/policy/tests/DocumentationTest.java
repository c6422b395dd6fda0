// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;
import policy.protocols.Protocols;
import policy.runtime.decision.DenialCode;

/// What the documentation shows is true: every `hpol` block compiles and passes its tests, or fails as it
/// says.
final class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```hpol( fails ([A-Z]\\d+))?\\n(.*?)^```");

    /// @param fails the code the block must show; empty if it must compile
    record Snippet(String place, String fails, String text) {
        @Override
        public String toString() {
            return fails.isEmpty() ? place : place + " fails " + fails;
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void every_snippet_does_what_its_page_says(Snippet snippet) {
        Compilation compilation =
                new Compiler(Protocols.vocabulary()).compile(List.of(new Source("page.hpol", snippet.text())));
        List<String> codes =
                compilation.diagnostics().stream().map(d -> d.code().name()).toList();
        if (snippet.fails().isEmpty()) {
            assertThat(compilation.diagnostics())
                    .filteredOn(d -> d.severity() == Severity.ERROR)
                    .isEmpty();
            assertThat(new TestRunner(Protocols.all())
                            .run(compilation.policies().orElseThrow(), compilation.tests()))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(TestResult.Passed.class));
        } else {
            assertThat(codes).containsOnly(snippet.fails());
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_mistake_has_a_page_with_a_failing_and_a_mended_example(Code code) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/errors/" + code + ".md"));
        assertThat(page).startsWith("# " + code + " ");
    }

    @ParameterizedTest
    @EnumSource
    void every_denial_has_a_page(DenialCode code) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/errors/" + code + ".md"));
        assertThat(page).startsWith("# " + code + " " + code.title());
    }

    @Test
    void the_reference_names_every_attribute_and_entity() throws IOException {
        String reference = Files.readString(ROOT.resolve("docs/language.md"));
        var names = new ArrayList<String>();
        Protocols.vocabulary().schemas().stream()
                .flatMap(schema -> schema.attributes().stream())
                .map(attribute -> attribute.name())
                .filter(name -> !name.endsWith(" finds"))
                .forEach(names::add);
        Protocols.vocabulary().entities().forEach(entity -> names.add(entity.name()));
        assertThat(names).allSatisfy(name -> assertThat(reference).contains("`" + name + "`"));
    }

    static List<Snippet> snippets() throws IOException {
        var pages = new ArrayList<Path>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream().flatMap(DocumentationTest::snippets).toList();
    }

    private static Stream<Snippet> snippets(Path page) {
        try {
            String text = Files.readString(page);
            var found = new ArrayList<Snippet>();
            for (Matcher block = BLOCK.matcher(text); block.find(); ) {
                long line = text.substring(0, block.start()).lines().count() + 1;
                String fails = block.group(2) == null ? "" : block.group(2);
                found.add(new Snippet(ROOT.relativize(page) + ":" + line, fails, block.group(3)));
            }
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
