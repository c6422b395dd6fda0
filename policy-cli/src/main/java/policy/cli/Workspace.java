// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// The policies a command works on: read from disk, compiled, their problems ready to be told.
final class Workspace {

    private final Path path;
    private final Compilation compilation;
    private final List<Diagnostic> diagnostics;

    private Workspace(Path path, Compilation compilation, List<Diagnostic> diagnostics) {
        this.path = path;
        this.compilation = compilation;
        this.diagnostics = diagnostics;
    }

    /// Reads and compiles all `.hpol` files of a directory, or one file.
    static Workspace open(Path path) {
        SourceSet files = SourceSet.read(path);
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(files.sources());
        var diagnostics = new ArrayList<>(files.diagnostics());
        diagnostics.addAll(compilation.diagnostics());
        return new Workspace(path, compilation, diagnostics);
    }

    Path path() {
        return path;
    }

    Compilation compilation() {
        return compilation;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// Whether a policy set came out of it. Warnings do not stand in the way.
    boolean compiles() {
        return diagnostics.stream().noneMatch(d -> d.severity() == Severity.ERROR);
    }

    void tellProblems(PrintWriter out, boolean colour) {
        if (!diagnostics.isEmpty()) {
            out.println(new TextRenderer(colour).render(diagnostics));
        }
    }
}
