// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import policy.protocols.sql.lex.Lexed;
import policy.protocols.sql.lex.Lexer;
import policy.protocols.sql.lex.Token;

/// Statements that nobody would write, made from ones that somebody did.
final class Mutations {

    private static final List<String> PIECES = List.of(
            ";",
            "'",
            "''",
            "\"",
            "--",
            "\n",
            "/*",
            "*/",
            "$$",
            "$a$",
            "E'",
            "e'\\'",
            "U&'",
            "U&\"",
            "N'",
            "\\",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "*",
            "::int",
            "::text",
            "= 1",
            "FROM orders",
            "WHERE true",
            "DELETE FROM orders",
            "; DELETE FROM orders",
            "; DROP TABLE orders",
            "FOR UPDATE",
            "INTO copy",
            "INSERT INTO orders DEFAULT VALUES",
            "RETURNING *",
            "WITH x AS (DELETE FROM orders RETURNING *)",
            "nextval('s')",
            "('s'::regclass).nextval",
            "AS",
            "AS x",
            "x",
            "SELECT",
            "UNION SELECT",
            "TABLE orders",
            "(SELECT nextval('s'))",
            "CASE WHEN",
            "END",
            "ANALYZE",
            "EXPLAIN",
            "EXPLAIN ANALYZE",
            "LATERAL",
            "ONLY",
            "NOT",
            "IS NULL",
            "IN",
            "BETWEEN",
            "AND",
            "OR",
            "NULL",
            "ORDER BY",
            "LIMIT 1",
            "COPY",
            "TO STDOUT",
            "PREPARE p AS",
            "EXECUTE p",
            "DECLARE c CURSOR FOR",
            "é",
            "\u00a0",
            "\u000b",
            "1",
            "1.",
            ".5",
            "0x",
            "$1",
            "set",
            "update",
            "BEGIN",
            "ATOMIC",
            "COLLATE \"C\"",
            "OVER ()",
            "FILTER (WHERE true)",
            "WITHIN",
            "ROWS",
            "interval '1' day");

    private final List<SqlStatement> corpus;
    private final Random random;

    Mutations(List<SqlStatement> corpus, long seed) {
        this.corpus = corpus;
        this.random = new Random(seed);
    }

    SqlStatement next() {
        SqlStatement of = any(corpus);
        String text = of.text();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            text = random.nextBoolean() ? byTokens(text) : byCharacters(text);
        }
        return new SqlStatement(text, of.session(), List.of());
    }

    private String byTokens(String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return any(PIECES);
        }
        int at = random.nextInt(words.size());
        switch (random.nextInt(6)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(random.nextInt(words.size())));
            case 2 -> words.set(at, any(PIECES));
            case 3 -> words.add(at, any(PIECES));
            case 4 -> {
                List<String> other = words(any(corpus).text());
                int from = other.isEmpty() ? 0 : random.nextInt(other.size());
                words = new ArrayList<>(words.subList(0, at));
                words.addAll(other.subList(from, other.size()));
            }
            default -> words.add(at, "(" + any(corpus).text() + ")");
        }
        return String.join(" ", words);
    }

    private String byCharacters(String text) {
        int at = random.nextInt(text.length() + 1);
        String before = text.substring(0, at);
        String after = text.substring(at);
        return switch (random.nextInt(3)) {
            case 0 -> before + any(PIECES) + after;
            case 1 -> before + (after.isEmpty() ? "" : after.substring(1));
            default -> before + after.toUpperCase(java.util.Locale.ROOT);
        };
    }

    private static List<String> words(String text) {
        return Lexer.lex(text, true) instanceof Lexed.Tokens tokens
                ? new ArrayList<>(tokens.tokens().stream()
                        .map(token -> slice(text, token))
                        .toList())
                : new ArrayList<>();
    }

    private static String slice(String text, Token token) {
        return text.substring(token.start(), token.end());
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
