// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import policy.compiler.Compiler;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;

/// Policies from a path, or one policy from standard input where the path is `-`.
final class StandardInput {

    private static final Path DASH = Path.of("-");

    @Option(
            names = "--stdin-name",
            paramLabel = "FILE",
            description = "What to call the policy read from standard input. Default: ${DEFAULT-VALUE}")
    private String name = "<stdin>";

    /// Whether this path stands for it.
    static boolean isMeant(Path path) {
        return path.equals(DASH);
    }

    /// The policy, not compiled.
    SourceSet read() throws IOException {
        return SourceSet.read(name, System.in);
    }

    Workspace open(Path path) throws NoSources, IOException {
        return open(path, Workspace.rules());
    }

    Workspace open(Path path, Compiler compiler) throws NoSources, IOException {
        return isMeant(path) ? Workspace.read(name, System.in, compiler) : Workspace.open(path, compiler);
    }
}
