// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// A column that a condition names.
///
/// @param table the table it is of; empty if that cannot be told
/// @param name `*` if it may be any of them
record Column(String table, String name) {

    private static final String ANY = "*";

    /// @return null if it is not a column but a call or a constant
    static @Nullable Column of(Grammar.NameOrCallContext name, Scope scope, Whole whole) {
        if (name.callRest() != null || name.typedString() != null) {
            return null;
        }
        List<String> parts = Names.parts(name);
        String column = parts.getLast();
        if (parts.size() == 1) {
            List<Scope.Item> items = scope.items();
            boolean one = items.size() == 1 && items.getFirst().tables().size() == 1;
            String table = one ? items.getFirst().tables().getFirst().name() : "";
            return new Column(table, whole.renames(scope) ? ANY : column);
        }
        String qualifier = parts.get(parts.size() - 2);
        Scope.Item item = scope.item(qualifier);
        if (item == null) {
            return new Column(qualifier, column);
        }
        if (whole.renames(item, scope)) {
            return new Column(whole.table().name(), ANY);
        }
        // Any other subquery's column is none of the table's, whatever the subquery is called.
        return new Column(item.tables().size() == 1 ? item.tables().getFirst().name() : "(" + qualifier + ")", column);
    }

    /// Every column in parts of an expression, subqueries left out.
    static List<Column> all(List<Grammar.PartContext> parts, Scope scope, Whole whole) {
        var found = new ArrayList<Column>();
        parts.forEach(part -> collect(part, scope, whole, found));
        return found;
    }

    private static void collect(ParseTree tree, Scope scope, Whole whole, List<Column> found) {
        if (tree instanceof Grammar.DerivedContext) {
            return;
        }
        if (tree instanceof Grammar.NameOrCallContext name) {
            Column column = of(name, scope, whole);
            if (column != null) {
                found.add(column);
            }
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), scope, whole, found);
        }
    }

    /// Whether they may be one column.
    boolean same(Column other) {
        boolean named = name.equals(other.name) || name.equals(ANY) || other.name.equals(ANY);
        return named && (table.isEmpty() || other.table.isEmpty() || table.equals(other.table));
    }

    /// Whether one is there twice: `id - id`.
    static boolean repeats(List<Column> columns) {
        for (int i = 1; i < columns.size(); i++) {
            if (columns.subList(0, i).stream().anyMatch(columns.get(i)::same)) {
                return true;
            }
        }
        return false;
    }

    /// Whether each column of the one list is in the other.
    static boolean covers(List<Column> all, List<Column> some) {
        return some.stream().allMatch(column -> all.stream().anyMatch(column::same));
    }
}
