// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// A column that a condition names.
///
/// @param table the table it is of; empty if that cannot be told
record Column(String table, String name) {

    /// @return null if it is not a column but a call or a constant
    static @Nullable Column of(Grammar.NameOrCallContext name, Scope scope) {
        if (name.callRest() != null || name.typedString() != null) {
            return null;
        }
        List<String> parts = Names.parts(name);
        String column = parts.getLast();
        if (parts.size() == 1) {
            List<Scope.Item> items = scope.items();
            boolean one = items.size() == 1 && items.getFirst().tables().size() == 1;
            return new Column(one ? items.getFirst().tables().getFirst().name() : "", column);
        }
        String qualifier = parts.get(parts.size() - 2);
        Scope.Item item = scope.item(qualifier);
        if (item == null) {
            return new Column(qualifier, column);
        }
        // A subquery's column is none of the table's, whatever the subquery is called.
        return new Column(item.tables().size() == 1 ? item.tables().getFirst().name() : "(" + qualifier + ")", column);
    }

    /// Every column in parts of an expression, subqueries left out.
    static List<Column> all(List<Grammar.PartContext> parts, Scope scope) {
        var found = new ArrayList<Column>();
        parts.forEach(part -> collect(part, scope, found));
        return found;
    }

    private static void collect(ParseTree tree, Scope scope, List<Column> found) {
        if (tree instanceof Grammar.DerivedContext) {
            return;
        }
        if (tree instanceof Grammar.NameOrCallContext name) {
            Column column = of(name, scope);
            if (column != null) {
                found.add(column);
            }
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            collect(tree.getChild(i), scope, found);
        }
    }

    /// Whether they may be one column.
    boolean same(Column other) {
        return name.equals(other.name) && (table.isEmpty() || other.table.isEmpty() || table.equals(other.table));
    }

    /// Whether each column of the one list is in the other.
    static boolean covers(List<Column> all, List<Column> some) {
        return some.stream().allMatch(column -> all.stream().anyMatch(column::same));
    }
}
