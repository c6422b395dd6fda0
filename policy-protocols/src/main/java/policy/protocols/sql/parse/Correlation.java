// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Whether `EXISTS (SELECT … WHERE theirs.id = ours.id)` depends on the row of the table that is changed: it
/// has a row at all only by a test that compares a column of the table with one of another.
final class Correlation {

    private final Table table;
    private final Scope scope;
    private final Whole whole;
    private final boolean negated;

    Correlation(Table table, Scope scope, Whole whole, boolean negated) {
        this.table = table;
        this.scope = scope;
        this.whole = whole;
        this.negated = negated;
    }

    boolean exists(Grammar.ParenthesizedContext parenthesized) {
        Grammar.DerivedContext derived = parenthesized.derived();
        Grammar.SelectContext select = derived == null || derived.simpleQuery() == null
                ? null
                : derived.simpleQuery().select();
        if (select == null
                || select.from() == null
                || select.where() == null
                || select.where().expression() == null
                || alwaysHasRows(select)
                || !plainEnd(derived)) {
            return false;
        }
        return depends(Condition.of(select.where().expression()), Whole.inner(select.from(), scope));
    }

    /// `SELECT count(*)` and `GROUP BY ()` have a row whatever the condition.
    private static boolean alwaysHasRows(Grammar.SelectContext select) {
        return !select.groupItem().isEmpty()
                || select.HAVING() != null
                || (select.targets() != null
                        && (Condition.holds(select.targets(), Grammar.CallRestContext.class)
                                || Condition.holds(select.targets(), Grammar.OpenCallContext.class)));
    }

    /// Nothing behind the query but `LIMIT 1`: with `LIMIT 0` there is never a row, with UNION maybe always.
    private static boolean plainEnd(Grammar.DerivedContext derived) {
        Grammar.DerivedRestContext rest = derived.derivedRest();
        return rest == null
                || (rest.queryTerm().isEmpty()
                        && rest.queryEnd().size() == 1
                        && Whole.limited(rest.queryEnd())
                        && !rest.getStop().getText().equals("0"));
    }

    private boolean depends(Condition condition, Scope inner) {
        return switch (condition) {
            case Condition.All all -> {
                boolean some = all.arms().stream().anyMatch(arm -> depends(arm, inner));
                yield some && (!negated || all.arms().stream().allMatch(arm -> namesColumn(arm, inner)));
            }
            case Condition.Any any -> any.arms().stream().allMatch(arm -> depends(arm, inner));
            case Condition.Not _ -> false;
            case Condition.Test test -> test.parts().size() == 2 && bindsOurs(test, inner);
        };
    }

    /// `NOT EXISTS (… AND false)` is true of all.
    private boolean namesColumn(Condition condition, Scope inner) {
        return switch (condition) {
            case Condition.All all -> all.arms().stream().allMatch(arm -> namesColumn(arm, inner));
            case Condition.Any any -> any.arms().stream().allMatch(arm -> namesColumn(arm, inner));
            case Condition.Not not -> namesColumn(not.condition(), inner);
            case Condition.Test test -> !Column.all(test.parts(), inner, whole).isEmpty();
        };
    }

    private boolean bindsOurs(Condition.Test test, Scope inner) {
        List<Grammar.PartContext> parts = test.parts();
        Column left = column(parts.getFirst().operand(), inner);
        Column right = column(parts.getLast().operand(), inner);
        return Bounds.compares(test.infixes().getFirst())
                && left != null
                && right != null
                && !left.same(right)
                && (mayBeOurs(left) || mayBeOurs(right))
                && parts.stream().noneMatch(Bounds::hidesTruth);
    }

    private @Nullable Column column(ParserRuleContext operand, Scope inner) {
        ParseTree only = operand.getChildCount() == 1 ? operand.getChild(0) : operand;
        return only instanceof Grammar.NameOrCallContext name ? Column.of(name, inner, whole) : null;
    }

    private boolean mayBeOurs(Column column) {
        return column.table().isEmpty() || column.table().equals(table.name());
    }
}
