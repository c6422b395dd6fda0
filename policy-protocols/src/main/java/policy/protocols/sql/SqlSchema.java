// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.searched;

import java.util.List;
import policy.protocols.sql.parse.Verb;
import policy.runtime.request.Attribute;
import policy.runtime.request.Implication;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `sql` requests.
public final class SqlSchema {

    private static final Type.Choice VERB_TYPE = new Type.Choice("sql verb", Verb.words());

    public static final Attribute VERB = always(
            "sql.verb",
            VERB_TYPE,
            "The command that changes something, or the one that reads; undetermined if several different ones do.");
    public static final Attribute VERBS = always(
            "sql.verbs",
            new Type.ListOf(VERB_TYPE),
            "Everything the text does at any depth: an upsert is `insert` and `update`, a writing CTE counts too.");
    public static final Attribute READS = always(
            "sql.reads",
            Type.BOOL,
            "Whether the text only reads: nothing in it changes, locks or reaches anything else.");
    public static final Attribute WRITES = always(
            "sql.writes",
            Type.BOOL,
            "Whether it changes data, schema, rights or the server, or reaches outside the database.");
    public static final Attribute DDL =
            always("sql.ddl", Type.BOOL, "Whether it creates, alters or drops something, or comments on it.");
    public static final Attribute BOUNDED = always(
            "sql.bounded",
            Type.BOOL,
            "False if an update, delete or merge is not seen to spare any row, and for every truncate and drop.");
    public static final Attribute OUTSIDE =
            always("sql.outside", Type.BOOL, "Whether it reaches files or programs of the server, or other servers.");
    public static final Attribute TABLES = always(
            "sql.tables",
            Type.TEXTS,
            "Tables and views named, in lower case unless quoted, each without and with every schema it may be of.");
    public static final Attribute TARGETS =
            always("sql.targets", Type.TEXTS, "Those of `sql.tables` that are changed, by the same names.");
    public static final Attribute COLUMNS = always(
            "sql.columns",
            Type.TEXTS,
            "Columns named, as `table.column`; `table.*` where all are meant or cannot be told apart.");
    public static final Attribute FUNCTIONS = always(
            "sql.functions",
            Type.TEXTS,
            "Functions and procedures called, each also with its schema if one is written.");
    public static final Attribute SETTINGS = always(
            "sql.settings",
            Type.TEXTS,
            "Session settings that are changed, such as `role`, `search_path`, `timezone`.");
    public static final Attribute STATEMENTS =
            always("sql.statements", Type.INT, "How many statements the text holds.");
    public static final Attribute DATABASE =
            always("sql.database", Type.TEXT, "The database connected to, as the session names it.");
    public static final Attribute TEXT = searched(
            "sql.text", "The text as sent; searched with the values of its constants and of bound parameters.");
    public static final Attribute TEXT_FINDS = TEXT.findings();

    static final Schema SCHEMA = Schema.of(
                    "sql",
                    "A text of SQL sent to a PostgreSQL database.",
                    List.of(
                            VERB,
                            VERBS,
                            READS,
                            WRITES,
                            DDL,
                            BOUNDED,
                            OUTSIDE,
                            TABLES,
                            TARGETS,
                            COLUMNS,
                            FUNCTIONS,
                            SETTINGS,
                            STATEMENTS,
                            DATABASE,
                            TEXT))
            .answeringIn(Schema.Part.COLUMN)
            .obeying(new Implication(READS, WRITES, false), new Implication(WRITES, READS, false));

    private SqlSchema() {}
}
