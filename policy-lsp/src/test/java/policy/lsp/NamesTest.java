// SPDX-License-Identifier: Apache-2.0
package policy.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static policy.lsp.Editor.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.lsp.text.Lines;

/// Where names are declared and used, and giving them others.
final class NamesTest {

    private static final String SHOP = """
        policy shop

        import org.people

        let admins = ["ana"]
        let owned(team) = subject in group("x") and resource.name == team
        list blocked from "blocked.txt"

        allow look on mcp {
            when subject.id in admins or owned("till") or subject.id in people.staff
            when some name in subject.groups satisfies name starts with "a"
            unless subject.id in blocked
        }

        test "ana looks" for who, what in [["ana", "till"]] {
            subject  { id: who }
            resource { name: what }
            mcp      { tool: "t" }
            expect   allow by look
        }
        """;

    private static final String PEOPLE = """
        policy org.people

        let staff = ["ben"]
        """;

    @TempDir
    private Path folder;

    private Editor editor;

    @BeforeEach
    void open() throws IOException {
        editor = Editor.in(folder);
        editor.write("people.hpol", PEOPLE);
        editor.write("blocked.txt", "eve\n");
        editor.open("shop.hpol", SHOP);
    }

    @AfterEach
    void close() throws IOException {
        editor.close();
    }

    /// The `nth` place of a word, from 1, in its middle.
    private static Position at(String text, String word, int nth) {
        int offset = -1;
        for (int i = 0; i < nth; i++) {
            offset = text.indexOf(word, offset + 1);
        }
        assertThat(offset).as(word).isNotNegative();
        return new Lines(text).position(offset + word.length() / 2);
    }

    /// `file:line:column what stands there`, counted from 1.
    private String told(Location location) {
        String name = location.getUri().substring(location.getUri().lastIndexOf('/') + 1);
        Range range = location.getRange();
        String text = Map.of("shop.hpol", SHOP, "people.hpol", PEOPLE, "blocked.txt", "eve\n")
                .get(name);
        var lines = new Lines(text);
        return "%s:%d:%d %s"
                .formatted(
                        name,
                        range.getStart().getLine() + 1,
                        range.getStart().getCharacter() + 1,
                        text.substring(lines.offset(range.getStart()), lines.offset(range.getEnd())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admins      | 2 | shop.hpol:5:5 admins",
                "admins      | 1 | shop.hpol:5:5 admins",
                "owned       | 2 | shop.hpol:6:5 owned",
                "staff       | 1 | people.hpol:3:5 staff",
                "people      | 2 | shop.hpol:3:12 people",
                "org.people  | 1 | people.hpol:1:8 org.people",
                "blocked     | 3 | shop.hpol:7:6 blocked",
                "blocked.txt | 1 | 'blocked.txt:1:1 '",
                "team        | 2 | shop.hpol:6:11 team",
                "name starts | 1 | shop.hpol:11:15 name",
                "look        | 3 | shop.hpol:9:7 look",
                "who         | 2 | shop.hpol:15:22 who",
                "subject.id  | 1 | ''",
                "group       | 1 | ''",
            })
    void a_name_leads_to_its_declaration(String word, int nth, String declared) {
        Position at = at(SHOP, word, nth);
        if (word.equals("name starts")) {
            at = new Position(at.getLine(), at.getCharacter() - 4);
        }
        List<? extends Location> places = answer(editor.server()
                        .getTextDocumentService()
                        .definition(new DefinitionParams(editor.document("shop.hpol"), at)))
                .getLeft();
        assertThat(places.stream().map(this::told).collect(Collectors.joining(", ")))
                .isEqualTo(declared);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admins | 1 | true  | shop.hpol:5:5 admins, shop.hpol:10:24 admins",
                "admins | 1 | false | shop.hpol:10:24 admins",
                "staff  | 1 | true  | people.hpol:3:5 staff, shop.hpol:10:72 staff",
                "look   | 1 | true  | shop.hpol:9:7 look, shop.hpol:19:23 look",
                "who    | 1 | true  | shop.hpol:15:22 who, shop.hpol:16:20 who",
                "people | 2 | true  | shop.hpol:3:12 people, shop.hpol:10:65 people",
                "tool   | 1 | true  | ''",
            })
    void a_name_leads_to_its_uses(String word, int nth, boolean declarations, String used) {
        var params = new ReferenceParams(
                editor.document("shop.hpol"), at(SHOP, word, nth), new ReferenceContext(declarations));
        List<? extends Location> places =
                answer(editor.server().getTextDocumentService().references(params));
        assertThat(places.stream().map(this::told).collect(Collectors.joining(", ")))
                .isEqualTo(used);
    }

    @Test
    void only_the_same_file_is_painted() {
        var params = new DocumentHighlightParams(editor.document("shop.hpol"), at(SHOP, "staff", 1));
        List<? extends DocumentHighlight> painted =
                answer(editor.server().getTextDocumentService().documentHighlight(params));
        assertThat(painted.stream().map(one -> one.getRange().getStart())).containsExactly(new Position(9, 71));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admins     | 2 | bosses | let bosses = [\"ana\"]; in bosses or",
                "look       | 1 | peek   | allow peek on mcp {; allow by peek",
                "owned      | 1 | theirs | let theirs(team) =; or theirs(\"till\")",
                "team       | 1 | squad  | let owned(squad) =; resource.name == squad",
                "blocked    | 1 | banned | list banned from \"blocked.txt\"; in banned",
                "who        | 1 | person | for person, what; id: person }",
                "name starts| 1 | n      | some n in subject.groups satisfies n starts",
                "staff      | 1 | crew   | in people.crew",
                "people     | 2 | folk   | import org.people as folk; in folk.staff",
                "org.people | 1 | org.hr | import org.hr as people; in people.staff",
                "org.people | 1 | hr.people | import hr.people; in people.staff",
                "shop       | 1 | till   | policy till",
            })
    void a_name_is_changed_everywhere(String word, int nth, String name, String expected) {
        Map<String, List<TextEdit>> changes = rename(word, nth, name);
        String text = edited(SHOP, changes.getOrDefault(editor.uri("shop.hpol"), List.of()));
        assertThat(text).contains(expected.split("; "));
        assertThat(changes.containsKey(editor.uri("people.hpol")))
                .isEqualTo(word.equals("staff") || word.equals("org.people"));
    }

    private Map<String, List<TextEdit>> rename(String word, int nth, String name) {
        Position at = at(SHOP, word, nth);
        if (word.equals("name starts")) {
            at = new Position(at.getLine(), at.getCharacter() - 4);
        }
        return answer(editor.server()
                        .getTextDocumentService()
                        .rename(new RenameParams(editor.document("shop.hpol"), at, name)))
                .getChanges();
    }

    private static String edited(String text, List<TextEdit> edits) {
        var lines = new Lines(text);
        var edited = new StringBuilder(text);
        var backwards = new ArrayList<>(edits);
        backwards.sort(Comparator.comparingInt(
                (TextEdit edit) -> -lines.offset(edit.getRange().getStart())));
        backwards.forEach(edit -> edited.replace(
                lines.offset(edit.getRange().getStart()),
                lines.offset(edit.getRange().getEnd()),
                edit.getNewText()));
        return edited.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admins     | 1 | look       | `look` is declared already",
                "admins     | 1 | 9lives     | `9lives` is not a name",
                "admins     | 1 | a.b        | `a.b` is not a name",
                "admins     | 1 | and        | `and` is a keyword",
                "admins     | 1 | t          | ''",
                "people     | 2 | http       | `http` is taken: attributes begin with this word",
                "who        | 1 | what       | `what` would mean something else at shop.hpol",
                "who        | 1 | admins     | ''",
                "team       | 1 | admins     | ''",
                "team       | 1 | resource   | `resource` is taken",
                "shop       | 1 | org.people | there is a policy `org.people` already",
                "subject.id | 1 | x          | `subject.id` is an attribute; protocols name those, policies do not",
                "when       | 1 | x          | `when` is a keyword",
                "tool       | 1 | x          | `tool` is not declared in these policies",
                "\"ana\"    | 1 | x          | there is no name here",
            })
    void a_name_that_would_be_in_the_way_is_refused(String word, int nth, String name, String why) {
        if (why.isEmpty()) {
            assertThat(rename(word, nth, name)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> rename(word, nth, name)).hasMessageStartingWith(why);
        }
    }

    @Test
    void a_word_of_a_test_is_not_taken_for_the_name() {
        editor.open("more.hpol", "policy shop\n\ntest \"t\" {\n    http { method: GET }\n    expect deny\n}\n");
        assertThatThrownBy(() -> rename("admins", 1, "GET"))
                .hasMessage("`GET` would mean something else at more.hpol:4");
    }

    @Test
    void nothing_is_changed_beside_a_text_that_does_not_parse() {
        editor.open("more.hpol", "policy shop\n\nallow x on {\n");
        assertThatThrownBy(() -> rename("admins", 1, "bosses"))
                .hasMessageStartingWith("`more.hpol` does not parse, so a use of `admins` could be missed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admins | 2 | 9:23-9:29",
                "when   | 1 | `when` is a keyword",
                "mcp    | 1 | `mcp` is an attribute; protocols name those, policies do not",
            })
    void what_can_be_renamed_is_told_before(String word, int nth, String expected) {
        var params = new PrepareRenameParams(editor.document("shop.hpol"), at(SHOP, word, nth));
        String told;
        try {
            Range range = answer(editor.server().getTextDocumentService().prepareRename(params))
                    .getFirst();
            told = range.getStart().getLine() + ":" + range.getStart().getCharacter() + "-"
                    + range.getEnd().getLine() + ":" + range.getEnd().getCharacter();
        } catch (Editor.Failure refused) {
            told = refused.getMessage();
        }
        assertThat(told).isEqualTo(expected);
    }
}
