// SPDX-License-Identifier: Apache-2.0
package policy.cli.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.revision.Revision;

/// One of the two policy sets that are compared.
///
/// @param label what it is called: as it was given, and the commit of a revision
/// @param compilation what became of the sources; without any, nothing is allowed
/// @param shown what to call a file of it
/// @param extract where its files are until it is closed, if it is a revision
record Side(
        String label,
        SourceSet sources,
        Compilation compilation,
        UnaryOperator<String> shown,
        Optional<Extract> extract)
        implements AutoCloseable {

    private static final SourceSet NOTHING = SourceSet.of(List.of(), Map.of());

    /// A directory, or one file, as it is now.
    ///
    /// @param shown the path as it is to be shown
    static Side of(Path path, Path shown) throws NoSources {
        boolean directory = Files.isDirectory(path);
        return of(
                shown.toString(),
                read(path),
                name -> (directory ? shown.resolve(name).normalize() : shown).toString(),
                Optional.empty());
    }

    static Side of(Extract extract, Path path, String label, UnaryOperator<String> shown) throws NoSources {
        return of(label, read(path), shown, Optional.of(extract));
    }

    /// A place where nothing is, under this name.
    static Side empty(String label) {
        return of(label, NOTHING, UnaryOperator.identity(), Optional.empty());
    }

    /// A directory without policies has had none, or has none any more: all there is on the other side is new, or
    /// gone.
    private static SourceSet read(Path path) throws NoSources {
        try {
            return SourceSet.read(path);
        } catch (NoSources none) {
            if (Files.isDirectory(path) && Files.isReadable(path)) {
                return NOTHING;
            }
            throw none;
        }
    }

    private static Side of(String label, SourceSet sources, UnaryOperator<String> shown, Optional<Extract> extract) {
        return new Side(label, sources, new Compiler(Protocols.vocabulary()).compile(sources), shown, extract);
    }

    /// Of what compiles.
    Optional<Revision> revision() {
        return isEmpty() ? Optional.empty() : compilation.policies().map(CompiledPolicySet::revision);
    }

    /// Mistakes that keep it from compiling.
    long errors() {
        return isEmpty()
                ? 0
                : compilation.diagnostics().stream()
                        .filter(told -> told.severity() == Severity.ERROR)
                        .count();
    }

    boolean isEmpty() {
        return isEmpty(sources);
    }

    private static boolean isEmpty(SourceSet sources) {
        return sources.sources().isEmpty() && sources.diagnostics().isEmpty();
    }

    /// A place `file:line:column` within it, as it is to be shown.
    String place(String place) {
        int line = place.lastIndexOf(':', place.lastIndexOf(':') - 1);
        return shown.apply(place.substring(0, line)) + place.substring(line);
    }

    @Override
    public void close() throws IOException {
        if (extract.isPresent()) {
            extract.get().close();
        }
    }
}
