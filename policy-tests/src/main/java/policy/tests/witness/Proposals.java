// SPDX-License-Identifier: Apache-2.0
package policy.tests.witness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import policy.runtime.request.Schema;
import policy.runtime.request.Value;

/// Samples that may read as wanted. Most fields of samples are called as the attribute that is read from them.
final class Proposals {

    /// What each detector finds; these are examples from documentation, none is in use.
    private static final Map<String, String> FOUND = Map.of(
            "email", "ben@example.com",
            "credit_card", "4111 1111 1111 1111",
            "iban", "DE89 3704 0044 0532 0130 00",
            "us_ssn", "536-22-1234",
            "ipv4", "192.0.2.7",
            "aws_access_key", "AKIAIOSFODNN7EXAMPLE",
            "github_token", "ghp_" + "a1B2".repeat(9),
            "private_key", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----");

    private static final List<String> STATEMENTS = List.of(
            "SELECT * FROM %s",
            "INSERT INTO %s VALUES (1)",
            "UPDATE %s SET a = 1 WHERE id = 1",
            "UPDATE %s SET a = 1",
            "DELETE FROM %s WHERE id = 1",
            "DELETE FROM %s",
            "TRUNCATE %s",
            "DROP TABLE %s",
            "ALTER TABLE %s ADD COLUMN a int",
            "CREATE TABLE %s (a int)",
            "GRANT SELECT ON %s TO a",
            "SELECT * FROM %s FOR UPDATE",
            "COPY %s TO '/tmp/a'");

    /// Of those a request is to name, so many are tried, each alone.
    private static final int MOST_TABLES = 4;

    private Proposals() {}

    static Stream<Value> of(Schema schema, Map<String, Value> special) {
        Map<String, Value> own = fields(schema, special);
        return bases(schema.protocol(), special).map(base -> {
            var fields = new HashMap<>(base);
            fields.putAll(own);
            return new Value.Fields(fields);
        });
    }

    /// Messages that need no more; the first is the plain one.
    private static Stream<Map<String, Value>> bases(String protocol, Map<String, Value> special) {
        return switch (protocol) {
            case "llm" -> Stream.of(Map.of("prompt", Value.of("Hello")), Map.of());
            case "mcp" -> Stream.of(Map.of("tool", Value.of("search")), Map.of());
            case "sql" -> statements(special);
            case "k8s" ->
                Stream.of(
                        Map.of(
                                "verb", Value.of("get"),
                                "resource", Value.of("pods"),
                                "namespace", Value.of("shop"),
                                "name", Value.of("web")),
                        Map.of("verb", Value.of("get"), "resource", Value.of("pods"), "namespace", Value.of("shop")),
                        Map.of("verb", Value.of("get"), "resource", Value.of("pods")));
            case "ssh" -> Stream.of(Map.of("kind", Value.of("exec"), "command", Value.of("ls")), Map.of());
            case "evidence" -> Stream.of(Map.of("operation", Value.of("read")));
            default -> Stream.of(Map.of());
        };
    }

    private static Stream<Map<String, Value>> statements(Map<String, Value> special) {
        var tables = new ArrayList<String>();
        for (String name : List.of("sql.targets", "sql.tables")) {
            if (special.get(name) instanceof Value.Many(List<Value> items)) {
                items.forEach(item -> tables.add(((Value.Text) item).text()));
            }
        }
        if (tables.isEmpty()) {
            tables.add("t");
        }
        return tables.stream()
                .distinct()
                .limit(MOST_TABLES)
                .flatMap(table -> STATEMENTS.stream().map(statement -> statement.formatted(table)))
                .map(statement -> Map.of("text", Value.of(statement)));
    }

    private static Map<String, Value> fields(Schema schema, Map<String, Value> special) {
        var fields = new HashMap<String, Value>();
        special.forEach((name, value) -> {
            String prefix = schema.protocol() + ".";
            if (!name.startsWith(prefix) || value instanceof Value.Absent || value instanceof Value.Undetermined) {
                return;
            }
            String field = name.substring(prefix.length());
            if (field.endsWith(" finds") && value instanceof Value.Many(List<Value> entities)) {
                fields.put(field.split(" ", 2)[0], Value.of(found(entities)));
            } else if (name.equals("http.headers") && value instanceof Value.Fields(Map<String, Value> headers)) {
                fields.put("headers", headers(headers));
            } else if (name.equals("http.params") && value instanceof Value.Fields(Map<String, Value> params)) {
                fields.put("query", Value.of(query(params)));
            } else if (!schema.protocol().equals("sql") || field.equals("database")) {
                fields.put(field, value);
            }
        });
        return fields;
    }

    private static String found(List<Value> entities) {
        var text = new StringBuilder("See");
        entities.forEach(entity ->
                text.append(' ').append(FOUND.getOrDefault(((Value.Text) entity).text(), "nothing")));
        return text.toString();
    }

    private static Value headers(Map<String, Value> headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) ->
                lines.add(name + ": " + (value instanceof Value.Text(String text) ? text : "x")));
        return Value.of(lines.stream().sorted().toList());
    }

    private static String query(Map<String, Value> params) {
        var parts = new ArrayList<String>();
        params.forEach((name, value) ->
                parts.add(name + "=" + (value instanceof Value.Text(String text) ? text : "x")));
        return String.join("&", parts.stream().sorted().toList());
    }
}
