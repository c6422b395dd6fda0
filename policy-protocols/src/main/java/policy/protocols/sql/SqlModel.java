// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.protocols.Readers;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `sql`: texts sent to a PostgreSQL database. Its action is the verb, `unknown` if that cannot
/// be told.
public final class SqlModel implements ProtocolModel {

    private static final Readers<SqlReading> READERS = new Readers<>(Map.ofEntries(
            entry(SqlSchema.VERB, SqlReading::verb),
            entry(SqlSchema.VERBS, SqlReading::verbs),
            entry(SqlSchema.READS, SqlReading::reads),
            entry(SqlSchema.WRITES, SqlReading::writes),
            entry(SqlSchema.DDL, SqlReading::ddl),
            entry(SqlSchema.BOUNDED, SqlReading::bounded),
            entry(SqlSchema.OUTSIDE, SqlReading::outside),
            entry(SqlSchema.TABLES, SqlReading::tables),
            entry(SqlSchema.TARGETS, SqlReading::targets),
            entry(SqlSchema.COLUMNS, SqlReading::columns),
            entry(SqlSchema.FUNCTIONS, SqlReading::functions),
            entry(SqlSchema.SETTINGS, SqlReading::settings),
            entry(SqlSchema.STATEMENTS, SqlReading::statements),
            entry(SqlSchema.DATABASE, SqlReading::database),
            entry(SqlSchema.TEXT, SqlReading::text),
            entry(SqlSchema.TEXT_FINDS, SqlReading::textFinds)));

    @Override
    public Schema schema() {
        return SqlSchema.SCHEMA;
    }

    /// Pure. What cannot be read from the text is [policy.runtime.request.Value.Undetermined]; never throws
    /// for any text.
    public Classified classify(SqlStatement statement, Set<Attribute> wanted) {
        var reading = new SqlReading(statement);
        String verb = reading.verb() instanceof Value.Text known ? known.text() : "unknown";
        return READERS.classify(new Action(verb), reading, wanted);
    }

    /// A sample is a text, or `{ text: "DELETE FROM orders", database: "shop", user: "app", search_path:
    /// ["public"], parameters: ["42"], standard_conforming_strings: false, trusted_functions: ["app.total"] }`, all
    /// but `text` optional.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(SqlSample.statement(sample), Set.copyOf(SqlSchema.SCHEMA.attributes()));
    }
}
