// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import policy.protocols.sql.lex.Limits;

/// What one or several statements do.
///
/// @param acts the commands, at any depth, each with what it does
/// @param parts what commands do by the way: an upsert updates, a merge deletes
/// @param tables every relation that is read or changed
/// @param targets those of them that are changed
/// @param columns `table.column` and `table.*`
/// @param functions as written, without and with their schema
/// @param settings session settings that are changed
/// @param bounded whether nothing changes or removes every row there is
/// @param outside whether it reaches files, programs or other servers
/// @param movesPath whether names without a schema mean something else afterwards
/// @param unknown what could not be read, and why
public record Facts(
        Map<Verb, Set<Effect>> acts,
        Set<Verb> parts,
        Set<Table> tables,
        Set<Table> targets,
        Set<String> columns,
        Set<String> functions,
        Set<String> settings,
        boolean bounded,
        boolean outside,
        boolean movesPath,
        Map<Aspect, String> unknown) {

    /// Whether no side of it is known. What is known of one statement does not count beside another that is not
    /// read: who permits by the one would permit the other.
    public boolean unread() {
        return unknown.size() == Aspect.values().length;
    }

    /// Of a statement of which nothing is known but that it is there.
    static Facts unread(String because) {
        var notes = new Notes();
        notes.unknown(because, Aspect.values());
        return notes.facts();
    }

    /// Collects what is found while a statement is read.
    static final class Notes {

        private final Map<Verb, Set<Effect>> acts = new EnumMap<>(Verb.class);
        private final Set<Verb> parts = EnumSet.noneOf(Verb.class);
        private final Set<Table> tables = new LinkedHashSet<>();
        private final Set<Table> targets = new LinkedHashSet<>();
        private final Set<String> columns = new LinkedHashSet<>();
        private final Set<String> functions = new LinkedHashSet<>();
        private final Set<String> settings = new LinkedHashSet<>();
        private final Map<Aspect, String> unknown = new EnumMap<>(Aspect.class);
        private boolean bounded = true;
        private boolean outside;
        private boolean movesPath;

        void act(Verb verb, Effect effect) {
            acts.computeIfAbsent(verb, _ -> EnumSet.noneOf(Effect.class)).add(effect);
        }

        void part(Verb verb) {
            parts.add(verb);
        }

        void table(Table table) {
            tables.add(table);
        }

        void target(Table table) {
            tables.add(table);
            targets.add(table);
        }

        /// @return false if there are more columns than are listed
        boolean column(String table, String column) {
            if (columns.size() >= Limits.COLUMNS) {
                unknown("the text names more than %d columns".formatted(Limits.COLUMNS), Aspect.COLUMNS);
                return false;
            }
            columns.add(Table.written(table) + "." + Table.written(column));
            return true;
        }

        void columns(Set<String> names) {
            columns.addAll(names);
        }

        void function(String name) {
            functions.add(name);
        }

        void setting(String name) {
            settings.add(name);
        }

        void unbounded() {
            bounded = false;
        }

        void outside() {
            outside = true;
        }

        void movesPath() {
            movesPath = true;
        }

        /// The first reason is kept.
        void unknown(String because, Aspect... aspects) {
            Arrays.stream(aspects).forEach(aspect -> unknown.putIfAbsent(aspect, because));
        }

        void add(Facts other) {
            other.acts.forEach((verb, effects) -> effects.forEach(effect -> act(verb, effect)));
            parts.addAll(other.parts);
            tables.addAll(other.tables);
            targets.addAll(other.targets);
            columns.addAll(other.columns);
            functions.addAll(other.functions);
            settings.addAll(other.settings);
            bounded &= other.bounded;
            outside |= other.outside;
            movesPath |= other.movesPath;
            other.unknown.forEach((aspect, because) -> unknown(because, aspect));
        }

        Facts facts() {
            return new Facts(
                    Collections.unmodifiableMap(acts),
                    Collections.unmodifiableSet(parts),
                    Collections.unmodifiableSet(tables),
                    Collections.unmodifiableSet(targets),
                    Collections.unmodifiableSet(columns),
                    Collections.unmodifiableSet(functions),
                    Collections.unmodifiableSet(settings),
                    bounded,
                    outside,
                    movesPath,
                    Collections.unmodifiableMap(unknown));
        }
    }
}
