// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;
import policy.dsl.source.Source;
import policy.lsp.feature.TestRuns;
import policy.lsp.workspace.Checks;
import policy.lsp.workspace.PolicyFolder;
import policy.lsp.workspace.Root;
import policy.lsp.workspace.Uris;
import policy.lsp.workspace.View;
import policy.lsp.workspace.Workspace;

/// What editors say and ask about whole policy sets.
final class Folders implements WorkspaceService {

    private final Workspace workspace;
    private final Checks checks;
    private final Answers answers;
    private final Notes notes;
    private final Supplier<LanguageClient> client;
    private final BooleanSupplier refreshing;
    private volatile Options options = new Options(List.of());

    Folders(
            Workspace workspace,
            Checks checks,
            Answers answers,
            Notes notes,
            Supplier<LanguageClient> client,
            BooleanSupplier refreshing) {
        this.workspace = workspace;
        this.checks = checks;
        this.answers = answers;
        this.notes = notes;
        this.client = client;
        this.refreshing = refreshing;
    }

    void open(Options given, List<Path> folders) {
        options = given;
        folders.stream().flatMap(folder -> options.directories(folder).stream()).forEach(workspace::add);
    }

    @Override
    public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
        for (WorkspaceFolder removed : params.getEvent().getRemoved()) {
            Options.path(removed).stream()
                    .flatMap(folder -> options.directories(folder).stream())
                    .flatMap(directory -> workspace.remove(directory).stream())
                    .forEach(this::silence);
        }
        open(
                options,
                params.getEvent().getAdded().stream()
                        .flatMap(folder -> Options.path(folder).stream())
                        .toList());
        workspace.folders().forEach(checks::soon);
    }

    /// Nothing is wrong any more with what nobody looks at.
    private void silence(PolicyFolder folder) {
        View view = folder.view();
        folder.noLongerTold(java.util.Set.of())
                .forEach(name ->
                        client.get().publishDiagnostics(new PublishDiagnosticsParams(view.uri(name), List.of())));
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        List<Path> changed = params.getChanges().stream()
                .map(FileEvent::getUri)
                .flatMap(uri -> Uris.path(uri).stream())
                .toList();
        for (PolicyFolder folder : workspace.folders()) {
            boolean concerned = switch (folder.root()) {
                case Root.Directory(Path directory) -> changed.stream().anyMatch(file -> file.startsWith(directory));
                case Root.Alone _ -> true;
            };
            if (concerned) {
                folder.reread();
                checks.soon(folder);
            }
        }
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        // What there is to configure is said when the server starts.
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        Optional<String> uri = argument(params, 0);
        Optional<Workspace.Place> place = uri.flatMap(workspace::place);
        if (!params.getCommand().equals(TestRuns.COMMAND) || uri.isEmpty()) {
            return CompletableFuture.failedFuture(Answers.failed(
                    ResponseErrorCode.InvalidParams,
                    "there is one command, `" + TestRuns.COMMAND
                            + "`, with the URI of a file and the title of a test"));
        }
        if (place.isEmpty()) {
            return CompletableFuture.failedFuture(
                    Answers.failed(ResponseErrorCode.RequestFailed, "`" + uri.get() + "` is not open"));
        }
        return answers.of(() -> run(place.get(), argument(params, 1)));
    }

    private static Optional<String> argument(ExecuteCommandParams params, int number) {
        List<Object> arguments = Optional.ofNullable(params.getArguments()).orElse(List.of());
        @Nullable Object argument = number < arguments.size() ? arguments.get(number) : null;
        return switch (argument) {
            case JsonPrimitive json when json.isString() -> Optional.of(json.getAsString());
            case String text -> Optional.of(text);
            case null, default -> Optional.empty();
        };
    }

    private Object run(Workspace.Place place, Optional<String> title) {
        View view = place.view();
        Source source = view.source(place.name()).orElseThrow();
        TestRuns.Run run = new TestRuns(view).run(source, title);
        if (!run.results().isEmpty()) {
            notes.note(place, run);
        }
        client.get().showMessage(new MessageParams(run.passed() ? MessageType.Info : MessageType.Error, run.message()));
        if (refreshing.getAsBoolean()) {
            var _ = client.get().refreshInlayHints();
        }
        return run.message();
    }
}
