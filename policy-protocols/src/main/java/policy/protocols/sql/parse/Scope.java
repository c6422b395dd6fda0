// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names one query can use: what stands in its FROM, its common table expressions, and those of the
/// queries around it.
final class Scope {

    /// @param alias by which columns are qualified
    /// @param tables the relations its columns can be of; none for a subquery, whose own columns are read there
    /// @param renamed whether its columns were given other names, so that any of them can be meant
    /// @param value the names of the one column of a function that yields plain values; empty for all others
    record Item(String alias, List<Table> tables, boolean renamed, Set<String> value) {
        Item {
            tables = List.copyOf(tables);
            value = Set.copyOf(value);
        }

        static Item of(String alias, Table table) {
            return new Item(alias, List.of(table), false, Set.of());
        }

        /// A query's result, or a function's with columns of its own.
        static Item ofRows(String alias) {
            return new Item(alias, List.of(), false, Set.of());
        }

        /// Whether a column of this name may be a function that is called with the value: `x.nextval`.
        boolean mayCall(String column) {
            return !value.isEmpty() && !value.contains(column) && !column.equals("*");
        }
    }

    private final @Nullable Scope outer;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> byAlias = new HashMap<>();
    private final Set<String> expressions = new HashSet<>();
    private final Set<String> labels = new HashSet<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void add(Item item) {
        items.add(item);
        byAlias.putIfAbsent(item.alias(), item);
    }

    List<Item> items() {
        return Collections.unmodifiableList(items);
    }

    void commonTable(String name) {
        expressions.add(name);
    }

    void label(String name) {
        labels.add(name);
    }

    boolean hasLabel(String name) {
        return labels.contains(name);
    }

    /// Whether a name without a schema means a common table expression here.
    boolean isCommonTable(String name) {
        return expressions.contains(name) || (outer != null && outer.isCommonTable(name));
    }

    /// Tables by which a qualifier is known, from the innermost query on; null if by none.
    @Nullable
    Item item(String alias) {
        Item item = byAlias.get(alias);
        if (item != null) {
            return item;
        }
        return outer == null ? null : outer.item(alias);
    }

    @Nullable
    Scope outer() {
        return outer;
    }
}
