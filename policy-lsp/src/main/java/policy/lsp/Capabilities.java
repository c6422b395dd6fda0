// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InlayHintRegistrationOptions;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import policy.lsp.feature.TestRuns;

/// What the server can do, and what the editor said it can.
///
/// @param patterns completion with places to fill in
/// @param watching telling of files that change on disk, asked for while running
/// @param refreshing asking for notes anew when told to
record Capabilities(boolean patterns, boolean watching, boolean refreshing) {

    static final Capabilities NONE = new Capabilities(false, false, false);

    /// Characters that begin something one would want proposals for.
    private static final List<String> TRIGGERS = List.of(".", "[", "{");

    static Capabilities of(ClientCapabilities client) {
        Optional<WorkspaceClientCapabilities> workspace = Optional.ofNullable(client.getWorkspace());
        return new Capabilities(
                Optional.ofNullable(client.getTextDocument())
                        .map(TextDocumentClientCapabilities::getCompletion)
                        .map(CompletionCapabilities::getCompletionItem)
                        .map(CompletionItemCapabilities::getSnippetSupport)
                        .orElse(false),
                workspace
                        .map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
                        .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration)
                        .orElse(false),
                workspace
                        .map(WorkspaceClientCapabilities::getInlayHint)
                        .map(InlayHintWorkspaceCapabilities::getRefreshSupport)
                        .orElse(false));
    }

    static ServerCapabilities ofServer() {
        var sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        sync.setSave(new SaveOptions(false));
        var folders = new WorkspaceFoldersOptions();
        folders.setSupported(true);
        folders.setChangeNotifications(true);
        var capabilities = new ServerCapabilities();
        capabilities.setTextDocumentSync(sync);
        capabilities.setCompletionProvider(new CompletionOptions(false, TRIGGERS));
        capabilities.setHoverProvider(true);
        capabilities.setDefinitionProvider(true);
        capabilities.setReferencesProvider(true);
        capabilities.setDocumentHighlightProvider(true);
        capabilities.setDocumentSymbolProvider(true);
        capabilities.setRenameProvider(new RenameOptions(true));
        capabilities.setDocumentFormattingProvider(true);
        capabilities.setCodeLensProvider(new CodeLensOptions(false));
        capabilities.setInlayHintProvider(new InlayHintRegistrationOptions());
        capabilities.setExecuteCommandProvider(new ExecuteCommandOptions(List.of(TestRuns.COMMAND)));
        capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
        return capabilities;
    }
}
