// SPDX-License-Identifier: Apache-2.0
package policy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.enforce.Enforceable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import policy.compiler.Compiler;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Severity;
import policy.dsl.format.Formatter;
import policy.dsl.parse.Parser;
import policy.dsl.source.Source;
import policy.protocols.Protocols;
import policy.runtime.decision.Obligation.Hidden;
import policy.runtime.decision.Obligation.Kept;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.request.Schema;

/// The tables and the grammar of the reference say what the parser, the compiler and the gateway do.
final class ReferenceTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path REFERENCE = ROOT.resolve("docs/language.md");
    private static final Path GRAMMAR = ROOT.resolve("policy-dsl/src/main/antlr4/policy/dsl/parse/Policy.g4");
    private static final List<String> EFFECTS = List.of("allow", "deny", "approve", "mask", "limit", "record");
    private static final List<String> PARTS = List.of("column", "field", "header");

    /// What makes a rule of its effect complete.
    private static final Map<String, String> NEEDED = Map.of(
            "approve", "ask 1 of group(\"g\")",
            "mask", "find email as redact",
            "limit", "at most 5 requests per 1h",
            "record", "keep full");

    private static final Map<String, String> CLAUSES = Map.ofEntries(
            Map.entry("when", "when resource.env == prod"),
            Map.entry("unless", "unless resource.env == prod"),
            Map.entry("because", "because \"x\""),
            Map.entry("help", "help \"x\""),
            Map.entry("ask", "ask 1 of group(\"g\")"),
            Map.entry("reason", "reason required"),
            Map.entry("within", "within 15m"),
            Map.entry("escalate", "escalate after 5m to group(\"h\")"),
            Map.entry("grant", "grant once"),
            Map.entry("channel", "channel at least sso"),
            Map.entry("durable", "durable"),
            Map.entry("break_glass", "break_glass by group(\"g\") review by group(\"h\") within 24h"),
            Map.entry("find", "find email as redact"),
            Map.entry("column", "column \"a.b\" as redact"),
            Map.entry("field", "field \"a\" as redact"),
            Map.entry("header", "header \"a\" as redact"),
            Map.entry("at most", "at most 5 requests per 1h"),
            Map.entry("keep", "keep full"));

    @Test
    void the_grammar_has_the_keywords_of_the_parser() throws IOException {
        Set<String> keywords = words(Files.readString(GRAMMAR), "(?m)^[A-Z_]+ : '([a-z_]+)' ;");
        assertThat(words(block("ebnf"), "\"([a-z_]+)\"")).isEqualTo(withoutUnderscore(keywords));
        assertThat(words(section("Keywords"), "`([a-z_]+)`")).containsAll(keywords);
    }

    /// The grammar quotes the sign that names may have, too.
    private static Set<String> withoutUnderscore(Set<String> keywords) {
        var all = new TreeSet<>(keywords);
        all.add("_");
        return all;
    }

    @Test
    void the_grammar_has_the_operators_of_the_parser() throws IOException {
        Set<String> signs = words(Files.readString(GRAMMAR), "(?m)^(?:[A-Z_]+) : '([=!<>]=?)' ;");
        assertThat(words(block("ebnf"), "\"([=!<>]=?)\"")).isEqualTo(withoutBang(signs));
    }

    /// The parser reads `!` so that it can say how it is written here.
    private static Set<String> withoutBang(Set<String> signs) {
        var own = new TreeSet<>(signs);
        own.remove("!");
        return own;
    }

    @ParameterizedTest
    @MethodSource("clauseRows")
    void a_clause_belongs_to_the_effects_of_its_row(List<String> row) {
        String clause = row.getFirst();
        String repeated = row.getLast();
        for (int i = 0; i < EFFECTS.size(); i++) {
            String effect = EFFECTS.get(i);
            String cell = row.get(i + 1);
            String needed = NEEDED.getOrDefault(effect, "");
            String protocol = clause.equals("column") ? "sql" : "http";
            boolean own = needed.equals(CLAUSES.get(clause));
            assertThat(codes(effect, protocol, own ? "" : needed, CLAUSES.get(clause)))
                    .as("%s in %s", clause, effect)
                    .isEqualTo(cell.equals("–") ? Set.of(Code.P305) : Set.of());
            if (!cell.equals("–")) {
                assertThat(codes(
                                effect,
                                protocol,
                                CLAUSES.get(clause),
                                own ? CLAUSES.get(clause) : needed,
                                CLAUSES.get(clause)))
                        .as("%s twice in %s", clause, effect)
                        .isEqualTo(repeated.equals("once") ? Set.of(Code.P305) : Set.of());
            }
            if (cell.equals("**yes**")) {
                assertThat(codes(effect, protocol)).isEqualTo(Set.of(Code.P306));
            }
        }
    }

    private static Set<Code> codes(String effect, String protocol, String... clauses) {
        String text = "policy p\n\n" + effect + " r on " + protocol + " {\n" + String.join("\n", clauses) + "\n}\n";
        return new Compiler(Protocols.vocabulary())
                .compile(List.of(new Source("p.hpol", text))).diagnostics().stream()
                        .filter(told -> told.severity() == Severity.ERROR)
                        .map(told -> told.code())
                        .collect(Collectors.toSet());
    }

    static List<List<String>> clauseRows() throws IOException {
        List<List<String>> rows = rows(section("Rules"), EFFECTS.size() + 2);
        assertThat(rows).hasSize(CLAUSES.size());
        return rows;
    }

    @Test
    void what_answers_have_is_what_schemas_say() throws IOException {
        List<List<String>> rows = rows(section("Masks"), PARTS.size() + 1);
        assertThat(rows.stream().map(List::getFirst))
                .containsExactlyInAnyOrderElementsOf(Protocols.vocabulary().schemas().stream()
                        .map(Schema::protocol)
                        .toList());
        for (List<String> row : rows) {
            Schema schema = Protocols.model(row.getFirst()).orElseThrow().schema();
            for (Schema.Part part : Schema.Part.values()) {
                String cell = row.get(PARTS.indexOf(part.name().toLowerCase(Locale.ROOT)) + 1);
                assertThat(cell)
                        .as(row.getFirst() + " " + part)
                        .isEqualTo(schema.parts().contains(part) ? "yes" : "–");
            }
        }
    }

    @Test
    void what_the_gateway_enforces_is_what_it_says() throws IOException {
        String table = section("What the gateway enforces");
        var entities = new Hidden.Entities(new TreeSet<>(Set.of("email")));
        var names = new TreeSet<>(Set.of("a.b"));
        assertThat(enforced(table, "`find … as redact`, `as hash`, `as partial(last: 4)`"))
                .isEqualTo(Stream.of(new Transform.Redact(), new Transform.Hash(), new Transform.Partial(4))
                        .allMatch(transform -> Enforceable.isCarriedOut(entities, transform)));
        assertThat(enforced(table, "`as tokenise`"))
                .isEqualTo(Enforceable.isCarriedOut(entities, new Transform.Tokenise()));
        assertThat(enforced(table, "`column`, `field`, `header`"))
                .isEqualTo(Stream.of(new Hidden.Columns(names), new Hidden.Members(names), new Hidden.Headers(names))
                        .anyMatch(hidden -> Enforceable.isCarriedOut(hidden, new Transform.Redact())));
        assertThat(enforced(table, "`keep decision`")).isEqualTo(Enforceable.isCarriedOut(Kept.DECISION));
        assertThat(enforced(table, "`keep full`, `keep raw`"))
                .isEqualTo(Enforceable.isCarriedOut(Kept.FULL) || Enforceable.isCarriedOut(Kept.RAW));
    }

    private static boolean enforced(String section, String construct) {
        List<String> row = rows(section, 2).stream()
                .filter(cells -> cells.getFirst().equals(construct.replace("`", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + construct));
        return row.get(1).startsWith("yes");
    }

    @ParameterizedTest
    @MethodSource("written")
    void examples_are_in_the_one_style(Snippet snippet) {
        assertThat(Formatter.format(Parser.parse(new Source("page.hpol", snippet.text()))))
                .contains(snippet.text());
    }

    static List<Snippet> written() {
        return Snippet.of(REFERENCE, ROOT);
    }

    private static Set<String> words(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String block(String language) throws IOException {
        MatchResult block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(Files.readString(REFERENCE))
                .results()
                .findFirst()
                .orElseThrow();
        return block.group(1);
    }

    private static String section(String title) throws IOException {
        String text = Files.readString(REFERENCE);
        int start = text.indexOf("\n## " + title + "\n");
        assertThat(start).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /// The rows of tables with so many columns, without their heads; backticks are left out.
    private static List<List<String>> rows(String section, int columns) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Stream.of(line.substring(2, line.length() - 2).split(" \\| "))
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .filter(cells -> cells.size() == columns)
                .toList();
    }
}
