// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import policy.dsl.source.NoSources;

/// Policies from a path, or one policy from standard input where the path is `-`.
final class StandardInput {

    private static final Path DASH = Path.of("-");

    @Option(
            names = "--stdin-name",
            paramLabel = "FILE",
            description = "What to call the policy read from standard input. Default: ${DEFAULT-VALUE}")
    private String name = "<stdin>";

    Workspace open(Path path) throws NoSources, IOException {
        return path.equals(DASH) ? Workspace.read(name, System.in) : Workspace.open(path);
    }
}
