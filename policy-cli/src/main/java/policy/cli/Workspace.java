// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import policy.cli.report.Checked;
import policy.cli.report.Warnings;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.NoSources;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// The policies a command works on: read, compiled, their problems ready to be told.
final class Workspace {

    private final Path path;
    private final SourceSet sources;
    private final UnaryOperator<String> shown;
    private final Compilation compilation;
    private final Duration took;

    private Workspace(Path path, UnaryOperator<String> shown, SourceSet sources, Compiler compiler) {
        this.path = path;
        this.sources = sources;
        this.shown = shown;
        long started = System.nanoTime();
        this.compilation = compiler.compile(sources);
        this.took = Duration.ofNanos(System.nanoTime() - started);
    }

    /// Reads and compiles all `.hpol` files of a directory, or one file.
    static Workspace open(Path path) throws NoSources {
        return open(path, rules());
    }

    static Workspace open(Path path, Compiler compiler) throws NoSources {
        SourceSet sources = SourceSet.read(path);
        Path shown = WorkingDirectory.seen(path);
        // Files are named by their path below the directory; a single file by its last name.
        return Files.isDirectory(path)
                ? new Workspace(shown, name -> shown.resolve(name).normalize().toString(), sources, compiler)
                : new Workspace(shown, _ -> shown.toString(), sources, compiler);
    }

    /// Reads and compiles one policy that is in no file.
    ///
    /// @param name what to call it
    static Workspace read(String name, InputStream text, Compiler compiler) throws IOException {
        return new Workspace(Path.of(name), UnaryOperator.identity(), SourceSet.read(name, text), compiler);
    }

    /// Compiles as a gateway does, which runs no tests: what their samples describe does not matter.
    static Compiler rules() {
        return new Compiler(Protocols.vocabulary());
    }

    /// As seen from the working directory.
    Path path() {
        return path;
    }

    SourceSet sources() {
        return sources;
    }

    Compilation compilation() {
        return compilation;
    }

    /// Whether a policy set came out of it. Warnings do not stand in the way.
    boolean compiles() {
        return compilation.policies().isPresent();
    }

    /// A place `file:line:column`, as decisions cite it, seen from the working directory.
    String shownPlace(String place) {
        int line = place.lastIndexOf(':', place.lastIndexOf(':') - 1);
        return line < 0 ? place : shown.apply(place.substring(0, line)) + place.substring(line);
    }

    /// A sentence that names places in brackets, with those places seen from the working directory.
    String shownPlaces(String sentence) {
        String told = sentence;
        for (Source source : sources.sources()) {
            told = told.replace("(" + source.name() + ":", "(" + shown.apply(source.name()) + ":");
        }
        return told;
    }

    Checked checked() {
        return new Checked(path.toString(), compilation, shown, took);
    }

    /// Everything that is wrong; warnings, too.
    void tellProblems(PrintWriter out, boolean colour) {
        List<Diagnostic> diagnostics = compilation.diagnostics();
        if (!diagnostics.isEmpty()) {
            out.println(new TextRenderer(colour, shown).render(diagnostics));
        }
    }

    /// What keeps it from being used; of warnings only how many there are.
    void tellMistakes(PrintWriter out, boolean colour) {
        if (compiles()) {
            Warnings.line(compilation, path).ifPresent(out::println);
        } else {
            tellProblems(out, colour);
        }
    }
}
