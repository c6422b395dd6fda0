// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static policy.lsp.Editor.answer;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.lsp.feature.Match;

/// Whole texts: their style, what they declare, their tests, and notes beside them.
final class DocumentsTest {

    private static final String SHOP = """
        policy shop

        allow look on http {
            when http.method == GET
        }

        test "looking is free" {
            http   { method: GET, path: "/" }
            expect allow by look
        }

        test "so is taking" for verb in [GET, POST, PUT] {
            http   { method: verb, path: "/" }
            expect allow
        }
        """;

    private static final Range ALL = new Range(new Position(0, 0), new Position(1_000, 0));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy a\\n\\nlet  x=1\\nlet y = x | policy a\\n\\nlet x = 1\\nlet y = x\\n",
                "policy a\\n\\nlet x = 1\\n          | ''",
                "policy a\\n\\nlet x = [\\n          | ''",
            })
    void a_text_is_brought_into_the_one_style(String text, String expected) throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("a.hpol", text.replace("\\n", "\n"));
            List<? extends TextEdit> edits = answer(editor.server()
                    .getTextDocumentService()
                    .formatting(
                            new DocumentFormattingParams(editor.document("a.hpol"), new FormattingOptions(4, true))));
            assertThat(edits.stream().map(TextEdit::getNewText))
                    .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.replace("\\n", "\n")));
        }
    }

    @Test
    void a_text_tells_what_it_declares() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", SHOP + """

                import org.people

                let a = 1
                list b from "b.txt"

                observe mask c on llm {
                    find email as redact
                }

                invariant d on http {
                    http.method == GET implies allow
                }

                allow e on {
                """);
            var symbols = answer(editor.server()
                    .getTextDocumentService()
                    .documentSymbol(new DocumentSymbolParams(editor.document("shop.hpol"))));
            assertThat(symbols.stream()
                            .map(either -> either.getRight())
                            .map(one -> one.getKind() + " " + one.getName() + ", " + one.getDetail()))
                    .containsExactly(
                            "Function look, allow on http",
                            "Event looking is free, test",
                            "Event so is taking, test",
                            "Module org.people, import",
                            "Constant a, let",
                            "Array b, list",
                            "Function c, observe mask on llm",
                            "Property d, invariant on http");
        }
    }

    @Test
    void a_test_runs_where_it_stands() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", SHOP);
            List<? extends CodeLens> lenses = answer(editor.server()
                    .getTextDocumentService()
                    .codeLens(new CodeLensParams(editor.document("shop.hpol"))));
            assertThat(lenses.stream()
                            .map(lens -> lens.getRange().getStart().getLine() + " "
                                    + lens.getCommand().getTitle()))
                    .containsExactly("0 Run all tests", "6 Run test", "11 Run test");

            Object said = answer(run(editor, lenses.get(1)));
            assertThat(said.toString()).contains("hpol: 1 passed, 0 failed");
            assertThat(editor.messages()).last().satisfies(message -> {
                assertThat(message.getType()).isEqualTo(MessageType.Info);
                assertThat(message.getMessage()).isEqualTo("hpol: 1 passed, 0 failed");
            });
            assertThat(notes(editor, "shop.hpol")).containsExactly("6 passed");
            assertThat(editor.requests()).contains("workspace/inlayHint/refresh");

            answer(run(editor, lenses.getFirst()));
            assertThat(editor.messages()).last().satisfies(message -> {
                assertThat(message.getType()).isEqualTo(MessageType.Error);
                assertThat(message.getMessage())
                        .startsWith("hpol: 2 passed, 2 failed\nso is taking [POST] (shop.hpol:14): expected allow\n");
            });
            assertThat(notes(editor, "shop.hpol")).containsExactly("6 passed", "11 failed: expected allow");

            editor.server()
                    .getTextDocumentService()
                    .didSave(new DidSaveTextDocumentParams(editor.document("shop.hpol")));
            await(() -> notes(editor, "shop.hpol").size() == 2);

            editor.change("shop.hpol", new Range(new Position(0, 0), new Position(0, 0)), "// new\n");
            assertThat(notes(editor, "shop.hpol")).isEmpty();
        }
    }

    /// What is written to disk is looked at anew, and what came of the tests shown again if it is the same.
    private static void await(BooleanSupplier expected) throws InterruptedException {
        for (int i = 0; i < 600 && !expected.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(expected.getAsBoolean()).isTrue();
    }

    private static CompletableFuture<Object> run(Editor editor, CodeLens lens) {
        return editor.server()
                .getWorkspaceService()
                .executeCommand(new ExecuteCommandParams(
                        lens.getCommand().getCommand(), lens.getCommand().getArguments()));
    }

    private static List<String> notes(Editor editor, String name) {
        List<InlayHint> hints = answer(
                editor.server().getTextDocumentService().inlayHint(new InlayHintParams(editor.document(name), ALL)));
        return hints.stream()
                .map(hint ->
                        hint.getPosition().getLine() + " " + hint.getLabel().getLeft())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow look on htp {\\n} | shop.hpol | hpol.runTest | hpol: tests run once the policies have no errors",
                "let x = 1               | shop.hpol | hpol.runTest | hpol: there is no such test any more",
                "let x = 1               | more.hpol | hpol.runTest | is not open",
                "let x = 1               | shop.hpol | hpol.format  | there is one command, `hpol.runTest`",
            })
    void what_cannot_run_says_why(String text, String file, String command, String why) throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", "policy shop\n\n" + text.replace("\\n", "\n"));
            var params = new ExecuteCommandParams(command, List.of(editor.uri(file), "a title"));
            String said;
            try {
                said = answer(editor.server().getWorkspaceService().executeCommand(params))
                        .toString();
            } catch (Editor.Failure refused) {
                said = String.valueOf(refused.getMessage());
            }
            assertThat(said).contains(why);
        }
    }

    @Test
    void a_rule_says_what_it_matched_last() throws Exception {
        Map<String, Match> matches = Map.of(
                "shop.look", new Match(12, Instant.parse("2026-03-01T12:00:00Z")),
                "shop.gone", new Match(1, Instant.EPOCH));
        try (var editor = Editor.in(folder, () -> matches)) {
            editor.open("shop.hpol", SHOP);
            assertThat(notes(editor, "shop.hpol"))
                    .singleElement()
                    .asString()
                    .startsWith("2 matched 12 requests, last 2026-03-01 ");
        }
    }

    @Test
    void what_matched_may_be_unreadable() throws Exception {
        try (var editor = Editor.in(folder, () -> {
            throw new java.io.IOException("gone");
        })) {
            editor.open("shop.hpol", SHOP);
            assertThat(notes(editor, "shop.hpol")).isEmpty();
        }
    }

    @Test
    void a_text_that_is_not_open_has_no_answers() throws Exception {
        try (var editor = Editor.in(folder)) {
            assertThat(notes(editor, "nowhere.hpol")).isEmpty();
            assertThat(answer(editor.server()
                            .getTextDocumentService()
                            .codeLens(new CodeLensParams(editor.document("nowhere.hpol")))))
                    .isEmpty();
            assertThatThrownBy(() -> answer(editor.server()
                            .getWorkspaceService()
                            .executeCommand(new ExecuteCommandParams("hpol.runTest", List.of()))))
                    .hasMessageStartingWith("there is one command");
        }
    }
}
