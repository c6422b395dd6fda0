// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.parse.Facts.Notes;

/// Reads what stands in FROM, USING and behind UPDATE and DELETE.
final class FromReader {

    private final Notes notes;
    private final ExpressionReader expressions;
    private final RowsReader rows;

    FromReader(Notes notes, ExpressionReader expressions, RowsReader rows) {
        this.notes = notes;
        this.expressions = expressions;
        this.rows = rows;
    }

    void from(Grammar.@Nullable FromContext from, Scope scope) {
        if (from != null) {
            from.fromItem().forEach(item -> item(item, scope));
        }
    }

    void item(Grammar.FromItemContext item, Scope scope) {
        source(item.source(), scope);
        for (Grammar.JoinedContext joined : item.joined()) {
            if (joined.source() != null) {
                source(joined.source(), scope);
            } else if (joined.expression() != null) {
                expressions.read(joined.expression(), scope);
            } else if (joined.columnNames() != null) {
                joined.columnNames().names().name().forEach(name -> expressions.column(Names.text(name), scope));
            }
        }
    }

    private void source(Grammar.SourceContext source, Scope scope) {
        if (source.qualified() != null) {
            table(Names.table(source.qualified()), source.alias(), scope);
            if (source.sample() != null) {
                expressions.function(source.sample().function());
                expressions.read(source.sample().expressions(), scope);
                expressions.read(source.sample().expression(), scope);
            }
        } else if (source.function() != null) {
            expressions.function(source.function());
            expressions.read(source.callArguments(), scope);
            expressions.read(source.functionAlias(), scope);
            String name = Names.parts(source.function()).getLast();
            scope.add(called(source, name, ReadingFunctions.WITH_COLUMNS.contains(name)));
        } else if (!source.rowsFrom().isEmpty()) {
            for (Grammar.RowsFromContext part : source.rowsFrom()) {
                expressions.function(part.function());
                expressions.read(part.callArguments(), scope);
                expressions.read(part.columnDefinitions(), scope);
            }
            expressions.read(source.functionAlias(), scope);
            scope.add(called(source, "", source.rowsFrom().size() > 1));
        } else {
            parenthesized(source, scope);
        }
    }

    /// Without ORDINALITY and without types in its alias, one function may yield plain values.
    private static Scope.Item called(Grammar.SourceContext source, String function, boolean rows) {
        Grammar.FunctionAliasContext alias = source.functionAlias();
        String name = alias == null || alias.name() == null ? function : Names.text(alias.name());
        List<Grammar.ColumnDefinitionContext> columns = alias == null || alias.columnDefinitions() == null
                ? List.of()
                : alias.columnDefinitions().columnDefinition();
        if (rows || source.ORDINALITY() != null || columns.stream().anyMatch(column -> column.typeName() != null)) {
            return Scope.Item.ofRows(name);
        }
        var value = new HashSet<>(Set.of(name));
        columns.forEach(column -> value.add(Names.text(column.name())));
        return new Scope.Item(name, List.of(), false, value, null);
    }

    /// A subquery, or a join in parentheses.
    private void parenthesized(Grammar.SourceContext source, Scope scope) {
        Grammar.AliasContext alias = source.alias();
        if (source.derived() != null) {
            rows.derived(source.derived(), scope);
            scope.add(Scope.Item.ofQuery(alias == null ? "" : Names.text(alias.name()), source.derived()));
            return;
        }
        int before = scope.items().size();
        item(source.fromItem(), scope);
        rows.derivedRest(source.derivedRest(), null, scope);
        if (alias != null) {
            List<Scope.Item> inner = scope.items().subList(before, scope.items().size());
            var tables = new ArrayList<Table>();
            inner.forEach(item -> tables.addAll(item.tables()));
            boolean renamed = alias.columnNames() != null || inner.stream().anyMatch(Scope.Item::renamed);
            scope.add(new Scope.Item(Names.text(alias.name()), tables, renamed, Set.of(), null));
        }
    }

    void relation(Grammar.RelationContext relation, Grammar.@Nullable AliasContext alias, Scope scope) {
        table(Names.table(relation.qualified()), alias, scope);
    }

    private void table(Table table, Grammar.@Nullable AliasContext alias, Scope scope) {
        Grammar.CteContext common = table.schema().isEmpty() ? scope.commonTable(table.name()) : null;
        if (common == null) {
            notes.table(table);
            expressions.relation(table);
        }
        add(table, alias, common, scope);
    }

    /// What is changed is never a common table expression, whatever its name.
    Table target(Grammar.RelationContext relation, Grammar.@Nullable AliasContext alias, Scope scope) {
        Table table = Names.table(relation.qualified());
        notes.target(table);
        expressions.relation(table);
        if (table.name().equals("pg_settings")) {
            notes.unknown("an update of `pg_settings` sets what its rows say", Aspect.SETTINGS);
            notes.movesPath();
        }
        add(table, alias, null, scope);
        return table;
    }

    private static void add(
            Table table, Grammar.@Nullable AliasContext alias, Grammar.@Nullable CteContext common, Scope scope) {
        String name = alias == null ? table.name() : Names.text(alias.name());
        boolean renamed = alias != null && alias.columnNames() != null;
        scope.add(new Scope.Item(name, common == null ? List.of(table) : List.of(), renamed, Set.of(), common));
    }
}
