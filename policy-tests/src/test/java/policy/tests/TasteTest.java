// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// One file that uses nearly all of the language, kept letter by letter: what it says must go on compiling and passing
/// whatever else changes, since policies like it are out there.
final class TasteTest {

    private static final Path TASTE = Path.of("src/test/resources/taste");

    @Test
    void compilesAndPassesAsItIsWritten() throws Exception {
        Pack taste = Pack.of(TASTE);

        // It imports a policy without using a name of it.
        assertThat(taste.compilation().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.P404);
        assertThat(taste.results())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result).isInstanceOf(TestResult.Passed.class));
        assertThat(taste.rules())
                .extracting(rule -> rule.rule().rule().effect().word())
                .contains("allow", "deny", "approve", "mask", "limit", "record");
    }
}
