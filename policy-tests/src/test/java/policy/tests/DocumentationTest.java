// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.dsl.diagnostic.Severity;
import policy.protocols.Protocols;
import policy.runtime.decision.DenialCode;

/// What the documentation shows is true: every `hpol` block compiles and passes its tests, or fails as it
/// says.
final class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @MethodSource("snippets")
    void every_snippet_does_what_its_page_says(Snippet snippet) {
        Compilation compilation = snippet.compile();
        if (snippet.fails()) {
            assertThat(compilation.diagnostics())
                    .isNotEmpty()
                    .allSatisfy(told -> assertThat(told.code()).hasToString(snippet.code()));
        } else {
            assertThat(compilation.diagnostics())
                    .filteredOn(told -> told.severity() == Severity.ERROR)
                    .isEmpty();
            assertThat(new TestRunner(Protocols.all())
                            .run(compilation.policies().orElseThrow(), compilation.tests()))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(TestResult.Passed.class));
        }
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
        return pages.stream().flatMap(page -> Snippet.of(page, ROOT).stream()).toList();
    }
}
