// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.protocols.sql.lex.Token;
import policy.protocols.sql.parse.Facts.Notes;
import policy.protocols.sql.parse.Parsing.NotRead;

/// Reads the commands that change schema, rights and upkeep. The command is always known; of what it touches,
/// the tables it names where it names them in a plain way, and else nothing.
final class SchemaReader {

    private static final String ELSEWHERE = "what this command touches is not read";

    private static final Set<String> MODIFIERS = Set.of("or", "replace", "trusted", "procedural", "user");
    private static final Set<String> LEADING_OUT =
            Set.of("subscription", "server", "foreign", "mapping", "extension", "language", "tablespace", "system");

    private final Notes notes;
    private final StatementReader statements;

    SchemaReader(Notes notes, StatementReader statements) {
        this.notes = notes;
        this.statements = statements;
    }

    /// @return whether the command is one of these
    boolean read(String command, Words words) throws NotRead {
        switch (command) {
            case "create" -> create(words);
            case "alter" -> alter(words);
            case "drop" -> drop(words);
            case "truncate" -> truncate(words);
            case "lock" -> lock(words);
            case "refresh" -> refresh(words);
            case "grant" -> rights(Verb.GRANT, words);
            case "revoke" -> rights(Verb.REVOKE, words);
            case "comment" -> comment(words);
            case "security" -> other(Verb.SECURITY);
            case "reassign" -> other(Verb.REASSIGN);
            case "vacuum" -> other(Verb.VACUUM);
            case "analyze", "analyse" -> other(Verb.ANALYZE);
            case "cluster" -> other(Verb.CLUSTER);
            case "reindex" -> other(Verb.REINDEX);
            case "checkpoint" -> notes.act(Verb.CHECKPOINT, Effect.WRITES);
            case "import" -> outside(Verb.IMPORT);
            case "load" -> outside(Verb.LOAD);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void other(Verb verb) {
        notes.act(verb, Effect.WRITES);
        elsewhere();
    }

    private void outside(Verb verb) {
        other(verb);
        notes.outside();
    }

    private void elsewhere() {
        notes.unknown(ELSEWHERE, Aspect.TABLES, Aspect.COLUMNS, Aspect.FUNCTIONS);
    }

    /// What leads out of the database: to files and programs of the server, to other servers, to code.
    private void leads(Words words) {
        List<Token> object = words.rest().stream()
                .dropWhile(token -> MODIFIERS.contains(token.text()))
                .limit(1)
                .toList();
        boolean elsewhere =
                object.stream().anyMatch(token -> LEADING_OUT.stream().anyMatch(token::isWord));
        boolean code = object.stream().anyMatch(token -> token.isWord("function") || token.isWord("procedure"));
        if (elsewhere || (code && foreignCode(words.rest()))) {
            notes.outside();
        }
    }

    /// `LANGUAGE c`, `LANGUAGE plpython3u`: any but those that stay within the database.
    private static boolean foreignCode(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("language")
                    && !List.of("sql", "plpgsql").contains(tokens.get(i + 1).text())) {
                return true;
            }
        }
        return false;
    }

    private void create(Words words) throws NotRead {
        notes.act(Verb.CREATE, Effect.WRITES);
        leads(words);
        words.accept("or", "replace");
        while (words.acceptOneOf(
                "global", "local", "temp", "temporary", "unlogged", "foreign", "materialized", "recursive")) {}
        if (words.accept("table") || words.accept("view")) {
            words.accept("if", "not", "exists");
            createRelation(words);
        } else if (words.accept("unique", "index") || words.accept("index")) {
            words.accept("concurrently");
            words.accept("if", "not", "exists");
            words.takeUntil("on");
            words.accept("on");
            notes.target(words.takeTable());
            notes.unknown(ELSEWHERE, Aspect.COLUMNS, Aspect.FUNCTIONS);
        } else {
            if (words.accept("schema") && words.restHas("create", "grant")) {
                notes.unknown("the commands within `CREATE SCHEMA` are not read", Aspect.VERBS);
            }
            elsewhere();
        }
    }

    private void createRelation(Words words) throws NotRead {
        notes.target(words.takeTable());
        named(words.takeUntil("as"));
        if (words.accept("as", "execute")) {
            statements.execute(new Words(words.takeUntil("with")), notes);
        } else if (words.accept("as")) {
            statements.query(withoutEnd(words.rest()), notes);
        } else {
            notes.unknown(ELSEWHERE, Aspect.COLUMNS, Aspect.FUNCTIONS);
        }
    }

    /// A query without the `WITH NO DATA` or `WITH CHECK OPTION` behind it.
    private static List<Token> withoutEnd(List<Token> tokens) {
        int size = tokens.size();
        boolean end =
                size > 2 && (tokens.getLast().isWord("data") || tokens.getLast().isWord("option"));
        for (int i = size - 2; end && i >= Math.max(0, size - 4); i--) {
            Token token = tokens.get(i);
            if (token.isWord("with")) {
                return tokens.subList(0, i);
            }
            end = List.of("no", "check", "local", "cascaded").contains(token.text());
        }
        return tokens;
    }

    /// Other tables that a definition names: `REFERENCES t`, `(LIKE t)`, `INHERITS (a, b)`, `PARTITION OF t`.
    private void named(List<Token> definition) {
        for (int i = 0; i + 1 < definition.size(); i++) {
            Token token = definition.get(i);
            if (token.isWord("references") || token.isWord("like") || partition(definition, i)) {
                qualified(definition, i + 1);
            } else if (token.isWord("inherits") || token.isWord("inherit")) {
                notes.unknown("which tables `INHERIT` names is not read", Aspect.TABLES);
            }
        }
    }

    private static boolean partition(List<Token> definition, int i) {
        Token before = definition.get(Math.max(0, i - 1));
        return (definition.get(i).isWord("of") && before.isWord("partition"))
                || (definition.get(i).isWord("partition") && (before.isWord("attach") || before.isWord("detach")));
    }

    private void qualified(List<Token> tokens, int from) {
        int at = from;
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSymbol(".")) {
            at += 2;
        }
        boolean schema = at > from;
        notes.table(new Table(
                schema ? Optional.of(tokens.get(at - 2).text()) : Optional.empty(),
                tokens.get(at).text()));
    }

    private void alter(Words words) throws NotRead {
        notes.act(Verb.ALTER, Effect.WRITES);
        leads(words);
        if (words.restHas("drop")) {
            notes.unbounded();
        }
        if (words.accept("default", "privileges")) {
            notes.act(words.restHas("revoke") ? Verb.REVOKE : Verb.GRANT, Effect.WRITES);
            elsewhere();
        } else if (words.accept("system")) {
            notes.unknown("the setting of `ALTER SYSTEM` is not read", Aspect.SETTINGS);
        } else if (relation(words)) {
            words.accept("if", "exists");
            if (words.next("all")) {
                elsewhere();
                return;
            }
            notes.target(words.takeTable());
            named(words.rest());
            notes.unknown(ELSEWHERE, Aspect.COLUMNS, Aspect.FUNCTIONS);
        } else {
            elsewhere();
        }
    }

    private static boolean relation(Words words) {
        return words.accept("table")
                || words.accept("view")
                || words.accept("materialized", "view")
                || words.accept("foreign", "table");
    }

    private void drop(Words words) throws NotRead {
        notes.act(Verb.DROP, Effect.WRITES);
        leads(words);
        notes.unbounded();
        if (relation(words)) {
            words.accept("if", "exists");
            targets(words);
        } else {
            elsewhere();
        }
    }

    private void truncate(Words words) throws NotRead {
        notes.act(Verb.TRUNCATE, Effect.WRITES);
        notes.unbounded();
        words.accept("table");
        targets(words);
    }

    private void targets(Words words) throws NotRead {
        relations(words.takeUntil("restart", "continue", "cascade", "restrict")).forEach(notes::target);
        if (words.restHas("cascade")) {
            notes.unknown("`CASCADE` reaches tables that are not named", Aspect.TABLES);
        }
    }

    private void lock(Words words) throws NotRead {
        notes.act(Verb.LOCK, Effect.ACTS);
        words.accept("table");
        relations(words.takeUntil("in", "nowait")).forEach(notes::table);
    }

    private static List<Table> relations(List<Token> tokens) throws NotRead {
        var words = new Words(tokens);
        List<Table> tables = words.takeTables();
        words.end();
        return tables;
    }

    private void refresh(Words words) throws NotRead {
        notes.act(Verb.REFRESH, Effect.WRITES);
        words.accept("materialized", "view");
        words.accept("concurrently");
        relations(words.takeUntil("with")).forEach(notes::target);
        notes.unknown("what the view reads is not known", Aspect.COLUMNS, Aspect.FUNCTIONS);
    }

    /// Rights to a role name no table; rights to what is not a table are not read further.
    private void rights(Verb verb, Words words) throws NotRead {
        notes.act(verb, Effect.WRITES);
        List<Token> privileges = words.takeUntil("on");
        if (!words.accept("on")) {
            return;
        }
        words.accept("table");
        List<Token> objects = words.takeUntil("to", "from");
        boolean plain = objects.stream().noneMatch(t -> t.isWord("all"))
                && objects.stream().allMatch(t -> t.kind() != Token.Kind.STRING);
        if (plain && alternate(objects)) {
            relations(objects).forEach(notes::table);
            if (privileges.stream().anyMatch(t -> t.isSymbol("("))) {
                notes.unknown(ELSEWHERE, Aspect.COLUMNS);
            }
        } else {
            elsewhere();
        }
    }

    /// Names with points and commas between them, and nothing else.
    private static boolean alternate(List<Token> objects) {
        for (int i = 0; i < objects.size(); i++) {
            Token token = objects.get(i);
            boolean sign = token.isSymbol(".") || token.isSymbol(",");
            if (sign == (i % 2 == 0)) {
                return false;
            }
        }
        return objects.size() % 2 == 1;
    }

    private void comment(Words words) throws NotRead {
        notes.act(Verb.COMMENT, Effect.WRITES);
        words.accept("on");
        if (relation(words)) {
            relations(words.takeUntil("is")).forEach(notes::table);
        } else {
            elsewhere();
        }
    }
}
