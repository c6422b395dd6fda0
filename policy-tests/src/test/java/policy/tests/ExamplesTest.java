// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// Every pack in policy-examples compiles without a warning and passes its own tests.
final class ExamplesTest {

    @ParameterizedTest
    @MethodSource
    void packs(Path pack) throws Exception {
        SourceSet files = SourceSet.read(pack);
        assertThat(files.diagnostics()).isEmpty();
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(files);
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.tests()).isNotEmpty();
        List<TestResult> results =
                new TestRunner(Protocols.all()).run(compilation.policies().orElseThrow(), compilation.tests());
        assertThat(results).allSatisfy(result -> assertThat(result).isInstanceOf(TestResult.Passed.class));
    }

    static List<Path> packs() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("../policy-examples"))) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }
}
