// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.parse.Parser;
import policy.dsl.source.DataFiles;
import policy.dsl.source.NoSources;
import policy.dsl.source.SourceSet;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.Revision;

/// Reads the `.hpol` files of a directory, and compiles them when asked.
public final class CompiledFiles implements Supplier<Draft> {

    private final Path directory;
    private final DraftCompiler compiler;
    private volatile Named named = new Named(Optional.empty(), List.of());

    public CompiledFiles(Path directory, Vocabulary vocabulary) {
        this.directory = directory;
        this.compiler = new DraftCompiler(vocabulary);
    }

    @Override
    public Draft get() {
        try {
            SourceSet sources = SourceSet.read(directory);
            DataFiles data = sources.dataFiles();
            named(sources).forEach(file -> data.read(file.text(), file.span()));
            String unread = DraftCompiler.render(sources.diagnostics());
            return new Draft(
                    Revision.of(sources.content(data)).hash() + unread,
                    () -> compiler.compile(sources.with(data), Optional.empty()));
        } catch (NoSources e) {
            String message = String.valueOf(e.getMessage());
            return Draft.refused(message, message);
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
}
