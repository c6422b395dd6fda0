// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.lsp.Editor.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `cases/completion/<what-it-shows>.hpol`, a text with a cursor, beside `.items`, what is proposed there. The policy
/// `org.people` is beside it. `-Dupdate` rewrites; the diff is the review.
final class CompletionTest {

    private static final Path CASES = Path.of("src/test/resources/cases/completion");
    private static final boolean UPDATE = System.getProperty("update") != null;

    private static final String PEOPLE = """
        policy org.people

        /// Who works here.
        let staff = ["ana"]

        let member(team) = subject in group("x") and resource.name == team
        """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(CASES)) {
            files = found.filter(file -> file.toString().endsWith(".hpol"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws Exception {
        String actual = items(Files.readString(file)).stream()
                .map(CompletionTest::told)
                .collect(Collectors.joining("\n", "", "\n"));
        Path golden = Path.of(file.toString().replaceFirst("hpol$", "items"));
        if (UPDATE) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    private List<CompletionItem> items(String text) throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("people.hpol", PEOPLE);
            Position at = editor.open("case.hpol", text);
            return answer(editor.server()
                            .getTextDocumentService()
                            .completion(new CompletionParams(editor.document("case.hpol"), at)))
                    .getRight()
                    .getItems()
                    .stream()
                    .sorted(java.util.Comparator.comparing(CompletionItem::getSortText))
                    .toList();
        }
    }

    /// Kind and label, what is told beside it, and what is typed if that is more. Docs are the schemas' and not
    /// told.
    private static String told(CompletionItem item) {
        String typed = item.getTextEdit().getLeft().getNewText();
        return Stream.of(
                        item.getKind() + " " + item.getLabel(),
                        item.getDetail() == null ? "" : item.getDetail(),
                        typed.equals(item.getLabel()) ? "" : typed.replace("\n", "\\n"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow x on http {\\n when http.meth‸ | http.method",
                "allow x on htt‸                      | http",
                "deny x on llm {\\n when llm.prompt finds [iba‸ | iban",
                "allow x on http {\\n becau‸           | because",
                "import org.people\\n/// Mine.\\nlet own = people.staf‸ | people.staff",
            })
    void what_is_proposed_is_documented(String text, String label) throws Exception {
        assertThat(items("policy a\n\n" + text.replace("\\n", "\n"))).anySatisfy(item -> {
            assertThat(item.getLabel()).isEqualTo(label);
            assertThat(item.getDocumentation().getRight().getValue()).isNotEmpty();
        });
    }

    @Test
    void what_is_typed_of_a_name_is_replaced() throws Exception {
        List<CompletionItem> items = items("policy a\n\nallow x on http {\n    when http.meth‸\n}\n");
        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.getLabel()).isEqualTo("http.method");
            assertThat(item.getTextEdit().getLeft().getRange().getStart()).isEqualTo(new Position(3, 9));
            assertThat(item.getTextEdit().getLeft().getRange().getEnd()).isEqualTo(new Position(3, 18));
        });
    }
}
