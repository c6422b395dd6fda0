// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import policy.compiler.evaluate.TreePolicySet;
import policy.compiler.tree.Listing;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.runtime.request.Schema;

/// `cases/<area>/<what-it-shows>.hpol`, or a directory of that name, beside `.err`, what people are told, and `.tree`,
/// the decision trees; no file means nothing. `-Dupdate` rewrites both; the diff is the review.
final class GoldenTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final boolean UPDATE = System.getProperty("update") != null;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(CASES, 2)) {
            files = found.filter(f -> CASES.relativize(f).getNameCount() == 2)
                    .filter(f -> f.toString().endsWith(".hpol") || Files.isDirectory(f))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException, NoSources {
        Compilation compilation = new Compiler(Fixtures.VOCABULARY).compile(SourceSet.read(file));
        compare(file, ".err", new TextRenderer(false).render(compilation.diagnostics()));
        compare(
                file,
                ".tree",
                compilation.policies().map(p -> trees((TreePolicySet) p)).orElse(""));
    }

    /// Those of the protocols that some rule is for.
    private static String trees(TreePolicySet policies) {
        return Fixtures.VOCABULARY.schemas().stream()
                .map(Schema::protocol)
                .map(policies::tree)
                .filter(tree -> tree.rules().stream()
                        .anyMatch(rule -> rule.appliesTo(tree.schema().protocol())))
                .map(Listing::of)
                .collect(Collectors.joining("\n"));
    }

    private static void compare(Path file, String kind, String actual) throws IOException {
        Path golden = Path.of(file.toString().replaceFirst("(\\.hpol)?$", kind));
        if (UPDATE && actual.isEmpty()) {
            Files.deleteIfExists(golden);
        } else if (UPDATE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
