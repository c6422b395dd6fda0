// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.format.Formatter;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// `cases/<area>/<what-it-shows>.hpol` beside `.ast`, the tree, `.err`, what people are told, and `.fmt`, what the
/// formatter makes of it; no `.err` means nothing, no `.fmt` that it cannot be formatted. `-Dupdate` rewrites all; the
/// diff is the review.
final class GoldenTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final boolean UPDATE = System.getProperty("update") != null;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(CASES)) {
            files = found.filter(f -> f.toString().endsWith(".hpol")).sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException, NoSources {
        List<Parsed> parsed = Parser.parse(SourceSet.read(file));
        assertThat(parsed).hasSize(1);
        compare(file, ".ast", Dump.of(parsed.getFirst().file()));
        compare(file, ".err", new TextRenderer(false).render(parsed.getFirst().diagnostics()));
        compare(file, ".fmt", Formatter.format(parsed.getFirst()).orElse(""));
    }

    private static void compare(Path file, String kind, String actual) throws IOException {
        Path golden = Path.of(file.toString().replaceFirst("\\.hpol$", kind));
        if (UPDATE && actual.isEmpty()) {
            Files.deleteIfExists(golden);
        } else if (UPDATE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
