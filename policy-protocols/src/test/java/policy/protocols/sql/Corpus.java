// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import policy.protocols.Given;
import policy.runtime.request.Attribute;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// The tables of statements beside the tests, and how a reading is shown there.
///
/// A statement is a line; `⏎` in it is a line break, `[off]` before it means standard_conforming_strings is off.
/// Its reading follows, indented: verbs, effect, bounds, tables (those that are changed with a `!`), columns,
/// functions.
/// `?` is undetermined.
final class Corpus {

    static final Path FOLDER = Path.of("src/test/resources/sql");

    private static final String OFF = "[off] ";

    private Corpus() {}

    static boolean isStatement(String line) {
        return !line.isBlank() && !line.startsWith("#") && !isReading(line);
    }

    static boolean isReading(String line) {
        return line.startsWith("    ");
    }

    static List<SqlStatement> statements(String... tables) {
        return Stream.of(tables)
                .flatMap(table -> lines(FOLDER.resolve(table)).stream())
                .filter(Corpus::isStatement)
                .map(Corpus::statement)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SqlStatement statement(String line) {
        boolean off = line.startsWith(OFF);
        String text = (off ? line.substring(OFF.length()) : line).replace("⏎", "\n");
        // No search path: tables are shown as they are written.
        var session = new SqlSession(Optional.empty(), Optional.empty(), List.of(), !off, Set.of(), Map.of(), Map.of());
        return new SqlStatement(text, session, List.of());
    }

    static Map<Attribute, Value> read(SqlStatement statement) {
        return new SqlModel()
                .classify(statement, Set.copyOf(SqlSchema.SCHEMA.attributes()))
                .all();
    }

    static List<String> shown(String line) {
        Map<Attribute, Value> read = read(statement(line));
        var reading = "    %s | %s | %s | tables %s | columns %s | functions %s%s"
                .formatted(
                        named(read, SqlSchema.VERB) + " of " + named(read, SqlSchema.VERBS),
                        effect(read),
                        read.get(SqlSchema.BOUNDED) instanceof Value.Bool bounded
                                ? bounded.truth() ? "bounded" : "unbounded"
                                : "?",
                        tables(read),
                        named(read, SqlSchema.COLUMNS),
                        named(read, SqlSchema.FUNCTIONS),
                        named(read, SqlSchema.SETTINGS).equals("-")
                                ? ""
                                : " | settings " + named(read, SqlSchema.SETTINGS));
        return Stream.concat(
                        Stream.of(line, reading.replace("\n", "⏎")),
                        because(read).stream().map(because -> "    ? " + because))
                .toList();
    }

    private static String effect(Map<Attribute, Value> read) {
        String effect = switch (read.get(SqlSchema.WRITES)) {
            case Value.Bool writes when writes.truth() -> "writes";
            case Value.Bool _ when read.get(SqlSchema.READS) instanceof Value.Bool reads && reads.truth() -> "reads";
            case Value.Bool _ -> "acts";
            case Value _ -> "?";
        };
        boolean outside = read.get(SqlSchema.OUTSIDE) instanceof Value.Bool out && out.truth();
        return effect + (outside ? " outside" : "");
    }

    private static String tables(Map<Attribute, Value> read) {
        if (!(read.get(SqlSchema.TABLES) instanceof Value.Many tables)) {
            return "?";
        }
        List<Value> targets = read.get(SqlSchema.TARGETS) instanceof Value.Many many ? many.items() : List.of();
        List<String> names = tables.items().stream()
                .map(table -> Given.shown(table) + (targets.contains(table) ? "!" : ""))
                .toList();
        return names.isEmpty() ? "-" : String.join(" ", names);
    }

    private static String named(Map<Attribute, Value> read, Attribute attribute) {
        Value value = read.get(attribute);
        String shown = value instanceof Undetermined ? "?" : Given.shown(value);
        return shown.isEmpty() ? "-" : shown;
    }

    private static Set<String> because(Map<Attribute, Value> read) {
        var because = new TreeSet<String>();
        read.forEach((attribute, value) -> {
            if (value instanceof Undetermined undetermined && !attribute.equals(SqlSchema.DATABASE)) {
                because.add(undetermined.because());
            }
        });
        return because;
    }
}
