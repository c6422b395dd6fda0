// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.parse.Parser;
import policy.dsl.source.DataFiles;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.Revision;

/// Reads the `.hpol` files of a directory, and compiles them when asked.
public final class CompiledFiles implements Supplier<Draft> {

    private static final System.Logger LOG = System.getLogger(CompiledFiles.class.getName());

    private final Path directory;
    private final Compiler compiler;
    private volatile Named named = new Named(Optional.empty(), List.of());

    public CompiledFiles(Path directory, Vocabulary vocabulary) {
        this.directory = directory;
        this.compiler = new Compiler(vocabulary);
    }

    @Override
    public Draft get() {
        try {
            SourceSet sources = SourceSet.read(directory);
            DataFiles data = sources.dataFiles();
            named(sources).forEach(file -> data.read(file.text(), file.span()));
            String unread = render(sources.diagnostics());
            return new Draft(Revision.of(sources.content(data)).hash() + unread, () -> compile(sources.with(data)));
        } catch (NoSources e) {
            String message = String.valueOf(e.getMessage());
            return new Draft(message, () -> new Draft.Result.Broken(1, message, "error: " + message));
        }
    }

    /// The data files that lists name. This is asked every few seconds, and the sources are mostly those of the
    /// last time.
    private List<Declaration.Text> named(SourceSet sources) {
        Revision revision = Revision.of(sources.files());
        Named last = named;
        if (!last.in().equals(Optional.of(revision))) {
            List<Declaration.Text> files = Parser.parse(sources).stream()
                    .flatMap(parsed -> parsed.file().declarations().stream())
                    .filter(ListDeclaration.class::isInstance)
                    .map(list -> ((ListDeclaration) list).file())
                    .toList();
            last = new Named(Optional.of(revision), files);
            named = last;
        }
        return last.files();
    }

    private record Named(Optional<Revision> in, List<Declaration.Text> files) {}

    private Draft.Result compile(SourceSet sources) {
        Compilation compilation;
        try {
            compilation = compiler.compile(sources);
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, "the compiler failed", defect);
            return new Draft.Result.Broken(1, "the compiler failed", "error: the compiler failed; the log says how");
        }
        List<Diagnostic> errors = compilation.diagnostics().stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty() && compilation.policies().isPresent()) {
            UnenforceableRules.of(compilation.typed().rules())
                    .forEach(told -> LOG.log(System.Logger.Level.WARNING, told));
            return new Draft.Result.Good(compilation.policies().get());
        }
        String first = errors.isEmpty() ? "it does not compile" : line(errors.getFirst());
        return new Draft.Result.Broken(errors.size(), first, render(errors));
    }

    private static String line(Diagnostic error) {
        return "%s: %s: %s".formatted(error.primary().span().place(), error.code(), error.message());
    }

    private static String render(List<Diagnostic> diagnostics) {
        return new TextRenderer(false).render(diagnostics);
    }
}
