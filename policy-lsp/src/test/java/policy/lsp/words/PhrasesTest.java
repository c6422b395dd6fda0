// SPDX-License-Identifier: Apache-2.0
package policy.lsp.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compiler;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.diagnostic.Severity;
import policy.dsl.parse.Lexemes;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;
import policy.protocols.Protocols;

/// The words of completion are those of the language, and what is typed for them parses.
final class PhrasesTest {

    @Test
    void every_keyword_that_begins_something_has_a_phrase() {
        List<String> keywords = Lexemes.keywords();
        List<String> beginning = keywords.subList(0, keywords.indexOf("from"));
        assertThat(Stream.concat(Phrases.DECLARATIONS.stream(), Phrases.CLAUSES.stream())
                        .map(Phrase::word))
                .containsExactlyInAnyOrderElementsOf(beginning);
    }

    @ParameterizedTest
    @EnumSource
    void every_clause_of_an_effect_has_a_phrase(Effect effect) {
        List<String> clauses = Lexemes.clausesOf(effect.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(clauses)
                .isNotEmpty()
                .allSatisfy(word -> assertThat(Phrases.of(word)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void what_is_typed_for_a_declaration_parses(Phrase phrase) {
        String head = phrase.word().equals("policy") ? "" : "policy a\n\n";
        String rule = phrase.word().equals("observe") ? "deny x on http {\n}" : "";
        assertParses(head + filled(phrase) + rule + "\n");
    }

    static List<Phrase> declarations() {
        return Phrases.DECLARATIONS;
    }

    @ParameterizedTest
    @MethodSource("clauses")
    void what_is_typed_for_a_clause_parses(Phrase phrase) {
        assertParses(
                phrase.word().equals("expect")
                        ? "policy a\n\ntest \"t\" {\n    http { }\n    " + filled(phrase) + "\n}\n"
                        : "policy a\n\nallow x on http {\n    " + filled(phrase) + "\n}\n");
    }

    static List<Phrase> clauses() {
        return Phrases.CLAUSES;
    }

    /// As it is once one has filled it in.
    private static String filled(Phrase phrase) {
        return new Phrase(
                        phrase.word(),
                        phrase.pattern()
                                .replaceAll("\"\\$\\d+\"", "\"x\"")
                                .replaceAll("(when {4}|unless {2}|\\n {4})\\$\\d+", "$1true"),
                        phrase.doc())
                .plain();
    }

    private static void assertParses(String text) {
        Parsed parsed = Parser.parse(new Source("a.hpol", text));
        assertThat(parsed.diagnostics()).as(text).isEmpty();
    }

    @Test
    void the_fields_that_are_proposed_for_tests_exist() {
        var source = new Source("a.hpol", """
            policy a

            test "t" {
                subject  { id: "a", kind: agent, issuer: "i", name: "n", groups: [], acts_for: { id: "b" } }
                resource { name: "n", env: prod }
                context  { time: "2026-01-01T00:00:00Z", address: "192.0.2.1", token_age: 5m }
                http     { method: GET, path: "/" }
                answer   ""
                expect   deny
            }
            """);
        assertThat(new Compiler(Protocols.vocabulary())
                        .compile(SourceSet.of(List.of(source), Map.of()))
                        .diagnostics())
                .filteredOn(one -> one.severity() == Severity.ERROR)
                .isEmpty();
    }

    /// The grammar that colours files in editors is written by hand.
    @Test
    void editors_colour_every_keyword() throws IOException {
        String colours = Files.readString(Path.of("../editors/vscode/syntaxes/hpol.tmLanguage.json"));
        assertThat(Lexemes.keywords())
                .allSatisfy(keyword -> assertThat(colours).containsPattern("[(|]" + keyword + "[)|]"));
    }
}
