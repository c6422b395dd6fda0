// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static policy.lsp.Editor.answer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.lsp.feature.Matches;

/// Whatever is opened or sent, the server goes on, and ends when it is to.
final class HostileTest {

    private static final String HEAD = "policy a\n\nallow x on http {\n    when ";

    @TempDir
    private Path folder;

    private static String text(String kind) {
        return switch (kind) {
            case "ten megabytes" -> HEAD + "a or ".repeat(2_000_000);
            case "parentheses" -> HEAD + "(".repeat(10_000);
            case "brackets" -> HEAD + "[{(".repeat(10_000);
            case "nots" -> HEAD + "not ".repeat(10_000) + "true\n}\n";
            case "one line" -> HEAD + "http.path == \"" + "x".repeat(900_000) + "\"\n";
            case "lines" -> HEAD + "\n".repeat(900_000);
            case "names" -> {
                var many = new StringBuilder("policy a\n");
                for (int i = 0; i < 20_000; i++) {
                    many.append("let a").append(i).append(" = a").append(i + 1).append('\n');
                }
                yield many.toString();
            }
            default -> "\0\uD800\uFFFF‮‸\r\r\n\u2028";
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ten megabytes", "parentheses", "brackets", "nots", "one line", "lines", "names", "characters"})
    void a_hostile_text_has_mistakes_and_no_other_effect(String kind) throws Exception {
        String text = text(kind);
        try (var editor = Editor.in(folder)) {
            editor.open("a.hpol", text);
            assertThat(editor.codes("a.hpol")).isNotEmpty();
            askAll(editor, new Position(3, 9));
            askAll(editor, new Position(1_000_000, 1_000_000));
            editor.change("a.hpol", null, "policy a\n");
            assertThat(editor.codes("a.hpol")).isEmpty();
        }
    }

    private static void askAll(Editor editor, Position at) {
        var texts = editor.server().getTextDocumentService();
        answer(texts.completion(new CompletionParams(editor.document("a.hpol"), at)));
        answer(texts.hover(new HoverParams(editor.document("a.hpol"), at)));
        answer(texts.documentSymbol(new DocumentSymbolParams(editor.document("a.hpol"))));
        answer(texts.formatting(
                new DocumentFormattingParams(editor.document("a.hpol"), new FormattingOptions(4, true))));
    }

    @ParameterizedTest
    @CsvSource({"-5, 3, -1, -1", "9, 0, 2, 0", "0, 900, 0, 1", "2147483647, 2147483647, 0, 0"})
    void an_edit_of_nowhere_is_an_edit_of_the_nearest_place(int line, int column, int endLine, int endColumn)
            throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("a.hpol", "policy a\n\n");
            var range = new Range(new Position(line, column), new Position(endLine, endColumn));
            editor.change("a.hpol", range, "?");
            assertThat(editor.codes("a.hpol")).isNotEmpty();
        }
    }

    /// An editor asks for all there is; what is not served is no defect, and nobody needs a stack trace of it.
    @Test
    void a_method_that_is_not_served_is_not_found() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("a.hpol", HEAD);
            CompletableFuture<SemanticTokens> asked = editor.server()
                    .getTextDocumentService()
                    .semanticTokensFull(new SemanticTokensParams(editor.document("a.hpol")));
            assertThatThrownBy(asked::join)
                    .hasCauseInstanceOf(ResponseErrorException.class)
                    .satisfies(failure -> {
                        ResponseError error = ((ResponseErrorException) failure.getCause()).getResponseError();
                        assertThat(error.getCode()).isEqualTo(ResponseErrorCode.MethodNotFound.getValue());
                        assertThat(error.getData()).isNull();
                    });
        }
    }

    @Test
    void many_questions_at_a_time_are_answered_or_refused() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("a.hpol", HEAD);
            var answers = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 2_000; i++) {
                answers.add(editor.server()
                        .getTextDocumentService()
                        .completion(new CompletionParams(editor.document("a.hpol"), new Position(3, 9))));
            }
            long refused = answers.stream().filter(HostileTest::isRefused).count();
            assertThat(refused).isLessThan(2_000);
            askAll(editor, new Position(3, 9));
        }
    }

    private static boolean isRefused(CompletableFuture<?> answer) {
        try {
            answer(answer);
            return false;
        } catch (Editor.Failure refused) {
            assertThat(refused).hasMessage("too many questions at a time; ask again");
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":17}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":99,\"method\":\"nobody/knows\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":98,\"method\":\"textDocument/hover\",\"params\":null}",
                "[[[[[[[[",
                "not json at all",
            })
    void a_message_that_is_none_is_left_out(String message) throws Exception {
        try (var editor = Editor.in(folder)) {
            send(editor.raw(), message);
            editor.open("a.hpol", HEAD);
            assertThat(editor.codes("a.hpol")).isNotEmpty();
        }
    }

    private static void send(OutputStream out, String message) throws IOException {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 2~~{}                                   | Content-Length: 2~~{}",
                "Content-Length: 2~Content-Type: x~~{}Content-Length: 1~~1 | same",
                "content-length:2~~{}                                    | same",
                "Content-Length: 99999999999~~xxx                        | fails",
                "Content-Length: many~~{}                                | fails",
                "Content-Type: x~~{}                                     | fails",
                "Content-Length: 5~~{}                                   | same",
            })
    void messages_are_passed_on_as_they_are(String in, String out) throws IOException {
        String sent = in.strip().replace("~", "\r\n");
        var bounded = new BoundedInput(new ByteArrayInputStream(sent.getBytes(StandardCharsets.US_ASCII)));
        if (out.equals("fails")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(bounded::readAllBytes)
                    .isInstanceOf(IOException.class);
        } else {
            assertThat(new String(bounded.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(sent);
        }
    }

    @Test
    void a_message_over_the_limit_is_left_out_and_the_next_is_read() throws Exception {
        var in = new PipedInputStream(1 << 16);
        var out = new PipedOutputStream(in);
        var writing = Thread.ofVirtual().start(() -> writeTooMuch(out));
        assertThat(new String(new BoundedInput(in).readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("Content-Length: 2\r\n\r\n{}");
        writing.join();
    }

    private static void writeTooMuch(OutputStream stream) {
        long length = BoundedInput.MAX_MESSAGE_BYTES + 1L;
        byte[] part = new byte[1 << 16];
        try (OutputStream out = stream) {
            out.write(("Content-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            for (long left = length; left > 0; left -= part.length) {
                out.write(part, 0, (int) Math.min(left, part.length));
            }
            send(out, "{}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void it_leaves_as_it_is_asked_to() throws Exception {
        try (var editor = Editor.in(folder)) {
            answer(editor.server().shutdown());
            editor.server().exit();
            assertThat(editor.left()).isTrue();
        }
    }

    @Test
    void it_leaves_without_being_asked_properly() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.server().exit();
            assertThat(editor.left()).isFalse();
        }
    }

    @Test
    void it_leaves_with_the_process_of_its_editor() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var editor = Editor.silent(folder)) {
            var params = new InitializeParams();
            params.setProcessId((int) other.pid());
            answer(editor.server().initialize(params));
            assertThat(editor.left()).isFalse();
        }
        other.waitFor();
    }

    @Test
    void it_leaves_when_nobody_speaks_any_more() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        boolean fine = LanguageServer.serve(
                new ByteArrayInputStream(new byte[0]), out, new Settings("test", Optional.empty(), Matches.NONE));
        assertThat(fine).isFalse();
        assertThat(out.size()).isZero();
    }

    @Test
    void it_says_what_it_can() throws Exception {
        try (var editor = Editor.in(folder)) {
            assertThat(editor.greeting().getServerInfo().getName()).isEqualTo("hpol");
            assertThat(editor.greeting()
                            .getCapabilities()
                            .getExecuteCommandProvider()
                            .getCommands())
                    .isEqualTo(List.of("hpol.runTest"));
        }
    }
}
