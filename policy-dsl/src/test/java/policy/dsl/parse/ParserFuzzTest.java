// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What [AnyTextTest] asks of random texts, of texts that look for a way through the parser, beginning with the golden
/// cases.
@Tag("fuzz")
final class ParserFuzzTest {

    /// Longer ones find little more, slowly.
    private static final int MAX_BYTES = 4_096;

    private static final Path CASES = Path.of(System.getProperty("hpol.cases", "src/test/resources/cases"));

    @MethodSource("cases")
    @FuzzTest(maxDuration = "20s")
    void anyBytes(byte[] bytes) {
        if (bytes.length <= MAX_BYTES) {
            Trees.check(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static Stream<Arguments> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(CASES)) {
            files = found.filter(file -> file.toString().endsWith(".hpol"))
                    .sorted()
                    .toList();
        }
        Stream.Builder<Arguments> cases = Stream.builder();
        for (Path file : files) {
            cases.add(Arguments.of((Object) Files.readAllBytes(file)));
        }
        return cases.build();
    }
}
