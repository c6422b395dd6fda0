// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;

/// What is read of statements, held against what a real server makes of them.
class AgainstServerTest {

    /// Statements that a server carries out in a transaction that is rolled back.
    private static final Set<String> HARMLESS = Set.of(
            "select", "insert", "update", "delete", "merge", "truncate", "explain", "declare", "prepare", "execute");

    private static final List<SqlStatement> CORPUS = Corpus.statements("usual.txt", "evasion.txt");

    private static final int MUTATIONS = Integer.getInteger("mutations", 5000);

    private static Server server;

    @BeforeAll
    static void tables() throws IOException {
        server = Server.connect();
        var columns = new LinkedHashMap<String, Set<String>>();
        for (SqlStatement statement : CORPUS) {
            Map<Attribute, Value> read = Corpus.read(statement);
            for (String table : texts(read, SqlSchema.TABLES)) {
                columns.computeIfAbsent(table, _ -> new TreeSet<>());
            }
            for (String column : texts(read, SqlSchema.COLUMNS)) {
                int dot = column.indexOf('.');
                columns.computeIfAbsent(column.substring(0, dot), _ -> new TreeSet<>())
                        .add(column.substring(dot + 1));
            }
        }
        server.ask("CREATE SCHEMA sales; CREATE SCHEMA hr; CREATE SCHEMA shop; CREATE SEQUENCE s;"
                + " CREATE TYPE place AS (city text)");
        columns.forEach((table, names) -> create(table, names));
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    private static void create(String table, Set<String> names) {
        if (table.startsWith("pg_") || table.startsWith("information_schema")) {
            return;
        }
        String of = names.stream()
                .filter(name -> !name.equals("*") && !name.equals("ctid"))
                .map(name -> quoted(name) + " " + type(name))
                .collect(Collectors.joining(", "));
        String name = table.contains(".")
                ? quoted(table.substring(0, table.indexOf('.'))) + "." + quoted(table.substring(table.indexOf('.') + 1))
                : quoted(table);
        try {
            server.ask("CREATE TABLE " + name + " (" + of + ")");
            if (names.contains("id")) {
                server.ask("ALTER TABLE " + name + " ADD UNIQUE (id)");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String type(String column) {
        return switch (column) {
            case "name", "status", "state", "email", "country", "kind", "body", "source" -> "text";
            case "created_at", "deleted_at" -> "timestamptz";
            case "data" -> "jsonb";
            case "tags", "arr" -> "text[]";
            case "ok", "active", "deleted", "blocked", "paid", "is_cycle" -> "boolean";
            case "address" -> "place";
            default -> "int";
        };
    }

    /// The server cuts the whole text into statements before it carries out the first, so with one before it
    /// that fails, it says whether it can read the text and does nothing.
    @Test
    void whatTheServerCannotReadIsNeverClaimedToOnlyRead() throws IOException {
        int refused = 0;
        var wrong = new ArrayList<String>();
        for (SqlStatement statement : CORPUS) {
            if (statement.session().standardConformingStrings()
                    && server.ask("SELECT 1/0; " + statement.text()).syntaxError()) {
                refused++;
                if (truth(Corpus.read(statement), SqlSchema.READS)) {
                    wrong.add(statement.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).isGreaterThan(10);
    }

    /// The other way round: usual statements are ones the server can read.
    @Test
    void theUsualStatementsAreOnesTheServerCanRead() throws IOException {
        var refused = new ArrayList<String>();
        for (SqlStatement statement : Corpus.statements("usual.txt")) {
            Server.Said said = server.ask("SELECT 1/0; " + statement.text());
            if (!said.state().equals(Optional.of("22012"))) {
                refused.add(statement.text() + ": " + said.message());
            }
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void theServerFindsNothingToWriteInWhatIsClaimedToOnlyRead() throws IOException {
        int carriedOut = 0;
        var wrong = new ArrayList<String>();
        for (SqlStatement statement : CORPUS) {
            if (truth(Corpus.read(statement), SqlSchema.READS)) {
                server.ask("ROLLBACK; RESET ALL; SET default_transaction_read_only = on; SET statement_timeout = '5s'"
                        + (statement.session().standardConformingStrings()
                                ? ""
                                : "; SET standard_conforming_strings = off"));
                Server.Said said = server.ask(statement.text());
                if (said.wouldWrite()) {
                    wrong.add(statement.text());
                }
                carriedOut += said.state().isEmpty() ? 1 : 0;
            }
        }
        server.ask("ROLLBACK; RESET ALL; DEALLOCATE ALL");
        assertThat(wrong).isEmpty();
        assertThat(carriedOut).isGreaterThan(150);
    }

    /// The same for statements nobody would write; what is claimed to only read is carried out.
    @Test
    void theServerFindsNothingToWriteInMutatedStatementsThatAreClaimedToOnlyRead() throws IOException {
        var mutations = new Mutations(CORPUS, Long.getLong("seed", 20_260_101));
        var wrong = new ArrayList<String>();
        int carriedOut = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SqlStatement statement = mutations.next();
            Map<Attribute, Value> read = Corpus.read(statement);
            if (truth(read, SqlSchema.READS)) {
                server.ask("ROLLBACK; RESET ALL; DEALLOCATE ALL; SET default_transaction_read_only = on;"
                        + " SET statement_timeout = '1s'"
                        + (statement.session().standardConformingStrings()
                                ? ""
                                : "; SET standard_conforming_strings = off"));
                Server.Said said = server.ask(statement.text());
                boolean counted = said.state().isPresent()
                        || read.get(SqlSchema.STATEMENTS)
                                .equals(Value.of(said.tags().size()));
                carriedOut += said.state().isEmpty() ? 1 : 0;
                if (said.wouldWrite() || !counted) {
                    wrong.add(statement.text());
                }
            }
        }
        server.ask("ROLLBACK; RESET ALL; DEALLOCATE ALL");
        assertThat(wrong).isEmpty();
        assertThat(carriedOut).isGreaterThan(200); // most of the corpus are evasions, which do not read
    }

    @Test
    void everyTableTheServerLocksForAMutatedStatementIsOneThatIsRead() throws IOException {
        server.ask("ROLLBACK; RESET ALL");
        var mutations = new Mutations(CORPUS, Long.getLong("seed", 20_260_101) + 1);
        int compared = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SqlStatement statement = mutations.next();
            Map<Attribute, Value> read = Corpus.read(statement);
            compared += comparable(statement, read) && compared(statement, read) ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(200); // most of the corpus are evasions, which do not read
    }

    /// What a statement reads and changes, the server locks until the transaction ends.
    @Test
    void everyTableTheServerLocksIsOneThatIsRead() throws IOException {
        int compared = 0;
        for (SqlStatement statement : CORPUS) {
            Map<Attribute, Value> read = Corpus.read(statement);
            compared += comparable(statement, read) && compared(statement, read) ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static boolean comparable(SqlStatement statement, Map<Attribute, Value> read) {
        return texts(read, SqlSchema.VERBS).stream().allMatch(HARMLESS::contains)
                && read.get(SqlSchema.TABLES) instanceof Value.Many
                && read.get(SqlSchema.VERBS) instanceof Value.Many
                && read.get(SqlSchema.OUTSIDE).equals(Value.of(false))
                && !texts(read, SqlSchema.FUNCTIONS).contains("pg_terminate_backend") // this very session
                && statement.session().standardConformingStrings();
    }

    private static boolean compared(SqlStatement statement, Map<Attribute, Value> read) throws IOException {
        server.ask("ROLLBACK; DEALLOCATE ALL; SET statement_timeout = '5s'");
        server.ask("BEGIN");
        Server.Said said = server.ask(statement.text());
        if (said.state().isPresent()) {
            return false;
        }
        var onlyRead = new ArrayList<String>();
        var changed = new ArrayList<String>();
        List<List<String>> locks = server.ask(
                        "SELECT c.relname, bool_or(l.mode NOT IN ('AccessShareLock', 'RowShareLock')) FROM pg_locks l"
                                + " JOIN pg_class c ON c.oid = l.relation WHERE l.pid = pg_backend_pid()"
                                + " AND c.relkind IN ('r', 'p') AND c.relname !~ '^(pg_|sql_)' GROUP BY 1")
                .rows();
        locks.forEach(lock -> (lock.get(1).equals("t") ? changed : onlyRead).add(lock.get(0)));
        server.ask("ROLLBACK");
        List<String> tables = texts(read, SqlSchema.TABLES);
        assertThat(tables).as(statement.text()).containsAll(onlyRead).containsAll(changed);
        if (texts(read, SqlSchema.VERBS).stream().noneMatch("explain"::equals)) {
            assertThat(texts(read, SqlSchema.TARGETS)).as(statement.text()).containsAll(changed);
        }
        return true;
    }

    static List<String> texts(Map<Attribute, Value> read, Attribute attribute) {
        return read.get(attribute) instanceof Value.Many many
                ? many.items().stream().map(item -> ((Value.Text) item).text()).toList()
                : List.of();
    }

    static boolean truth(Map<Attribute, Value> read, Attribute attribute) {
        return read.get(attribute) instanceof Value.Bool truth && truth.truth();
    }
}
