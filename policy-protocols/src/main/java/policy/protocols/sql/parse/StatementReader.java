// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.lex.Token;
import policy.protocols.sql.parse.Facts.Notes;
import policy.protocols.sql.parse.Parsing.NotRead;

/// Reads one statement: its first words say which command it is and who reads the rest.
final class StatementReader {

    private static final Set<String> ROWS =
            Set.of("select", "with", "values", "table", "insert", "update", "delete", "merge");

    private static final Set<String> EXPLAINED = Stream.concat(
                    ROWS.stream(), Stream.of("declare", "create", "refresh", "execute"))
            .collect(Collectors.toUnmodifiableSet());

    private final Functions functions;
    private final Known known;

    StatementReader(Functions functions, Known known) {
        this.functions = functions;
        this.known = known;
    }

    Facts read(List<Token> statement) {
        try {
            return facts(statement);
        } catch (NotRead e) {
            return Facts.unread(e.because());
        }
    }

    private Facts facts(List<Token> statement) throws NotRead {
        var notes = new Notes();
        var words = new Words(statement);
        if (words.nextSymbol("(")) {
            rows(statement, notes);
        } else {
            command(words.take(), words, statement, notes);
        }
        return notes.facts();
    }

    /// A statement within another, which can only be one of some commands.
    private Facts within(Set<String> commands, List<Token> statement) throws NotRead {
        boolean fits = !statement.isEmpty()
                && (statement.getFirst().isSymbol("(") || commands.stream().anyMatch(statement.getFirst()::isWord));
        if (!fits) {
            throw new NotRead("there is no statement that can stand within another");
        }
        return facts(statement);
    }

    private void command(String command, Words words, List<Token> statement, Notes notes) throws NotRead {
        switch (command) {
            case "select", "with", "values", "table", "insert", "update", "delete", "merge" -> rows(statement, notes);
            case "explain" -> explain(words, notes);
            case "prepare" -> prepare(words, notes);
            case "execute" -> execute(words, notes);
            case "declare" -> declare(words, notes);
            case "fetch" -> fetch(Verb.FETCH, words.rest(), notes);
            case "move" -> fetch(Verb.MOVE, words.rest(), notes);
            case "close" -> forget(Verb.CLOSE, known.cursors, words, notes);
            case "deallocate" -> {
                words.accept("prepare");
                forget(Verb.DEALLOCATE, known.prepared, words, notes);
            }
            case "copy" -> copy(words, notes);
            case "call" -> call(words, notes);
            case "do" -> {
                notes.act(Verb.DO, Effect.UNKNOWN);
                notes.unknown("`DO` runs code that is not read", Aspect.values());
            }
            default -> {
                if (!new SessionReader(notes).read(command, words)
                        && !new SchemaReader(notes, this).read(command, words)) {
                    throw new NotRead("`%s` is not a command that is read".formatted(command));
                }
            }
        }
    }

    private void rows(List<Token> statement, Notes notes) throws NotRead {
        new RowsReader(notes, functions)
                .dml(Parsing.parse(statement, Grammar::rowsStatement).dml(), null);
    }

    /// With ANALYZE the statement is carried out. Without, it is planned, and planning may call functions that
    /// are declared to have no effect, by whoever made them.
    private void explain(Words words, Notes notes) throws NotRead {
        boolean carriedOut = false;
        if (words.nextSymbol("(") && !words.rest().stream().skip(1).limit(1).allMatch(StatementReader::beginsQuery)) {
            carriedOut = analyzes(words.takeParenthesized());
        } else {
            carriedOut = words.acceptOneOf("analyze", "analyse");
            words.accept("verbose");
        }
        notes.act(Verb.EXPLAIN, Effect.READS);
        if (carriedOut) {
            notes.add(within(EXPLAINED, words.rest()));
            return;
        }
        Facts explained = new StatementReader(functions, known.copy()).within(EXPLAINED, words.rest());
        explained.tables().forEach(notes::table);
        explained.unknown().forEach((aspect, because) -> notes.unknown(because, aspect));
        notes.columns(explained.columns());
        explained.functions().forEach(notes::function);
        if (explained.acts().values().stream().anyMatch(effects -> effects.contains(Effect.UNKNOWN))) {
            notes.act(Verb.EXPLAIN, Effect.UNKNOWN);
        }
    }

    private static boolean beginsQuery(Token token) {
        return token.isSymbol("(")
                || Set.of("select", "with", "values", "table").stream().anyMatch(token::isWord);
    }

    /// The last of several counts; any that may say yes is taken for the last.
    private static boolean analyzes(List<Token> options) {
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i).text();
            if (option.equals("analyze") || option.equals("analyse")) {
                String value = i + 1 < options.size() ? options.get(i + 1).text() : "";
                if (!Set.of("false", "off", "0").contains(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// What is prepared counts as done: a grant for the name would be one for the statement.
    private void prepare(Words words, Notes notes) throws NotRead {
        if (words.next("transaction") && words.rest().size() == 2) { // not `PREPARE transaction AS …`
            notes.act(Verb.PREPARE, Effect.WRITES);
            return;
        }
        String name = words.take();
        if (words.nextSymbol("(")) {
            words.takeParenthesized();
        }
        if (!words.accept("as")) {
            throw new NotRead("`PREPARE` names no statement that is read");
        }
        notes.act(Verb.PREPARE, Effect.READS);
        Facts prepared = within(ROWS, words.rest());
        known.prepared.put(name, prepared);
        notes.add(prepared);
    }

    void execute(Words words, Notes notes) throws NotRead {
        String name = words.takeName();
        notes.act(Verb.EXECUTE, Effect.READS);
        arguments(Verb.EXECUTE, words, notes);
        words.end();
        named(Verb.EXECUTE, known.prepared.get(name), "the prepared statement", notes);
    }

    /// Reads what stands in parentheses, if they are next, as the arguments of a call.
    private void arguments(Verb verb, Words words, Notes notes) throws NotRead {
        if (words.nextSymbol("(")) {
            Grammar.WholeArgumentsContext arguments = Parsing.parse(words.takeParenthesized(), Grammar::wholeArguments);
            var rows = new RowsReader(notes, functions);
            rows.expressions().within(verb, () -> rows.expressions().read(arguments, new Scope(null)));
        }
    }

    private void declare(Words words, Notes notes) throws NotRead {
        String name = words.take();
        words.takeUntil("for");
        if (!words.accept("for")) {
            throw new NotRead("`DECLARE` names no query that is read");
        }
        notes.act(Verb.DECLARE, Effect.READS);
        Facts query = within(ROWS, words.rest());
        known.cursors.put(name, query);
        notes.add(query);
    }

    private void fetch(Verb verb, List<Token> rest, Notes notes) throws NotRead {
        if (rest.isEmpty()) {
            throw new NotRead("no cursor is named");
        }
        notes.act(verb, Effect.READS);
        named(verb, known.cursors.get(rest.getLast().text()), "the cursor", notes);
    }

    private static void named(Verb verb, @Nullable Facts facts, String what, Notes notes) {
        if (facts != null) {
            notes.add(facts);
            return;
        }
        notes.act(verb, Effect.UNKNOWN);
        notes.unknown("what " + what + " holds is not known", Aspect.values());
    }

    private static void forget(Verb verb, Map<String, Facts> names, Words words, Notes notes) {
        notes.act(verb, Effect.READS);
        if (words.accept("all")) {
            names.clear();
        } else {
            names.remove(words.take());
        }
    }

    private void copy(Words words, Notes notes) throws NotRead {
        if (words.nextSymbol("(")) {
            Grammar.RowsStatementContext rows = Parsing.parse(words.takeParenthesized(), Grammar::rowsStatement);
            new RowsReader(notes, functions).dml(rows.dml(), null);
            copyEnd(words.accept("from"), words, notes);
            return;
        }
        Table table = words.takeTable();
        notes.table(table);
        if (words.nextSymbol("(")) {
            var columns = new Words(words.takeParenthesized());
            for (Table column : columns.takeTables()) {
                notes.column(table.name(), column.name());
            }
            columns.end();
        } else {
            notes.column(table.name(), "*");
        }
        boolean into = words.accept("from");
        if (into) {
            notes.target(table);
        }
        copyEnd(into, words, notes);
    }

    private static void copyEnd(boolean into, Words words, Notes notes) throws NotRead {
        if (!into && !words.accept("to")) {
            throw new NotRead("`COPY` goes neither `TO` nor `FROM`");
        }
        boolean stream = words.acceptOneOf("stdin", "stdout");
        notes.act(Verb.COPY, into || !stream ? Effect.WRITES : Effect.READS);
        if (!stream) {
            notes.outside();
        }
        if (words.restHas("where")) {
            notes.unknown("the condition of `COPY` is not read", Aspect.FUNCTIONS, Aspect.COLUMNS);
        }
    }

    private void call(Words words, Notes notes) throws NotRead {
        List<String> name = words.takeParts();
        notes.act(Verb.CALL, Effect.READS);
        notes.function(name.getLast());
        Names.schema(name).ifPresent(schema -> notes.function(schema + "." + name.getLast()));
        if (!functions.trusts(Names.schema(name), name.getLast())) {
            notes.act(Verb.CALL, Effect.UNKNOWN);
            notes.unknown(
                    "what the procedure `%s` does is not known".formatted(name.getLast()),
                    Aspect.EFFECT,
                    Aspect.TABLES,
                    Aspect.COLUMNS,
                    Aspect.BOUNDED,
                    Aspect.SETTINGS);
        }
        arguments(Verb.CALL, words, notes);
        words.end();
    }

    /// Reads the query of `CREATE … AS`.
    void query(List<Token> query, Notes notes) throws NotRead {
        new RowsReader(notes, functions)
                .query(Parsing.parse(query, Grammar::wholeQuery).query(), null);
    }
}
