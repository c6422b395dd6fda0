// SPDX-License-Identifier: Apache-2.0
package policy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import policy.cli.lsp.EvidenceMatches;
import policy.lsp.feature.Match;

/// `hpol lsp` as editors start it: a process of its own, spoken to over its standard streams.
final class LspCommandTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private static final class Editor implements LanguageClient {

        private final BlockingQueue<PublishDiagnosticsParams> told = new LinkedBlockingQueue<>();

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
            told.add(diagnostics);
        }

        @Override
        public void showMessage(MessageParams message) {}

        @Override
        public void telemetryEvent(Object object) {}

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            return new CompletableFuture<>();
        }

        @Override
        public void logMessage(MessageParams message) {}
    }

    private Process start(String... options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new java.util.ArrayList<>(List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dhpol.home=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "policy.cli.Main",
                "lsp"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private static <T> T answer(CompletableFuture<T> answer) throws Exception {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void an_editor_is_served_and_left_in_order() throws Exception {
        Path decisions = Files.writeString(folder.resolve("decisions.json"), """
            {"kind":"decision","time":"2026-03-01T12:00:00Z","exchange":"e1","rules":[{"id":"a.x"}]}
            """);
        Process process = start("--stdio", "--decisions", decisions.toString());
        var editor = new Editor();
        var launcher = LSPLauncher.createClientLauncher(editor, process.getInputStream(), process.getOutputStream());
        launcher.startListening();
        LanguageServer server = launcher.getRemoteProxy();
        var params = new InitializeParams();
        params.setProcessId((int) ProcessHandle.current().pid());
        params.setCapabilities(new ClientCapabilities());
        params.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "policies")));
        assertThat(answer(server.initialize(params)).getServerInfo().getVersion())
                .isEqualTo(Main.VERSION);
        server.initialized(new InitializedParams());

        String uri = folder.resolve("a.hpol").toUri().toString();
        String text = "policy a\n\nallow x on http {\n    when http.methd == GET\n}\n";
        server.getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "hpol", 1, text)));
        PublishDiagnosticsParams told = editor.told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.getDiagnostics()).singleElement().satisfies(LspCommandTest::leadsToItsPage);

        List<InlayHint> hints = answer(server.getTextDocumentService()
                .inlayHint(new InlayHintParams(
                        new TextDocumentIdentifier(uri), new Range(new Position(0, 0), new Position(9, 0)))));
        assertThat(hints)
                .singleElement()
                .satisfies(
                        hint -> assertThat(hint.getLabel().getLeft()).startsWith("matched 1 request, last 2026-03-01"));

        answer(server.shutdown());
        server.exit();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitStatus.FINE);
        assertThat(folder.resolve("stderr")).isEmptyFile();
    }

    private static void leadsToItsPage(Diagnostic one) {
        assertThat(one.getCode().getLeft()).isEqualTo("P203");
        assertThat(Path.of(java.net.URI.create(one.getCodeDescription().getHref())))
                .isRegularFile();
    }

    @Test
    void it_ends_when_its_input_does() throws Exception {
        Process process = start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitStatus.PROBLEMS);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void a_request_that_was_held_counts_once_and_rules_on_trial_count_too() throws IOException {
        Path decisions = Files.writeString(folder.resolve("decisions.json"), """
            {"kind":"decision","time":"2026-03-01T12:00:00Z","exchange":"e1","rules":[{"id":"a.x"},{"id":"a.y"}]}
            {"kind":"decision","time":"2026-03-01T12:05:00Z","exchange":"e1","rules":[{"id":"a.x"}]}
            not a record

            {"kind":"decision","time":"2026-02-01T12:00:00Z","exchange":"e2","rules":[{"id":"a.x"},{"id":{"cut":"a"}}],"observed":[{"id":"a.z"}]}
            {"kind":"failure","exchange":"e3"}
            """);
        assertThat(new EvidenceMatches(decisions).read())
                .isEqualTo(Map.of(
                        "a.x", new Match(2, Instant.parse("2026-03-01T12:05:00Z")),
                        "a.y", new Match(1, Instant.parse("2026-03-01T12:00:00Z")),
                        "a.z", new Match(1, Instant.parse("2026-02-01T12:00:00Z"))));
    }
}
