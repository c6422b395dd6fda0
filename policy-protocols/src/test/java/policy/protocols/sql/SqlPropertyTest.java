// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.protocols.sql.lex.Lexed;
import policy.protocols.sql.lex.Lexer;
import policy.protocols.sql.lex.Token;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// What holds for every text.
class SqlPropertyTest {

    private static final List<SqlStatement> CORPUS = Corpus.statements("usual.txt", "evasion.txt");
    private static final List<SqlStatement> USUAL = Corpus.statements("usual.txt");
    private static final Set<String> NAMING =
            Set.of("prepare", "execute", "deallocate", "declare", "fetch", "move", "close");

    @Property
    void anyTextIsReadWithoutAnErrorAndInFull(@ForAll("texts") String text, @ForAll boolean standardStrings) {
        var session = SqlSession.fresh();
        var statement = new SqlStatement(
                text,
                new SqlSession(
                        session.database(),
                        session.user(),
                        session.searchPath(),
                        standardStrings,
                        Set.of(),
                        Map.of(),
                        Map.of()),
                List.of());

        assertThat(Corpus.read(statement))
                .containsKeys(SqlSchema.VERB, SqlSchema.READS, SqlSchema.TABLES, SqlSchema.TEXT);
    }

    @Property
    void tokensAreInOrderAndOnlyBlanksAreBetweenThem(@ForAll("texts") String text, @ForAll boolean standardStrings) {
        Assume.that(Lexer.lex(text, standardStrings) instanceof Lexed.Tokens);
        int at = 0;
        for (Token token : ((Lexed.Tokens) Lexer.lex(text, standardStrings)).tokens()) {
            assertThat(token.start()).isGreaterThanOrEqualTo(at);
            assertThat(token.end()).isGreaterThan(token.start());
            assertThat(Lexer.lex(text.substring(at, token.start()), true)).isEqualTo(new Lexed.Tokens(List.of()));
            at = token.end();
        }
    }

    @Property(tries = 1000)
    void mutatedStatementsAreReadWithoutAnError(@ForAll long seed) {
        assertThat(Corpus.read(new Mutations(CORPUS, seed).next()))
                .hasSize(attributes().size());
    }

    @Property
    void blanksAndCommentsBetweenTokensChangeNothing(
            @ForAll("statements") SqlStatement statement, @ForAll("blanks") List<String> blanks) {
        List<Token> tokens = tokens(statement);
        Assume.that(tokens.stream().noneMatch(token -> token.isWord("nchar")));
        var spaced = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            spaced.append(blanks.get(i % blanks.size())).append(statement.text(), token.start(), token.end());
        }
        Assume.that(tokens(statement.session(), spaced.toString()).size() == tokens.size()); // 'a' 'b' may become one

        assertThat(meaning(new SqlStatement(spaced.toString(), statement.session(), List.of())))
                .isEqualTo(meaning(statement));
    }

    @Property
    void theCaseOfWordsChangesNothing(@ForAll("statements") SqlStatement statement, @ForAll boolean upper) {
        var changed = new StringBuilder(statement.text());
        for (Token token : tokens(statement)) {
            if (token.kind() == Token.Kind.WORD && token.text().chars().allMatch(c -> c < 0x80)) {
                String word = statement.text().substring(token.start(), token.end());
                changed.replace(
                        token.start(),
                        token.end(),
                        upper ? word.toUpperCase(Locale.ROOT) : word.toLowerCase(Locale.ROOT));
            }
        }

        assertThat(meaning(new SqlStatement(changed.toString(), statement.session(), List.of())))
                .isEqualTo(meaning(statement));
    }

    /// Prepared statements, cursors and the search path carry over from the first to the second.
    @Property
    void twoStatementsDoWhatEachOfThemDoes(@ForAll("usual") SqlStatement one, @ForAll("usual") SqlStatement other) {
        Map<Attribute, Value> first = Corpus.read(one);
        Map<Attribute, Value> second = Corpus.read(other);
        Assume.that(standsAlone(first) && standsAlone(second));
        Map<Attribute, Value> both =
                Corpus.read(new SqlStatement(one.text() + ";" + other.text(), one.session(), List.of()));

        assertThat(both.get(SqlSchema.WRITES)).isEqualTo(either(first, second, SqlSchema.WRITES, true));
        assertThat(both.get(SqlSchema.READS)).isEqualTo(either(first, second, SqlSchema.READS, false));
        assertThat(both.get(SqlSchema.BOUNDED)).isEqualTo(either(first, second, SqlSchema.BOUNDED, false));
        for (Attribute list : List.of(SqlSchema.VERBS, SqlSchema.TABLES, SqlSchema.COLUMNS, SqlSchema.FUNCTIONS)) {
            if (first.get(list) instanceof Value.Many && second.get(list) instanceof Value.Many) {
                var expected = new TreeSet<>(AgainstServerTest.texts(first, list));
                expected.addAll(AgainstServerTest.texts(second, list));
                assertThat(new TreeSet<>(AgainstServerTest.texts(both, list))).isEqualTo(expected);
            } else {
                assertThat(both.get(list)).isInstanceOf(Value.Undetermined.class);
            }
        }
    }

    private static boolean standsAlone(Map<Attribute, Value> read) {
        return AgainstServerTest.texts(read, SqlSchema.VERBS).stream().noneMatch(NAMING::contains)
                && !read.get(SqlSchema.SETTINGS).equals(Value.of(List.of("search_path")))
                && read.get(SqlSchema.VERBS) instanceof Value.Many;
    }

    /// @param strong the truth that one of two is enough for
    private static Value either(
            Map<Attribute, Value> first, Map<Attribute, Value> second, Attribute attribute, boolean strong) {
        return Stream.of(first, second)
                .map(read -> read.get(attribute))
                .filter(Value.of(strong)::equals)
                .findFirst()
                .or(() -> Stream.of(first, second)
                        .map(read -> read.get(attribute))
                        .filter(Value.Undetermined.class::isInstance)
                        .findFirst())
                .orElse(Value.of(!strong));
    }

    /// Everything but what tells places in the text.
    private static Map<Attribute, Value> meaning(SqlStatement statement) {
        var read = new HashMap<>(Corpus.read(statement));
        read.remove(SqlSchema.TEXT);
        read.replaceAll((_, value) -> value instanceof Value.Undetermined ? new Value.Undetermined("") : value);
        return read;
    }

    private static List<Token> tokens(SqlStatement statement) {
        return tokens(statement.session(), statement.text());
    }

    private static List<Token> tokens(SqlSession session, String text) {
        return Lexer.lex(text, session.standardConformingStrings()) instanceof Lexed.Tokens tokens
                ? tokens.tokens()
                : List.of();
    }

    private static List<Attribute> attributes() {
        return new SqlModel()
                .schema().attributes().stream()
                        .filter(a -> a.name().startsWith("sql."))
                        .toList();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings()
                        .withChars(" \n'\"\\$-/*;()[].,:=+@eEuUnN&xab1é\u0000")
                        .ofMaxLength(60),
                Arbitraries.of(
                                "SELECT",
                                "FROM",
                                "t",
                                "(",
                                ")",
                                ",",
                                "*",
                                "WHERE",
                                "a",
                                "=",
                                "1",
                                "CASE",
                                "WHEN",
                                "END",
                                "ARRAY[",
                                "]",
                                "DELETE",
                                "UPDATE",
                                "SET",
                                "AS",
                                "WITH",
                                "INSERT INTO",
                                "VALUES",
                                ";",
                                "JOIN",
                                "ON",
                                "f(",
                                "NOT",
                                "IN",
                                "AND",
                                "BETWEEN",
                                "ORDER BY",
                                "LIMIT",
                                "::int",
                                ".",
                                "'x'",
                                "$1",
                                "EXPLAIN",
                                "ANALYZE",
                                "COPY",
                                "TO",
                                "CREATE",
                                "TABLE",
                                "GRANT")
                        .list()
                        .ofMaxSize(40)
                        .map(words -> String.join(" ", words)));
    }

    @Provide
    Arbitrary<SqlStatement> statements() {
        return Arbitraries.of(CORPUS.stream().filter(s -> !tokens(s).isEmpty()).toList());
    }

    @Provide
    Arbitrary<SqlStatement> usual() {
        return Arbitraries.of(USUAL);
    }

    @Provide
    Arbitrary<List<String>> blanks() {
        return Arbitraries.of(
                        " ",
                        "\n",
                        "\t \r\f",
                        "/**/",
                        " /* ' */ ",
                        "/* /* */ ; */",
                        "--\n",
                        " -- ' ; /* \n",
                        " /* $$ */ ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
