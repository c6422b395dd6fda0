// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.parse;

import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;
import policy.protocols.sql.lex.Limits;

/// Whether a condition keeps a statement from touching every row of its table.
///
/// It must be seen to: a test counts if it compares a column of the table with something else than itself, or
/// asks whether it is null. `1 = 1`, `id = id`, `id = id + 0`, `id IS NOT NULL`, `id LIKE '%'`, `f(id)` do not
/// count, nor does `id = 5 OR true` or `id = 5 OR id <> 5`. A condition that is true of every row there happens
/// to be, such as `id > 0`, cannot be told from one that is not.
final class Bounds {

    private static final Set<String> COMPARISONS = Set.of(
            "=", "<>", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "@>", "<@", "&&", "?",
            "?|", "?&", "@@", "@?", "^@");

    private final Table table;
    private final Scope scope;
    private final Whole whole;

    /// @param table what is changed
    /// @param scope the names of the statement
    Bounds(Table table, Scope scope, Whole whole) {
        this.table = table;
        this.scope = scope;
        this.whole = whole;
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
            case Condition.Test test -> compared(test, negated);
        };
    }

    private boolean several(List<Condition> arms, boolean oneIsEnough, boolean negated) {
        return oneIsEnough
                ? arms.stream().anyMatch(arm -> bound(arm, negated))
                : arms.stream().allMatch(arm -> bound(arm, negated))
                        && !new Sides(scope, whole).mayCoverAll(arms, negated);
    }

    private boolean single(Grammar.PartContext part, boolean negated) {
        if (!part.prefix().stream().allMatch(prefix -> prefix.NOT() != null)) {
            return false;
        }
        Grammar.OperandContext operand = part.operand();
        if (operand.EXISTS() != null) {
            return part.suffix().isEmpty()
                    && new Correlation(table, scope, whole, negated).exists(operand.parenthesized());
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

    private boolean compared(Condition.Test test, boolean negated) {
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
        List<Grammar.PartContext> right = test.parts().subList(at + 1, rightEnd(test));
        Grammar.InfixContext comparison = test.infixes().get(at);
        return !Constants.mayHoldOfAll(right.getFirst(), comparison, negated) && differ(left, right, comparison);
    }

    static boolean compares(Grammar.InfixContext infix) {
        return infix.operator() == null
                ? infix.AND() == null && infix.ESCAPE() == null && infix.AT() == null && infix.OVERLAPS() == null
                : COMPARISONS.contains(infix.operator().getText());
    }

    /// `id = 5 IS NOT NULL` and `(id = 5) = false` are tests of a truth, and CASE can hide any.
    static boolean hidesTruth(Grammar.PartContext part) {
        return part.suffix().stream().anyMatch(s -> s.IS() != null || s.ISNULL() != null || s.NOTNULL() != null)
                || Condition.holds(part, Grammar.CaseWhenContext.class)
                || truth(part);
    }

    private static boolean truth(ParseTree tree) {
        if (tree instanceof Grammar.DerivedContext) {
            return false;
        }
        if (tree instanceof Grammar.InfixContext infix
                && (compares(infix) || infix.AND() != null || infix.OR() != null)) {
            return true;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            if (truth(tree.getChild(i))) {
                return true;
            }
        }
        return false;
    }

    /// Behind ESCAPE stands only how to read the pattern.
    private static int rightEnd(Condition.Test test) {
        int last = test.infixes().size() - 1;
        return test.infixes().get(last).ESCAPE() == null
                ? test.parts().size()
                : test.parts().size() - 1;
    }

    private static boolean prefixedWithin(Condition.Test test) {
        return test.parts().stream()
                .skip(1)
                .anyMatch(part -> part.prefix().stream().anyMatch(p -> p.NOT() != null));
    }

    private boolean differ(
            List<Grammar.PartContext> left, List<Grammar.PartContext> right, Grammar.InfixContext comparison) {
        List<Column> ofLeft = Column.all(left, scope, whole);
        List<Column> ofRight = Column.all(right, scope, whole);
        if (ofLeft.size() + ofRight.size() > Limits.COMPARED) {
            return false;
        }
        if (ofLeft.stream().noneMatch(this::mayBeOurs) && ofRight.stream().noneMatch(this::mayBeOurs)) {
            return false;
        }
        if (left.stream().anyMatch(part -> Condition.holds(part, Grammar.DerivedContext.class))
                || Column.repeats(ofLeft)
                || Column.repeats(ofRight)) {
            return false;
        }
        if (right.stream().anyMatch(part -> Condition.holds(part, Grammar.DerivedContext.class))) {
            return !ofLeft.isEmpty() && right.size() == 1 && narrows(right.getFirst());
        }
        if (ofRight.isEmpty()) {
            return !Constants.everything(right, comparison);
        }
        if (ofLeft.isEmpty()) {
            return comparison.IN() == null
                    && comparison.BETWEEN() == null
                    && right.size() == 1
                    && plain(right.getFirst())
                    && !Constants.everything(left, comparison);
        }
        return !Column.covers(ofLeft, ofRight) && !Column.covers(ofRight, ofLeft);
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

    /// A subquery narrows unless it may be all of the table itself, or yields what it is compared with.
    private boolean narrows(Grammar.PartContext part) {
        Grammar.ParenthesizedContext inner = part.operand().parenthesized();
        Grammar.DerivedContext derived = inner == null ? null : inner.derived();
        if (derived == null || derived.simpleQuery() == null) {
            return false;
        }
        Grammar.SelectContext select = derived.simpleQuery().select();
        if (select == null || select.from() == null || select.targets() == null || whole.query(derived, scope)) {
            return false;
        }
        var own = Whole.inner(select.from(), new Scope(null));
        return Names.qualifiers(select.targets()).stream().allMatch(name -> own.item(name) != null);
    }

    private @Nullable Column column(ParserRuleContext operand) {
        ParseTree only = operand.getChildCount() == 1 ? operand.getChild(0) : operand;
        return only instanceof Grammar.NameOrCallContext name ? Column.of(name, scope, whole) : null;
    }

    private boolean mayBeOurs(Column column) {
        return column.table().isEmpty() || column.table().equals(table.name());
    }
}
