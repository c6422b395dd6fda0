// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mistakes are told while one types, of all files, and never of a text that is not there any more.
final class ProblemsTest {

    private static final String FINE = "policy shop\n\nallow look on http {\n    when http.method == GET\n}\n";
    private static final String WRONG = FINE.replace("http.method", "http.methd");

    @TempDir
    private Path folder;

    @Test
    void a_mistake_has_its_place_code_page_and_help() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", WRONG);
            List<Diagnostic> told = editor.told(
                            "shop.hpol", found -> !found.getDiagnostics().isEmpty())
                    .getDiagnostics();
            assertThat(told).singleElement().satisfies(one -> {
                assertThat(one.getRange()).isEqualTo(new Range(new Position(3, 9), new Position(3, 19)));
                assertThat(one.getCode().getLeft()).isEqualTo("P203");
                assertThat(one.getCodeDescription().getHref()).isEqualTo("file:///docs/errors/P203.md");
                assertThat(one.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
                assertThat(one.getSource()).isEqualTo("hpol");
                assertThat(one.getMessage())
                        .isEqualTo("unknown attribute `http.methd`: not an attribute of `http` requests\n"
                                + "help: did you mean `http.method`?");
            });
        }
    }

    @Test
    void samples_of_tests_are_looked_into() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", FINE + "\ntest \"x\" {\n    http   { metod: GET }\n    expect deny\n}\n");
            List<Diagnostic> told = editor.told(
                            "shop.hpol", found -> !found.getDiagnostics().isEmpty())
                    .getDiagnostics();
            assertThat(told).singleElement().satisfies(one -> {
                assertThat(one.getRange()).isEqualTo(new Range(new Position(7, 13), new Position(7, 18)));
                assertThat(one.getCode().getLeft()).isEqualTo("P209");
                assertThat(one.getMessage()).endsWith("help: did you mean `method`?");
            });
        }
    }

    @Test
    void other_places_that_matter_are_told_with_it() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("first.hpol", FINE);
            editor.open("second.hpol", FINE);
            Diagnostic told = editor.told(
                            "second.hpol", found -> !found.getDiagnostics().isEmpty())
                    .getDiagnostics()
                    .getFirst();
            assertThat(told.getCode().getLeft()).isEqualTo("P201");
            assertThat(told.getRelatedInformation()).singleElement().satisfies(place -> {
                assertThat(place.getLocation().getUri()).isEqualTo(editor.uri("first.hpol"));
                assertThat(place.getMessage()).isEqualTo("first declared here");
            });
        }
    }

    @Test
    void what_nobody_uses_is_faded() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", FINE + "\nlet unused = 1\n");
            Diagnostic told = editor.told(
                            "shop.hpol", found -> !found.getDiagnostics().isEmpty())
                    .getDiagnostics()
                    .getFirst();
            assertThat(told.getSeverity()).isEqualTo(DiagnosticSeverity.Warning);
            assertThat(told.getTags()).containsExactly(DiagnosticTag.Unnecessary);
        }
    }

    @Test
    void typing_makes_and_mends_mistakes() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", WRONG);
            assertThat(editor.codes("shop.hpol")).containsExactly("P203");
            editor.change("shop.hpol", new Range(new Position(3, 17), new Position(3, 19)), "hod");
            assertThat(editor.codes("shop.hpol")).isEmpty();
            editor.change("shop.hpol", null, "policy shop\n\nallow");
            assertThat(editor.codes("shop.hpol")).containsExactly("P101");
        }
    }

    @Test
    void only_the_newest_text_is_spoken_of() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", FINE);
            for (int i = 0; i < 200; i++) {
                editor.change("shop.hpol", null, i % 2 == 0 ? WRONG : "policy shop\n" + "\n".repeat(i));
            }
            editor.change("shop.hpol", null, WRONG);
            assertThat(editor.codes("shop.hpol")).containsExactly("P203");
        }
    }

    @Test
    void files_that_are_not_open_are_told_of_too() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("sub/closed.hpol", WRONG.replace("policy shop", "policy other"));
            editor.open("shop.hpol", FINE);
            assertThat(editor.codes("sub/closed.hpol")).containsExactly("P203");
            Path file = editor.write("sub/closed.hpol", "policy other\n");
            editor.server()
                    .getWorkspaceService()
                    .didChangeWatchedFiles(new DidChangeWatchedFilesParams(
                            List.of(new FileEvent(file.toUri().toString(), FileChangeType.Changed))));
            editor.told("sub/closed.hpol", found -> found.getDiagnostics().isEmpty());
            assertThat(editor.requests()).contains("workspace/didChangeWatchedFiles");
        }
    }

    @Test
    void lists_come_from_disk() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.open("shop.hpol", """
                policy shop

                list blocked from "blocked.txt"

                deny those on http {
                    when subject.id in blocked
                }
                """);
            assertThat(editor.codes("shop.hpol")).contains("P210");
            editor.write("blocked.txt", "eve\n");
            editor.server()
                    .getTextDocumentService()
                    .didSave(new DidSaveTextDocumentParams(editor.document("shop.hpol")));
            editor.told("shop.hpol", found -> found.getDiagnostics().isEmpty());
        }
    }

    @Test
    void what_is_closed_is_what_is_on_disk() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("shop.hpol", FINE);
            editor.open("shop.hpol", WRONG);
            assertThat(editor.codes("shop.hpol")).containsExactly("P203");
            editor.server()
                    .getTextDocumentService()
                    .didClose(new DidCloseTextDocumentParams(editor.document("shop.hpol")));
            editor.told("shop.hpol", found -> found.getDiagnostics().isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "untitled:Untitled-1",
        "file:///nowhere/at/all/shop.hpol",
    })
    void a_text_of_no_folder_is_a_policy_set_of_its_own(String uri) throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("shop.hpol", FINE);
            editor.openAt(uri, 1, FINE);
            assertThat(editor.toldAt(uri, found -> found.getVersion() == 1).getDiagnostics())
                    .isEmpty();
            editor.openAt(uri, 2, WRONG);
            assertThat(editor.toldAt(uri, found -> found.getVersion() == 2).getDiagnostics())
                    .hasSize(1);
        }
    }

    @Test
    void hidden_files_and_build_output_do_not_belong_to_the_folder() throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("shop.hpol", FINE);
            editor.open(
                    "target/shop.hpol", FINE + WRONG.replace("policy shop", "").replace("look", "other"));
            assertThat(editor.codes("target/shop.hpol")).containsExactly("P203");
        }
    }

    @Test
    void policy_directories_can_be_named() throws Exception {
        var directories = new JsonArray();
        directories.add("one");
        directories.add("two");
        directories.add("../outside");
        var options = new JsonObject();
        options.add("directories", directories);
        try (var editor = Editor.withOptions(folder, options)) {
            editor.write("one/shop.hpol", FINE);
            editor.open("two/shop.hpol", WRONG);
            assertThat(editor.codes("two/shop.hpol")).containsExactly("P203");
        }
    }

    @Test
    void folders_come_and_go() throws Exception {
        Path other = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-other"));
        try (var editor = Editor.in(folder)) {
            Path file = Files.writeString(other.resolve("other.hpol"), WRONG);
            var added = new WorkspaceFolder(other.toUri().toString(), "other");
            editor.server()
                    .getWorkspaceService()
                    .didChangeWorkspaceFolders(new DidChangeWorkspaceFoldersParams(
                            new WorkspaceFoldersChangeEvent(List.of(added), List.of())));
            String uri = file.toUri().toString();
            editor.toldAt(uri, found -> !found.getDiagnostics().isEmpty());
            editor.server()
                    .getWorkspaceService()
                    .didChangeWorkspaceFolders(new DidChangeWorkspaceFoldersParams(
                            new WorkspaceFoldersChangeEvent(List.of(), List.of(added))));
            editor.toldAt(uri, found -> found.getDiagnostics().isEmpty());
        }
    }
}
