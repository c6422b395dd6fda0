// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a command printed, beside what it is known to print. `-Dupdate` rewrites; the diff is the review.
final class Golden {

    private static final Path CASES = Path.of("src/test/resources/cases");

    private Golden() {}

    /// @param name path below the cases
    static void assertSame(String name, String printed) throws IOException {
        Path file = CASES.resolve(name);
        if (System.getProperty("update") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, printed);
        }
        assertThat(printed).isEqualTo(Files.readString(file));
    }
}
