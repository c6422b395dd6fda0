// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// The names one query can use: what stands in its FROM, its common table expressions, and those of the
/// queries around it.
final class Scope {

    /// @param alias by which columns are qualified
    /// @param tables the relations its columns can be of; none for a subquery, whose own columns are read there
    /// @param renamed whether its columns were given other names, so that any of them can be meant
    /// @param value the names of the one column of a function that yields plain values; empty for all others
    /// @param query the subquery or common table expression it is the result of, if it is one's
    record Item(
            String alias,
            List<Table> tables,
            boolean renamed,
            Set<String> value,
            @Nullable ParseTree query) {
        Item {
            tables = List.copyOf(tables);
            value = Set.copyOf(value);
        }

        static Item of(String alias, Table table) {
            return new Item(alias, List.of(table), false, Set.of(), null);
        }

        /// A function's result with columns of its own.
        static Item ofRows(String alias) {
            return new Item(alias, List.of(), false, Set.of(), null);
        }

        static Item ofQuery(String alias, ParseTree query) {
            return new Item(alias, List.of(), false, Set.of(), query);
        }

        /// Whether a column of this name may be a function that is called with the value: `x.nextval`.
        boolean mayCall(String column) {
            return !value.isEmpty() && !value.contains(column) && !column.equals("*");
        }
    }

    private final @Nullable Scope outer;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> byAlias = new HashMap<>();
    private final Map<String, Grammar.CteContext> expressions = new HashMap<>();
    private final Set<String> labels = new HashSet<>();
    private final Map<String, Integer> looked = new HashMap<>();

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

    void add(Grammar.CteContext common) {
        expressions.put(Names.text(common.name()), common);
    }

    /// The items that a name was not looked for in before, so that saying it again costs nothing.
    List<Item> unseen(String name) {
        Integer before = looked.put(name, items.size());
        return items.subList(before == null ? 0 : before, items.size());
    }

    void label(String name) {
        labels.add(name);
    }

    boolean hasLabel(String name) {
        return labels.contains(name);
    }

    /// The common table expression that a name without a schema means here; null if none.
    Grammar.@Nullable CteContext commonTable(String name) {
        Grammar.CteContext common = expressions.get(name);
        return common != null || outer == null ? common : outer.commonTable(name);
    }

    /// All common table expressions of a name, from the innermost query on.
    List<Grammar.CteContext> commonTables(String name) {
        var all = new ArrayList<Grammar.CteContext>();
        for (Scope at = this; at != null; at = at.outer) {
            Grammar.CteContext common = at.expressions.get(name);
            if (common != null) {
                all.add(common);
            }
        }
        return all;
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
