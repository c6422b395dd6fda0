// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.IdentityHashMap;
import java.util.List;
import org.antlr.v4.runtime.tree.ParseTree;
import policy.protocols.sql.lex.Limits;

/// Whether a query may have a row for every row of the table that is changed, so that being in its result
/// narrows nothing: `id IN (SELECT id FROM orders)`, also by way of subqueries and common table expressions.
///
/// A query that names the table is taken to have them all unless a LIMIT or its own WHERE is seen to spare
/// some. One that does not name it is another table's. Behind [Limits#DEPTH] queries that stand in each other
/// or name each other, any is taken to have them all.
final class Whole {

    private final Table table;
    private final IdentityHashMap<ParseTree, Boolean> known = new IdentityHashMap<>();
    private final IdentityHashMap<ParseTree, Integer> counted = new IdentityHashMap<>();
    private final IdentityHashMap<Scope, Boolean> renaming = new IdentityHashMap<>();
    private int depth;

    Whole(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /// @param query a query in parentheses, or a common table expression
    boolean query(ParseTree query, Scope scope) {
        Boolean found = known.get(query);
        if (found == null) {
            known.put(query, false); // one that is recursive adds nothing by naming itself
            depth++;
            found = depth > Limits.DEPTH || (mentions(query, scope) > 0 && !spares(query, scope));
            depth--;
            known.put(query, found);
        }
        return found;
    }

    /// Whether a column of a scope may be one of the table by another name.
    boolean renames(Scope scope) {
        Boolean found = renaming.get(scope);
        if (found == null) {
            found = scope.items().stream().anyMatch(item -> renames(item, scope));
            renaming.put(scope, found);
        }
        return found;
    }

    /// A query or a join that the table is in, or one whose columns were given other names.
    boolean renames(Scope.Item item, Scope scope) {
        return item.query() == null
                ? (item.renamed() || item.tables().size() > 1)
                        && item.tables().stream().anyMatch(this::ours)
                : query(item.query(), scope);
    }

    private boolean spares(ParseTree query, Scope scope) {
        return switch (query) {
            case Grammar.CteContext cte -> spares(cte.dml(), scope);
            case Grammar.DmlContext dml ->
                dml.with() == null && dml.queryBody() != null && spares(dml.queryBody(), scope);
            case Grammar.QueryContext inner -> inner.with() == null && spares(inner.queryBody(), scope);
            case Grammar.QueryBodyContext body ->
                limited(body.queryEnd()) || body.queryTerm().stream().allMatch(term -> !query(term, scope));
            case Grammar.QueryTermContext term ->
                spares(term.query() == null ? term.simpleQuery() : term.query(), scope);
            case Grammar.DerivedContext derived
            when derived.simpleQuery() != null -> {
                Grammar.DerivedRestContext rest = derived.derivedRest();
                yield rest == null
                        ? !query(derived.simpleQuery(), scope)
                        : limited(rest.queryEnd())
                                || (!query(derived.simpleQuery(), scope)
                                        && rest.queryTerm().stream().allMatch(term -> !query(term, scope)));
            }
            case Grammar.SimpleQueryContext simple when simple.select() != null -> select(simple.select(), scope);
            case ParseTree _ -> false;
        };
    }

    /// The table is named once, in FROM, and the condition there is one for it.
    private boolean select(Grammar.SelectContext select, Scope scope) {
        if (select.from() == null
                || select.where() == null
                || select.where().expression() == null
                || mentions(select, scope) != 1) {
            return false;
        }
        Scope inner = inner(select.from(), scope);
        return inner.items().stream().anyMatch(item -> item.tables().stream().anyMatch(this::ours))
                && new Bounds(table, inner, this).bound(select.where().expression());
    }

    /// `LIMIT 10`, not `LIMIT ALL`.
    static boolean limited(List<Grammar.QueryEndContext> ends) {
        return ends.stream()
                .anyMatch(end ->
                        counted(end) || (end.FETCH() != null && end.expression().isEmpty()));
    }

    private static boolean counted(Grammar.QueryEndContext end) {
        if ((end.LIMIT() == null && end.FETCH() == null) || end.expression().isEmpty()) {
            return false;
        }
        Grammar.ExpressionContext count = end.expression(0);
        Grammar.OperandContext operand = count.part(0).operand();
        return count.getChildCount() == 1
                && count.part(0).getChildCount() == 1
                && (operand.NUMBER() != null || operand.PARAMETER() != null);
    }

    /// The names of a query's FROM, inside of the names around it.
    static Scope inner(Grammar.FromContext from, Scope outer) {
        var scope = new Scope(outer);
        from.fromItem().forEach(item -> add(item, scope));
        return scope;
    }

    private static void add(Grammar.FromItemContext item, Scope scope) {
        add(item.source(), scope);
        item.joined().stream().filter(joined -> joined.source() != null).forEach(joined -> add(joined.source(), scope));
    }

    private static void add(Grammar.SourceContext source, Scope scope) {
        if (source.qualified() != null) {
            Table table = Names.table(source.qualified());
            Grammar.CteContext common = table.schema().isEmpty() ? scope.commonTable(table.name()) : null;
            String alias = source.alias() == null
                    ? table.name()
                    : Names.text(source.alias().name());
            scope.add(common == null ? Scope.Item.of(alias, table) : Scope.Item.ofQuery(alias, common));
        } else if (source.fromItem() != null && source.alias() == null) {
            add(source.fromItem(), scope);
        } else {
            scope.add(Scope.Item.ofQuery(
                    source.alias() == null ? "" : Names.text(source.alias().name()), source));
        }
    }

    /// How often a tree names the table, itself or by a common table expression that does.
    private int mentions(ParseTree tree, Scope scope) {
        if (tree instanceof Grammar.QualifiedContext qualified) {
            Table other = Names.table(qualified);
            return ours(other) || common(other, scope) ? 1 : 0;
        }
        Integer before = counted.get(tree);
        if (before != null) {
            return before;
        }
        int count = 0;
        for (int i = 0; i < tree.getChildCount(); i++) {
            count += mentions(tree.getChild(i), scope);
        }
        if (tree instanceof Grammar.SelectContext || tree instanceof Grammar.DerivedContext) {
            counted.put(tree, count);
        }
        return count;
    }

    /// One of that name in a query around it counts too, since an expression may name what it hides.
    private boolean common(Table other, Scope scope) {
        return other.schema().isEmpty()
                && scope.commonTables(other.name()).stream().anyMatch(cte -> query(cte, scope));
    }

    private boolean ours(Table other) {
        return other.name().equals(table.name());
    }
}
