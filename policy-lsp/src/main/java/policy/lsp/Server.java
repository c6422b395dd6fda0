// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeWatchedFilesRegistrationOptions;
import org.eclipse.lsp4j.FileSystemWatcher;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import policy.compiler.Compilation;
import policy.lsp.feature.Problems;
import policy.lsp.workspace.Checks;
import policy.lsp.workspace.Document;
import policy.lsp.workspace.PolicyFolder;
import policy.lsp.workspace.View;
import policy.lsp.workspace.Workspace;
import policy.tests.ProtocolSamples;

/// One editor: what it has open, and how it is told what was found. Messages come in on one thread, in their order;
/// questions take what they are about on that thread and are answered on another.
final class Server implements org.eclipse.lsp4j.services.LanguageServer, AutoCloseable {

    private static final String WATCHED = "workspace/didChangeWatchedFiles";

    /// Policies and what lists can stand in.
    private static final List<String> WATCHED_FILES = List.of("**/*.hpol", "**/*.{txt,csv,json}");

    private final Settings settings;
    private final CompletableFuture<Boolean> left;
    private final Workspace workspace = new Workspace();
    private final Answers answers = new Answers();
    private final Checks checks = new Checks(ProtocolSamples.compiler(), this::tell);
    private final Notes notes;
    private final TextDocuments documents;
    private final Folders folders;
    private volatile LanguageClient client = new Nobody();
    private volatile Capabilities capabilities = Capabilities.NONE;
    private volatile boolean done;

    /// @param left completed when the editor leaves: whether it did as the protocol asks for
    Server(Settings settings, CompletableFuture<Boolean> left) {
        this.settings = settings;
        this.left = left;
        this.notes = new Notes(settings.matches(), ZoneId.systemDefault());
        this.documents = new TextDocuments(workspace, checks, answers, notes, () -> capabilities.patterns());
        this.folders = new Folders(workspace, checks, answers, notes, () -> client, () -> capabilities.refreshing());
    }

    void connect(LanguageClient editor) {
        client = editor;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        capabilities = Optional.ofNullable(params.getCapabilities())
                .map(Capabilities::of)
                .orElse(Capabilities.NONE);
        Optional.ofNullable(params.getProcessId()).ifPresent(this::leaveWith);
        folders.open(Options.of(params.getInitializationOptions()), Options.folders(params));
        return CompletableFuture.completedFuture(
                new InitializeResult(Capabilities.ofServer(), new ServerInfo("hpol", settings.version())));
    }

    /// A server whose editor has died must not stay behind.
    private void leaveWith(int process) {
        if (process == ProcessHandle.current().pid()) {
            return; // an editor within this very process, as in tests
        }
        Optional<ProcessHandle> editor = ProcessHandle.of(process);
        if (editor.isPresent()) {
            var _ = editor.get().onExit().thenRun(() -> left.complete(false));
        } else {
            left.complete(false);
        }
    }

    @Override
    public void initialized(InitializedParams params) {
        if (capabilities.watching()) {
            List<FileSystemWatcher> watchers = WATCHED_FILES.stream()
                    .map(glob -> new FileSystemWatcher(Either.forLeft(glob)))
                    .toList();
            var options = new DidChangeWatchedFilesRegistrationOptions(watchers);
            var _ = client.registerCapability(
                    new RegistrationParams(List.of(new Registration(WATCHED, WATCHED, options))));
        }
        workspace.folders().forEach(checks::soon);
    }

    /// All problems of a policy set, and that there are none in files that are open or had some.
    private void tell(PolicyFolder folder, View view, Compilation compilation) {
        Map<String, List<Diagnostic>> problems = new Problems(view, settings.pages()).of(compilation.diagnostics());
        var named = new TreeSet<>(folder.noLongerTold(problems.keySet()));
        named.addAll(view.open());
        named.addAll(problems.keySet());
        named.forEach(name -> publish(view, name, problems.getOrDefault(name, List.of())));
        Optional<String> revision =
                compilation.policies().map(policies -> policies.revision().hash());
        if (notes.learn(folder, view, revision) && capabilities.refreshing()) {
            var _ = client.refreshInlayHints();
        }
    }

    private void publish(View view, String name, List<Diagnostic> found) {
        var params = new PublishDiagnosticsParams(view.uri(name), found);
        view.document(name).map(Document::version).ifPresent(params::setVersion);
        client.publishDiagnostics(params);
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        done = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        left.complete(done);
    }

    @Override
    public void setTrace(SetTraceParams params) {
        // There is nothing to trace that the editor does not know.
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return folders;
    }

    @Override
    public void close() {
        checks.close();
        answers.close();
    }
}
