// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Quantifier;
import policy.dsl.ast.Name;

/// Where names stand in conditions, and which way they point there: `x in names` holds for more where the list is
/// longer,
/// `not x in names` for less.
final class Occurrences {

    private final Set<String> names;
    private final Set<Direction> found = EnumSet.noneOf(Direction.class);

    Occurrences(Set<String> names) {
        this.names = names;
    }

    Set<Direction> found() {
        return EnumSet.copyOf(found);
    }

    /// @param way of a name that stands here alone
    void in(Expression expression, Direction way) {
        switch (expression) {
            case Expression.Or(List<Expression> operands, var _) -> operands.forEach(operand -> in(operand, way));
            case Expression.And(List<Expression> operands, var _) -> operands.forEach(operand -> in(operand, way));
            case Expression.Not(Expression operand, var _) -> in(operand, way.reversed());
            case Expression.Compare compare -> compared(compare, way);
            case Expression.Quantified(var quantifier, Name _, var list, var condition, var _) -> {
                in(list, quantifier == Quantifier.SOME ? way : way.reversed());
                in(condition, way);
            }
            case Expression.Reference(Name name, var _, var _) -> named(name, way);
            case Expression.Call(Name name, List<Expression> arguments, var _) -> {
                named(name, way);
                arguments.forEach(argument -> in(argument, Direction.UNCLEAR));
            }
            case Expression.ListLiteral(List<Expression> items, var _) ->
                items.forEach(item -> in(item, Direction.UNCLEAR));
            case Expression.FieldsLiteral(var fields, var _) ->
                fields.forEach(field -> in(field.value(), Direction.UNCLEAR));
            case Expression.Has _,
                    Expression.Group _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.BoolLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _,
                    Expression.WindowLiteral _,
                    Expression.Invalid _ -> {}
        }
    }

    private void compared(Expression.Compare compare, Direction way) {
        Direction ofLeft = switch (compare.operator()) {
            case INTERSECTS -> way;
            case EQUAL,
                    NOT_EQUAL,
                    LESS,
                    AT_MOST,
                    MORE,
                    AT_LEAST,
                    IN,
                    CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    LIKE,
                    MATCHES,
                    FINDS -> Direction.UNCLEAR;
        };
        Direction ofRight = switch (compare.operator()) {
            case IN, INTERSECTS, FINDS -> way;
            case EQUAL, NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST, CONTAINS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES ->
                Direction.UNCLEAR;
        };
        in(compare.left(), ofLeft);
        in(compare.right(), ofRight);
    }

    private void named(Name name, Direction way) {
        if (names.contains(name.text())) {
            found.add(way);
        }
    }
}
