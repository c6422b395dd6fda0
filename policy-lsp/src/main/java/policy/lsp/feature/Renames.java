// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import policy.compiler.Compiler;
import policy.compiler.resolve.Resolver;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.parse.Lexeme;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.lsp.index.Edit;
import policy.lsp.index.Occurrence;
import policy.lsp.index.Refused;
import policy.lsp.index.Renaming;
import policy.lsp.text.Around;
import policy.lsp.workspace.View;
import policy.runtime.request.Vocabulary;

/// Other names for what is declared here, in all files of the policy set.
public final class Renames {

    private final View view;
    private final Vocabulary vocabulary;

    public Renames(View view, Vocabulary vocabulary) {
        this.view = view;
        this.vocabulary = vocabulary;
    }

    /// What is to be renamed at a place.
    public Range prepare(Source source, int offset) throws Refused {
        return view.lines(source).range(occurrence(source, offset).span());
    }

    /// In the form without versions, which every editor understands; whoever sends it must know that the view is
    /// still the current one.
    public WorkspaceEdit rename(Source source, int offset, String name) throws Refused {
        var renaming = new Renaming(view.parsed(), view.index(), Resolver.roots(vocabulary));
        List<Edit> edits = renaming.rename(occurrence(source, offset).symbol(), name);
        Map<String, List<Edit>> byFile = Renaming.byFile(edits);
        checkCompiles(byFile);
        var changes = new LinkedHashMap<String, List<TextEdit>>();
        byFile.forEach((file, all) -> changes.put(
                view.uri(file),
                all.stream()
                        .map(edit ->
                                new TextEdit(view.lines(edit.span().source()).range(edit.span()), edit.text()))
                        .toList()));
        return new WorkspaceEdit(changes);
    }

    private Occurrence occurrence(Source source, int offset) throws Refused {
        Optional<Occurrence> found = view.index().at(source.name(), offset);
        if (found.isPresent()) {
            return found.get();
        }
        Lexeme at = Around.lexeme(source, offset).orElseThrow(() -> new Refused("there is no name here"));
        throw new Refused(
                switch (at.kind()) {
                    case DECLARATION, CLAUSE, KEYWORD -> "`" + at.text() + "` is a keyword";
                    case NAME ->
                        isAttribute(at.text())
                                ? "`" + at.text() + "` is an attribute; protocols name those, policies do not"
                                : "`" + at.text() + "` is not declared in these policies";
                    case TEXT, NUMBER, SIGN, COMMENT -> "there is no name here";
                });
    }

    private boolean isAttribute(String name) {
        return Resolver.roots(vocabulary).contains(name.split("\\.", 2)[0]);
    }

    /// With the new name there must be no mistake that was not there with the old one.
    private void checkCompiles(Map<String, List<Edit>> edits) throws Refused {
        var known = new HashSet<String>();
        errors(view.sources())
                .forEach(error ->
                        known.add(error.code() + error.primary().span().source().name()));
        var sources = view.sources().sources().stream()
                .map(source -> Renaming.edited(source, edits.getOrDefault(source.name(), List.of())))
                .toList();
        var renamed = new SourceSet(
                sources,
                view.sources().diagnostics(),
                view.sources().files(),
                view.sources().data());
        for (Diagnostic error : errors(renamed)) {
            if (known.add(error.code() + error.primary().span().source().name())) {
                throw new Refused("with this name, " + error.message() + " (" + error.code() + ", "
                        + error.primary().span().source().name() + ":"
                        + error.primary().span().line() + ")");
            }
        }
    }

    private List<Diagnostic> errors(SourceSet sources) {
        return new Compiler(vocabulary)
                .compile(sources).diagnostics().stream()
                        .filter(one -> one.severity() == Severity.ERROR)
                        .toList();
    }
}
