// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import policy.dsl.source.Source;
import policy.lsp.complete.Completions;
import policy.lsp.feature.Formatting;
import policy.lsp.feature.Hovers;
import policy.lsp.feature.Outline;
import policy.lsp.feature.Places;
import policy.lsp.feature.Renames;
import policy.lsp.feature.TestRuns;
import policy.lsp.index.Refused;
import policy.lsp.workspace.Checks;
import policy.lsp.workspace.Document;
import policy.lsp.workspace.View;
import policy.lsp.workspace.Workspace;
import policy.protocols.Protocols;

/// What editors say and ask about one text.
final class TextDocuments implements TextDocumentService {

    private static final String LANGUAGE = "hpol";

    private final Workspace workspace;
    private final Checks checks;
    private final Answers answers;
    private final Notes notes;
    private final BooleanSupplier patterns;

    TextDocuments(Workspace workspace, Checks checks, Answers answers, Notes notes, BooleanSupplier patterns) {
        this.workspace = workspace;
        this.checks = checks;
        this.answers = answers;
        this.notes = notes;
        this.patterns = patterns;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        TextDocumentItem item = params.getTextDocument();
        if (!isPolicy(item)) {
            return;
        }
        workspace
                .open(new Document(item.getUri(), item.getVersion(), item.getText()))
                .ifPresent(checks::soon);
    }

    /// Whatever else an editor opens here, such as a data file, is none of the server's.
    private static boolean isPolicy(TextDocumentItem item) {
        return LANGUAGE.equals(item.getLanguageId()) || item.getUri().endsWith("." + LANGUAGE);
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        int version = Optional.ofNullable(params.getTextDocument().getVersion()).orElse(0);
        workspace
                .change(params.getTextDocument().getUri(), version, params.getContentChanges())
                .ifPresent(checks::soon);
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        workspace.close(params.getTextDocument().getUri()).ifPresent(checks::soon);
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {
        workspace.place(params.getTextDocument().getUri()).ifPresent(place -> {
            place.folder().reread();
            checks.soon(place.folder());
        });
    }

    /// What is asked of a text; the empty answer is given for one that is not open or cannot be read.
    private interface About<T> {
        T answer(Workspace.Place place, View view, Source source) throws Refused;
    }

    private <T> CompletableFuture<T> about(TextDocumentIdentifier document, T nothing, About<T> question) {
        Optional<Workspace.Place> place = workspace.place(document.getUri());
        if (place.isEmpty()) {
            return CompletableFuture.completedFuture(nothing);
        }
        View view = place.get().view();
        Source source = view.source(place.get().name()).orElseThrow();
        return answers.of(() -> question.answer(place.get(), view, source));
    }

    /// The same of a place in it.
    private interface At<T> {
        T answer(View view, Source source, int offset) throws Refused;
    }

    private <T> CompletableFuture<T> at(TextDocumentPositionParams params, T nothing, At<T> question) {
        Position position = params.getPosition();
        return about(
                params.getTextDocument(),
                nothing,
                (_, view, source) ->
                        question.answer(view, source, view.lines(source).offset(position)));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return at(
                params,
                Either.forLeft(List.of()),
                (view, source, offset) -> Either.forRight(
                        new Completions(view, Protocols.vocabulary(), patterns.getAsBoolean()).at(source, offset)));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams params) {
        return at(
                        params,
                        Optional.<Hover>empty(),
                        (view, source, offset) -> new Hovers(view, Protocols.vocabulary()).at(source, offset))
                .thenApply(TextDocuments::orNull);
    }

    /// The protocol's word for nothing is `null`.
    @SuppressWarnings("NullAway")
    private static <T> T orNull(Optional<T> answer) {
        return answer.orElse(null);
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return at(
                params,
                Either.forLeft(List.of()),
                (view, source, offset) -> Either.forLeft(Places.definition(view, source, offset)));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        boolean declarations =
                params.getContext() == null || params.getContext().isIncludeDeclaration();
        return at(params, List.of(), (view, source, offset) -> Places.references(view, source, offset, declarations));
    }

    @Override
    public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(DocumentHighlightParams params) {
        return at(params, List.of(), Places::highlights);
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return about(
                params.getTextDocument(),
                List.of(),
                (place, view, source) -> view.parsed(place.name()).stream()
                        .flatMap(parsed -> Outline.of(parsed.file(), view.lines(source)).stream())
                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                        .toList());
    }

    @Override
    public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        return at(
                        params,
                        Optional.<Range>empty(),
                        (view, source, offset) ->
                                Optional.of(new Renames(view, Protocols.vocabulary()).prepare(source, offset)))
                .thenApply(range -> orNull(range.map(Either3::forFirst)));
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
        Position position = params.getPosition();
        return about(params.getTextDocument(), new WorkspaceEdit(), (place, view, source) -> {
            WorkspaceEdit edit = new Renames(view, Protocols.vocabulary())
                    .rename(source, view.lines(source).offset(position), params.getNewName());
            if (!place.folder().ifCurrent(view, () -> {})) {
                throw Answers.failed(ResponseErrorCode.ContentModified, "the policies have changed; try again");
            }
            return edit;
        });
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return about(params.getTextDocument(), List.of(), (_, view, source) -> Formatting.of(view, source));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        return about(params.getTextDocument(), List.of(), (_, view, source) -> new TestRuns(view).lenses(source));
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        return about(
                params.getTextDocument(), List.of(), (place, _, source) -> notes.in(place, source, params.getRange()));
    }
}
