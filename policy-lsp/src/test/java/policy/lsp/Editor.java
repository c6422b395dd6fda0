// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.jspecify.annotations.Nullable;
import policy.lsp.feature.Matches;
import policy.lsp.text.Lines;

/// An editor with one folder open: lsp4j's client, over a connection to a server of its own.
final class Editor implements AutoCloseable, LanguageClient {

    /// Stands in texts of tests where the cursor is.
    static final String CURSOR = "‸";

    /// For what should come at once; a test that waits so long has failed.
    private static final long PATIENCE_SECONDS = 60;

    private static final String PAGES = "file:///docs/errors/";

    /// What is sent here to provoke complaints would fill the output with them.
    private static final Logger LOGS = Logger.getLogger("");

    static {
        LOGS.setLevel(Level.OFF);
    }

    private final Path folder;
    private final Socket connection;
    private final Socket served;
    private final LanguageServer server;
    private final Future<Void> listening;
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private final Map<String, PublishDiagnosticsParams> told = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<MessageParams> messages = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private InitializeResult greeting = new InitializeResult();

    private Editor(Path folder, Matches matches) throws IOException {
        this.folder = folder;
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connection = new Socket(listening.getInetAddress(), listening.getLocalPort());
            served = listening.accept();
        }
        InputStream in = served.getInputStream();
        OutputStream out = served.getOutputStream();
        var settings = new Settings("test", java.util.Optional.of(PAGES), matches);
        Thread.ofPlatform().name("server").daemon().start(() -> serve(in, out, settings));
        Launcher<LanguageServer> launcher =
                LSPLauncher.createClientLauncher(this, connection.getInputStream(), connection.getOutputStream());
        listening = launcher.startListening();
        server = launcher.getRemoteProxy();
    }

    private void serve(InputStream in, OutputStream out, Settings settings) {
        try {
            left.complete(policy.lsp.LanguageServer.serve(in, out, settings));
        } catch (InterruptedException | RuntimeException e) {
            left.completeExceptionally(e);
        }
    }

    static Editor in(Path folder) throws IOException {
        return in(folder, Matches.NONE);
    }

    static Editor in(Path folder, Matches matches) throws IOException {
        var editor = new Editor(folder, matches);
        editor.greet(Map.of());
        return editor;
    }

    /// @param options of the server
    static Editor withOptions(Path folder, Object options) throws IOException {
        var editor = new Editor(folder, Matches.NONE);
        editor.greet(options);
        return editor;
    }

    /// One that has said nothing yet.
    static Editor silent(Path folder) throws IOException {
        return new Editor(folder, Matches.NONE);
    }

    private void greet(Object options) {
        var params = new InitializeParams();
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "policies")));
        params.setCapabilities(capabilities());
        params.setInitializationOptions(options);
        params.setProcessId((int) ProcessHandle.current().pid());
        greeting = answer(server.initialize(params));
        server.initialized(new InitializedParams());
    }

    private static ClientCapabilities capabilities() {
        var item = new CompletionItemCapabilities(true);
        var text = new TextDocumentClientCapabilities();
        text.setCompletion(new CompletionCapabilities(item));
        var workspace = new WorkspaceClientCapabilities();
        workspace.setDidChangeWatchedFiles(new DidChangeWatchedFilesCapabilities(true));
        workspace.setInlayHint(new InlayHintWorkspaceCapabilities(true));
        return new ClientCapabilities(workspace, text, null);
    }

    InitializeResult greeting() {
        return greeting;
    }

    LanguageServer server() {
        return server;
    }

    OutputStream raw() throws IOException {
        return connection.getOutputStream();
    }

    String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }

    TextDocumentIdentifier document(String name) {
        return new TextDocumentIdentifier(uri(name));
    }

    /// A file on disk that is not open.
    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// Opens a text and returns where its cursor is; without one, its beginning.
    Position open(String name, String marked) {
        String text = marked.replace(CURSOR, "");
        versions.put(uri(name), 1);
        openAt(uri(name), 1, text);
        return new Lines(text).position(Math.max(0, marked.indexOf(CURSOR)));
    }

    void openAt(String uri, int version, String text) {
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "hpol", version, text)));
    }

    /// @param range nothing for the whole text
    void change(String name, @Nullable Range range, String text) {
        int version = versions.merge(uri(name), 1, Integer::sum);
        server.getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri(name), version),
                        List.of(new TextDocumentContentChangeEvent(range, text))));
    }

    /// What is told of a file once it is what one expects.
    PublishDiagnosticsParams told(String name, Predicate<PublishDiagnosticsParams> expected)
            throws InterruptedException {
        return toldAt(uri(name), expected);
    }

    synchronized PublishDiagnosticsParams toldAt(String uri, Predicate<PublishDiagnosticsParams> expected)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        PublishDiagnosticsParams now = told.get(uri);
        while (now == null || !expected.test(now)) {
            long remaining = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            assertThat(remaining).as("told of %s: %s", uri, now).isPositive();
            wait(remaining);
            now = told.get(uri);
        }
        return now;
    }

    /// The codes told of the newest text of a file that is open.
    List<String> codes(String name) throws InterruptedException {
        Integer version = versions.get(uri(name));
        return told(name, found -> version == null || version.equals(found.getVersion())).getDiagnostics().stream()
                .map(one -> one.getCode().getLeft())
                .toList();
    }

    synchronized List<MessageParams> messages() {
        return List.copyOf(messages);
    }

    /// What the server has asked for.
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /// Whether the server has ended, and how.
    boolean left() {
        return answer(left);
    }

    static <T> T answer(CompletableFuture<T> answer) {
        return await(answer);
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new Failure(e.getCause());
        }
    }

    /// The server has answered that it cannot.
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failure(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    @Override
    public synchronized void publishDiagnostics(PublishDiagnosticsParams params) {
        told.put(params.getUri(), params);
        notifyAll();
    }

    @Override
    public synchronized void showMessage(MessageParams message) {
        messages.add(message);
    }

    @Override
    public synchronized CompletableFuture<Void> registerCapability(RegistrationParams params) {
        params.getRegistrations().forEach(one -> requests.add(one.getMethod()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> refreshInlayHints() {
        requests.add("workspace/inlayHint/refresh");
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void telemetryEvent(Object object) {
        throw new AssertionError("nothing is measured");
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        throw new AssertionError("nothing is asked");
    }

    @Override
    public void logMessage(MessageParams message) {
        throw new AssertionError(message.getMessage());
    }

    /// Leaves without a word, as an editor that is killed.
    @Override
    public void close() throws IOException {
        connection.shutdownOutput();
        left();
        served.close();
        await(listening);
        connection.close();
    }
}
