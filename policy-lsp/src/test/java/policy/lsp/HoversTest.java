// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.lsp.Editor.answer;

import java.nio.file.Path;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a word means.
final class HoversTest {

    private static final String SHOP = """
        policy shop

        /// Who may do all.
        let admins = [
            "ana",
            "ben",
        ]
        let owned(team) = resource.name == team
        /// From the fraud desk.
        list blocked from "blocked.csv" column "who"
        list missing from "missing.txt"

        /// Looking is free.
        observe deny look on http {
            when http.method == GET and subject.id in %s
            when http.json.amount > 5 and http.body finds [email]
        }
        """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "‸admins                    | let admins = [ \"ana\", \"ben\", ] | Who may do all.",
                "ow‸ned(\"till\")           | let owned(team) = resource.name == team | ''",
                "bloc‸ked                   | list blocked from \"blocked.csv\" | 2 items.\\n\\nFrom the fraud desk.",
                "missing‸                   | list missing from \"missing.txt\" | The file cannot be read; see",
                "admins or http.pa‸th == \"\" | http.path : text | Path without query",
                "admins or has http.que‸ry  | http.query : text, optional | ",
                "admins or subject.ki‸nd == agent | subject.kind : person | service | Whether a person",
                "[] or http.json.a.‸b == 1  | http.json.a.b (of http.json) : members by name | ",
                "[] or http.body finds [ib‸an] | iban | International bank account number",
                "admins un‸less true        | unless | The rule applies only if this does not hold.",
                "admins or some x in subject.groups satisfies ‸x == \"a\" | x | One item of `subject.groups`.",
            })
    void a_word_says_what_it_means(String condition, String code, String says) throws Exception {
        try (var editor = Editor.in(folder)) {
            editor.write("blocked.csv", "who,why\neve,x\nmallory,y\n");
            Position at = editor.open("shop.hpol", SHOP.formatted(condition));
            Hover hover = answer(
                    editor.server().getTextDocumentService().hover(new HoverParams(editor.document("shop.hpol"), at)));
            assertThat(hover.getContents().getRight().getValue())
                    .startsWith("````hpol\n" + code.split(" \\| ")[0])
                    .contains(says == null ? "" : says.replace("\\n", "\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy sh‸op | policy shop | 0 rules, 0 names in all.",
                "policy a\\n\\nallow x on ll‸m {} | llm | A request to a language model",
                "policy a\\n\\ndeny x on http {\\n because \"no {http.pa‸th} here\" } | http.path : text | Path",
                "policy a\\n\\n/// Why.\\nallow ‸x on llm {} | allow x on llm | Why.",
            })
    void names_of_declarations_and_protocols_say_it_too(String text, String code, String says) throws Exception {
        try (var editor = Editor.in(folder)) {
            Position at = editor.open("a.hpol", text.replace("\\n", "\n"));
            Hover hover = answer(
                    editor.server().getTextDocumentService().hover(new HoverParams(editor.document("a.hpol"), at)));
            assertThat(hover.getContents().getRight().getValue())
                    .startsWith("````hpol\n" + code + "\n````")
                    .contains(says);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "policy a\\n// no ‸word",
                "policy a\\nallow x on http { because \"http.pa‸th\" }",
                "policy a\\nlet x = \"no ‸word\"",
                "policy a\\nlet x = 1‸2",
                "‸"
            })
    void what_means_nothing_says_nothing(String text) throws Exception {
        try (var editor = Editor.in(folder)) {
            Position at = editor.open("a.hpol", text.replace("\\n", "\n"));
            assertThat(answer(editor.server()
                            .getTextDocumentService()
                            .hover(new HoverParams(editor.document("a.hpol"), at))))
                    .isNull();
        }
    }
}
