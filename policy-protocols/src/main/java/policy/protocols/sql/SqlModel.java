// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import policy.protocols.InvalidSample;
import policy.protocols.ProtocolModel;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// The protocol `sql`: texts sent to a PostgreSQL database. Its action is the verb, `unknown` if that cannot
/// be told.
public final class SqlModel implements ProtocolModel {

    private static final Map<String, Function<SqlReading, Value>> READERS = Map.ofEntries(
            entry(SqlSchema.VERB.name(), SqlReading::verb),
            entry(SqlSchema.VERBS.name(), SqlReading::verbs),
            entry(SqlSchema.READS.name(), SqlReading::reads),
            entry(SqlSchema.WRITES.name(), SqlReading::writes),
            entry(SqlSchema.DDL.name(), SqlReading::ddl),
            entry(SqlSchema.BOUNDED.name(), SqlReading::bounded),
            entry(SqlSchema.OUTSIDE.name(), SqlReading::outside),
            entry(SqlSchema.TABLES.name(), SqlReading::tables),
            entry(SqlSchema.TARGETS.name(), SqlReading::targets),
            entry(SqlSchema.COLUMNS.name(), SqlReading::columns),
            entry(SqlSchema.FUNCTIONS.name(), SqlReading::functions),
            entry(SqlSchema.SETTINGS.name(), SqlReading::settings),
            entry(SqlSchema.STATEMENTS.name(), SqlReading::statements),
            entry(SqlSchema.DATABASE.name(), SqlReading::database),
            entry(SqlSchema.TEXT.name(), SqlReading::text),
            entry(SqlSchema.TEXT_FINDS.name(), SqlReading::textFinds));

    @Override
    public Schema schema() {
        return SqlSchema.SCHEMA;
    }

    /// Pure. What cannot be read from the text is [policy.runtime.request.Value.Undetermined]; never throws
    /// for any text.
    public Classified classify(SqlStatement statement, Set<Attribute> wanted) {
        var reading = new SqlReading(statement);
        var values = new HashMap<Attribute, Value>();
        for (Attribute attribute : wanted) {
            Function<SqlReading, Value> reader = READERS.get(attribute.name());
            if (reader != null) {
                values.put(attribute, reader.apply(reading));
            }
        }
        return new Classified(new Action(reading.verb() instanceof Value.Text verb ? verb.text() : "unknown"), values);
    }

    /// A sample is a text, or `{ text: "DELETE FROM orders", database: "shop", user: "app", search_path:
    /// ["public"], parameters: ["42"], standard_conforming_strings: false, trusted_functions: ["app.total"] }`, all
    /// but `text` optional.
    @Override
    public Classified sample(Value sample) throws InvalidSample {
        return classify(SqlSample.statement(sample), Set.copyOf(SqlSchema.SCHEMA.attributes()));
    }
}
