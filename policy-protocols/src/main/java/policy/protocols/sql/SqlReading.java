// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import policy.protocols.detect.Detectors;
import policy.protocols.sql.lex.Lexed;
import policy.protocols.sql.lex.Lexer;
import policy.protocols.sql.lex.Statements;
import policy.protocols.sql.lex.Token;
import policy.protocols.sql.parse.Aspect;
import policy.protocols.sql.parse.Effect;
import policy.protocols.sql.parse.Facts;
import policy.protocols.sql.parse.ScriptReader;
import policy.protocols.sql.parse.Table;
import policy.protocols.sql.parse.Verb;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one text, which is cut into tokens and read once.
final class SqlReading {

    private final SqlStatement statement;
    private final SqlSession session;
    private @Nullable Lexed lexed;
    private @Nullable Facts facts;

    SqlReading(SqlStatement statement) {
        this.statement = statement;
        this.session = statement.session();
    }

    /// What changes something gives the text its name. If two different commands do, no one word is right: a
    /// rule about the one would miss what the other hides. Queries and what wraps them never hide a command.
    Value verb() {
        return known(Aspect.VERBS, facts -> {
            Set<Verb> changing = facts.acts().entrySet().stream()
                    .filter(act -> !act.getKey().wraps() && !act.getValue().equals(EnumSet.of(Effect.READS)))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Verb.class)));
            if (changing.size() > 1) {
                return new Undetermined("the text does several things (%s); rules can ask `sql.verbs`"
                        .formatted(changing.stream().map(Verb::word).collect(Collectors.joining(", "))));
            }
            Set<Verb> named = changing.isEmpty() ? facts.acts().keySet() : changing;
            return Value.of(named.iterator().next().word());
        });
    }

    Value verbs() {
        return known(Aspect.VERBS, facts -> {
            var verbs = EnumSet.copyOf(facts.acts().keySet());
            verbs.addAll(facts.parts());
            return Value.of(verbs.stream().map(Verb::word).toList());
        });
    }

    Value reads() {
        Facts read = facts();
        return has(Effect.ACTS, read) || has(Effect.WRITES, read)
                ? Value.of(false)
                : known(Aspect.EFFECT, _ -> Value.of(true));
    }

    Value writes() {
        return has(Effect.WRITES, facts()) ? Value.of(true) : known(Aspect.EFFECT, _ -> Value.of(false));
    }

    private static boolean has(Effect effect, Facts facts) {
        return facts.acts().values().stream().anyMatch(effects -> effects.contains(effect));
    }

    Value ddl() {
        boolean some = facts().acts().keySet().stream().anyMatch(Verb::ddl);
        return some ? Value.of(true) : known(Aspect.EFFECT, _ -> known(Aspect.VERBS, _ -> Value.of(false)));
    }

    Value bounded() {
        return facts().bounded() ? known(Aspect.BOUNDED, _ -> Value.of(true)) : Value.of(false);
    }

    Value outside() {
        return facts().outside() ? Value.of(true) : known(Aspect.EFFECT, _ -> Value.of(false));
    }

    Value tables() {
        return known(Aspect.TABLES, facts -> Value.of(names(facts.tables())));
    }

    Value targets() {
        return known(Aspect.TABLES, facts -> Value.of(names(facts.targets())));
    }

    /// Every name by which a rule may mean a table. One written without a schema is looked for in the search
    /// path, and which schema has it cannot be seen from here.
    private Set<String> names(Set<Table> tables) {
        var names = new LinkedHashSet<String>();
        tables.forEach(table -> names.add(Table.written(table.name())));
        for (Table table : tables) {
            String name = Table.written(table.name());
            Collection<String> schemas = table.schema().map(List::of).orElseGet(session::schemas);
            schemas.forEach(schema -> names.add(Table.written(schema) + "." + name));
            if (table.schema().isEmpty() && table.name().startsWith("pg_")) {
                names.add("pg_catalog." + name);
            }
        }
        return names;
    }

    Value columns() {
        return known(Aspect.COLUMNS, facts -> Value.of(facts.columns()));
    }

    Value functions() {
        return known(Aspect.FUNCTIONS, facts -> Value.of(facts.functions()));
    }

    Value settings() {
        return known(Aspect.SETTINGS, facts -> Value.of(facts.settings()));
    }

    /// The server counts nothing in a text that it does not take, and a count alone must not permit one.
    Value statements() {
        Facts read = facts();
        if (read.unread()) {
            return new Undetermined(read.unknown().getOrDefault(Aspect.VERBS, ""));
        }
        return switch (lexed()) {
            case Lexed.Unreadable unreadable -> new Undetermined(unreadable.because());
            case Lexed.Tokens tokens ->
                switch (Statements.of(tokens.tokens())) {
                    case Statements.Cut.Unclear unclear -> new Undetermined(unclear.because());
                    case Statements.Cut.Whole whole ->
                        Value.of(whole.statements().size());
                };
        };
    }

    Value database() {
        return session.database()
                .<Value>map(Value::of)
                .orElseGet(() -> new Undetermined("the session's database is not known"));
    }

    Value text() {
        return Value.of(statement.text());
    }

    /// Looks through the text, through what its constants mean once escapes are undone, and through bound
    /// values. A text that has no tokens is still looked through as it stands, but may hide something.
    Value textFinds() {
        return switch (lexed()) {
            case Lexed.Unreadable unreadable -> new Undetermined(unreadable.because());
            case Lexed.Tokens tokens -> {
                var names = new TreeSet<>(Detectors.ALL.names(statement.text()));
                names.addAll(Detectors.ALL.names(tokens.tokens().stream()
                        .filter(token -> token.kind() == Token.Kind.STRING)
                        .map(Token::text)
                        .collect(Collectors.joining("\n"))));
                statement.parameters().forEach(parameter -> names.addAll(Detectors.ALL.names(parameter)));
                yield Value.of(names);
            }
        };
    }

    private Value known(Aspect aspect, Function<Facts, Value> read) {
        Facts known = facts();
        String because = known.unknown().get(aspect);
        return because == null ? read.apply(known) : new Undetermined(because);
    }

    private Facts facts() {
        Facts known = facts;
        if (known == null) {
            known = switch (lexed()) {
                case Lexed.Unreadable unreadable -> ScriptReader.unread(unreadable.because());
                case Lexed.Tokens tokens ->
                    ScriptReader.read(
                            tokens.tokens(),
                            new ScriptReader.Setting(
                                    session.trustedFunctions(),
                                    session.ownNamesFirst(),
                                    session.prepared(),
                                    session.cursors()));
            };
            facts = known;
        }
        return known;
    }

    private Lexed lexed() {
        Lexed known = lexed;
        if (known == null) {
            known = Lexer.lex(statement.text(), session.standardConformingStrings());
            lexed = known;
        }
        return known;
    }
}
