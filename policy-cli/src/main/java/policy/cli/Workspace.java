// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// The policies a command works on: read from disk, compiled, their problems ready to be told.
final class Workspace {

    private final Path path;
    private final Compilation compilation;

    private Workspace(Path path, Compilation compilation) {
        this.path = path;
        this.compilation = compilation;
    }

    /// Reads and compiles all `.hpol` files of a directory, or one file.
    static Workspace open(Path path) throws NoSources {
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(SourceSet.read(path));
        return new Workspace(path, compilation);
    }

    Path path() {
        return path;
    }

    Compilation compilation() {
        return compilation;
    }

    /// Whether a policy set came out of it. Warnings do not stand in the way.
    boolean compiles() {
        return compilation.policies().isPresent();
    }

    void tellProblems(PrintWriter out, boolean colour) {
        List<Diagnostic> diagnostics = compilation.diagnostics();
        if (!diagnostics.isEmpty()) {
            out.println(new TextRenderer(colour).render(diagnostics));
        }
    }
}
