// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/// Whether a condition keeps a statement from touching every row of its table.
///
/// It must be seen to: a test counts if it compares a column of the table with something else than itself, or
/// asks whether it is null. `1 = 1`, `id = id`, `id = id + 0`, `id IS NOT NULL`, `id LIKE '%'`, `f(id)` do not
/// count, nor does `id = 5 OR true`. A condition that is true of every row there happens to be, such as
/// `id > 0`, cannot be told from one that is not.
final class Bounds {

    private static final Set<String> COMPARISONS = Set.of(
            "=", "<>", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "@>", "<@", "&&", "?",
            "?|", "?&", "@@", "@?", "^@");

    /// Patterns that everything matches, as LIKE and regular expressions write them.
    private static final Pattern EVERYTHING = Pattern.compile("[%.*^$()?]*");

    private final Table table;
    private final Scope scope;

    /// @param table what is changed
    /// @param scope the names of the statement
    Bounds(Table table, Scope scope) {
        this.table = table;
        this.scope = scope;
    }

    boolean bound(Grammar.ExpressionContext condition) {
        return bound(Condition.of(condition), false);
    }

    private boolean bound(Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.Not not -> bound(not.condition(), !negated);
            case Condition.Any any -> several(any.arms(), negated, negated);
            case Condition.All all -> several(all.arms(), !negated, negated);
            case Condition.Test test
            when test.infixes().isEmpty() -> single(test.parts().getFirst(), negated);
            case Condition.Test test -> compared(test);
        };
    }

    private boolean several(List<Condition> arms, boolean oneIsEnough, boolean negated) {
        return oneIsEnough
                ? arms.stream().anyMatch(arm -> bound(arm, negated))
                : arms.stream().allMatch(arm -> bound(arm, negated));
    }

    private boolean single(Grammar.PartContext part, boolean negated) {
        if (!part.prefix().stream().allMatch(prefix -> prefix.NOT() != null)) {
            return false;
        }
        Grammar.OperandContext operand = part.operand();
        if (operand.EXISTS() != null) {
            return part.suffix().isEmpty() && correlated(operand);
        }
        Column column = column(operand);
        if (column == null || !mayBeOurs(column)) {
            return false;
        }
        return part.suffix().isEmpty() || (part.suffix().size() == 1 && narrows(part.suffix(0), negated));
    }

    /// `IS NULL` narrows, `IS NOT NULL` is true of every row of most columns.
    private static boolean narrows(Grammar.SuffixContext suffix, boolean negated) {
        if (suffix.ISNULL() != null) {
            return !negated;
        }
        if (suffix.IS() == null || suffix.IDENT() != null) {
            return false;
        }
        return suffix.NULL() == null || (suffix.NOT() == null) != negated;
    }

    private boolean compared(Condition.Test test) {
        int at = -1;
        for (int i = 0; i < test.infixes().size(); i++) {
            if (compares(test.infixes().get(i))) {
                if (at >= 0) {
                    return false; // `a = b = c` compares truths
                }
                at = i;
            }
        }
        if (at < 0 || test.parts().stream().anyMatch(Bounds::hidesTruth) || prefixedWithin(test)) {
            return false;
        }
        List<Grammar.PartContext> left = test.parts().subList(0, at + 1);
        List<Grammar.PartContext> right =
                test.parts().subList(at + 1, test.parts().size());
        return differ(left, right, test.infixes().get(at));
    }

    private static boolean compares(Grammar.InfixContext infix) {
        return infix.operator() == null
                ? infix.AND() == null && infix.ESCAPE() == null && infix.AT() == null && infix.OVERLAPS() == null
                : COMPARISONS.contains(infix.operator().getText());
    }

    /// `id = 5 IS NOT NULL` is a test of a truth, and CASE can hide any.
    private static boolean hidesTruth(Grammar.PartContext part) {
        return part.suffix().stream().anyMatch(s -> s.IS() != null || s.ISNULL() != null || s.NOTNULL() != null)
                || Condition.holds(part, Grammar.CaseWhenContext.class);
    }

    private static boolean prefixedWithin(Condition.Test test) {
        return test.parts().stream()
                .skip(1)
                .anyMatch(part -> part.prefix().stream().anyMatch(p -> p.NOT() != null));
    }

    private boolean differ(
            List<Grammar.PartContext> left, List<Grammar.PartContext> right, Grammar.InfixContext comparison) {
        List<Column> ofLeft = Column.all(left, scope);
        List<Column> ofRight = Column.all(right, scope);
        if (ofLeft.stream().noneMatch(this::mayBeOurs) && ofRight.stream().noneMatch(this::mayBeOurs)) {
            return false;
        }
        if (left.stream().anyMatch(part -> Condition.holds(part, Grammar.DerivedContext.class))) {
            return false;
        }
        if (right.stream().anyMatch(part -> Condition.holds(part, Grammar.DerivedContext.class))) {
            return !ofLeft.isEmpty() && right.size() == 1 && narrows(right.getFirst());
        }
        if (ofRight.isEmpty()) {
            return !everything(right.getFirst(), comparison);
        }
        if (ofLeft.isEmpty()) {
            return comparison.IN() == null
                    && comparison.BETWEEN() == null
                    && right.size() == 1
                    && plain(right.getFirst());
        }
        return !Column.covers(ofLeft, ofRight) || !Column.covers(ofRight, ofLeft);
    }

    /// `NULL`, and patterns that match everything.
    private static boolean everything(Grammar.PartContext right, Grammar.InfixContext comparison) {
        Grammar.OperandContext operand = right.operand();
        boolean pattern =
                comparison.operator() == null || comparison.operator().getText().contains("~");
        return operand.NULL() != null
                || (pattern
                        && operand.STRING() != null
                        && EVERYTHING.matcher(operand.STRING().getText()).matches());
    }

    /// A column, or ANY of one.
    private boolean plain(Grammar.PartContext part) {
        Grammar.OperandContext operand = part.operand();
        Grammar.ParenthesizedContext inner = operand.parenthesized();
        if (inner == null) {
            return column(operand) != null;
        }
        return inner.expressions() != null
                && inner.expressions().expression().size() == 1
                && inner.expressions().expression(0).part().size() == 1
                && column(inner.expressions().expression(0).part(0).operand()) != null;
    }

    /// A subquery narrows unless it is all of the table itself.
    private boolean narrows(Grammar.PartContext part) {
        Grammar.ParenthesizedContext inner = part.operand().parenthesized();
        Grammar.DerivedContext derived = inner == null ? null : inner.derived();
        if (derived == null || derived.simpleQuery() == null) {
            return false;
        }
        Grammar.SelectContext select = derived.simpleQuery().select();
        if (select == null
                || select.from() == null
                || (derived.derivedRest() != null
                        && !derived.derivedRest().queryTerm().isEmpty())) {
            return false;
        }
        if (derived.derivedRest() != null
                && derived.derivedRest().queryEnd().stream().anyMatch(e -> e.LIMIT() != null)) {
            return true;
        }
        boolean ofItself = select.from().fromItem().stream()
                .anyMatch(item -> item.source().qualified() != null
                        && Names.table(item.source().qualified()).name().equals(table.name()));
        return !ofItself || (select.where() != null && bounds(select.where()));
    }

    private boolean bounds(Grammar.WhereContext where) {
        var inner = new Scope(null);
        inner.add(Scope.Item.of(table.name(), table));
        return where.expression() != null && new Bounds(table, inner).bound(where.expression());
    }

    /// `EXISTS (SELECT … WHERE theirs.id = ours.id)`: some test compares two columns, one of them ours.
    private boolean correlated(Grammar.OperandContext exists) {
        Grammar.DerivedContext derived = exists.parenthesized().derived();
        Grammar.SelectContext select = derived == null || derived.simpleQuery() == null
                ? null
                : derived.simpleQuery().select();
        if (select == null || select.where() == null || select.where().expression() == null) {
            return false;
        }
        return correlated(Condition.of(select.where().expression()));
    }

    private boolean correlated(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all.arms().stream().anyMatch(this::correlated);
            case Condition.Any any -> any.arms().stream().allMatch(this::correlated);
            case Condition.Not _ -> false;
            case Condition.Test test -> test.parts().size() == 2 && bindsOurs(test);
        };
    }

    private boolean bindsOurs(Condition.Test test) {
        Column left = column(test.parts().getFirst().operand());
        Column right = column(test.parts().getLast().operand());
        return compares(test.infixes().getFirst())
                && left != null
                && right != null
                && !left.same(right)
                && (mayBeOurs(left) || mayBeOurs(right))
                && test.parts().stream().noneMatch(Bounds::hidesTruth);
    }

    private @Nullable Column column(ParserRuleContext operand) {
        ParseTree only = operand.getChildCount() == 1 ? operand.getChild(0) : operand;
        return only instanceof Grammar.NameOrCallContext name ? Column.of(name, scope) : null;
    }

    private boolean mayBeOurs(Column column) {
        return column.table().isEmpty() || column.table().equals(table.name());
    }
}
