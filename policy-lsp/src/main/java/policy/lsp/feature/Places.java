// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import policy.dsl.ast.Declaration.ListDeclaration;
import policy.dsl.source.Source;
import policy.dsl.source.Span;
import policy.lsp.index.Occurrence;
import policy.lsp.workspace.Uris;
import policy.lsp.workspace.View;

/// Where a name is declared and used.
public final class Places {

    /// Locations in one answer.
    static final int MAX_LOCATIONS = 10_000;

    private Places() {}

    /// Where what is written at an offset is declared; behind `from`, the data file.
    public static List<Location> definition(View view, Source source, int offset) {
        List<Location> declared = view.index()
                .at(source.name(), offset)
                .map(one -> view.index().declarations(one.symbol()).stream()
                        .map(declaration -> location(view, declaration.span()))
                        .toList())
                .orElse(List.of());
        return declared.isEmpty() ? dataFile(view, source, offset).stream().toList() : declared;
    }

    private static Optional<Location> dataFile(View view, Source source, int offset) {
        return view.parsed(source.name()).stream()
                .flatMap(parsed -> parsed.file().declarations().stream())
                .filter(ListDeclaration.class::isInstance)
                .map(ListDeclaration.class::cast)
                .map(ListDeclaration::file)
                .filter(file ->
                        file.span().start() <= offset && offset <= file.span().end())
                .flatMap(file -> view.dataFile(source.name(), file.text()).stream())
                .map(path -> new Location(Uris.of(path), new Range(new Position(0, 0), new Position(0, 0))))
                .findFirst();
    }

    public static List<Location> references(View view, Source source, int offset, boolean declarations) {
        return occurrences(view, source, offset).stream()
                .filter(one -> declarations || !one.declares())
                .limit(MAX_LOCATIONS)
                .map(one -> location(view, one.span()))
                .toList();
    }

    /// Those in the same file: the editor paints them.
    public static List<DocumentHighlight> highlights(View view, Source source, int offset) {
        return occurrences(view, source, offset).stream()
                .filter(one -> one.file().equals(source.name()))
                .limit(MAX_LOCATIONS)
                .map(one -> new DocumentHighlight(
                        view.lines(source).range(one.span()),
                        one.declares() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
                .toList();
    }

    private static List<Occurrence> occurrences(View view, Source source, int offset) {
        return view.index()
                .at(source.name(), offset)
                .map(one -> view.index().of(one.symbol()))
                .orElse(List.of());
    }

    static Location location(View view, Span span) {
        return new Location(
                view.uri(span.source().name()), view.lines(span.source()).range(span));
    }
}
