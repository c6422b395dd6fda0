// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;
import policy.tests.coverage.Coverage;

/// Every pack in policy-examples does what its tests say, its tests say nearly everything about it, and its README
/// names each rule. What is copied from here is copied with its tests, so they are measured like code.
final class ExamplesTest {

    /// In per cent.
    private static final int CONDITIONS = 100;

    /// A way through has a host and a port or neither, and each must be asked for before it is read, so the second
    /// question is never answered with no.
    private static final int CONDITIONS_OF_SSH = 98;

    private static final int MUTATION_SCORE = 97;

    @ParameterizedTest
    @MethodSource("packs")
    void compilesWithoutAWarningAndPassesItsTests(Path directory) throws Exception {
        Pack pack = Pack.of(directory);
        assertThat(SourceSet.read(directory).diagnostics()).isEmpty();
        assertThat(pack.compilation().diagnostics()).isEmpty();
        assertThat(pack.compilation().tests()).isNotEmpty();
        assertThat(pack.results()).allSatisfy(result -> assertThat(result).isInstanceOf(TestResult.Passed.class));
    }

    @ParameterizedTest
    @MethodSource("packs")
    void isHeldFastByItsTests(Path directory) throws Exception {
        Pack pack = Pack.of(directory);
        Coverage coverage = pack.coverage();
        assertThat(coverage.rules()).allMatch(rule -> rule.missing().isEmpty());
        assertThat(coverage.partShare().percent())
                .isGreaterThanOrEqualTo(directory.endsWith("ssh") ? CONDITIONS_OF_SSH : CONDITIONS);
        assertThat(pack.mutation().score()).isGreaterThanOrEqualTo(MUTATION_SCORE);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void tellsOfEveryRuleInItsReadme(Path directory) throws Exception {
        Pack pack = Pack.of(directory);
        String readme = pack.readme().orElse("");
        assertThat(pack.rules())
                .allSatisfy(rule ->
                        assertThat(readme).contains("`" + rule.rule().rule().name() + "`"));
    }

    @Test
    void theIndexLeadsToEveryPack() throws Exception {
        String index = Files.readString(Pack.ALL.resolve("README.md"));
        assertThat(packs()).isNotEmpty().allSatisfy(pack -> assertThat(index).contains("(" + pack.getFileName() + ")"));
    }

    /// Teams copy several packs into one directory.
    @Test
    void allOfThemStandInOneDirectory() throws Exception {
        assertThat(Pack.of(Pack.ALL).compilation().diagnostics()).isEmpty();

        var packs = new HashMap<String, Path>();
        for (Path directory : packs()) {
            Pack.of(directory).rules().stream()
                    .map(rule -> rule.rule().rule().policy())
                    .distinct()
                    .forEach(policy ->
                            assertThat(packs.put(policy, directory)).as(policy).isNull());
        }
    }

    /// Each protocol policies can speak of has a pack that shows how.
    @Test
    void theySpeakOfEveryProtocol() throws Exception {
        assertThat(Pack.of(Pack.ALL).compilation().tests())
                .extracting(test -> test.resource().protocol())
                .containsAll(Protocols.all().stream()
                        .map(model -> model.schema().protocol())
                        .toList());
    }

    static List<Path> packs() throws IOException {
        return Pack.directories();
    }
}
