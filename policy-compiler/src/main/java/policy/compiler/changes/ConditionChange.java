// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.compiler.outline.OneLine;
import policy.compiler.outline.Parts;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;

/// Whether one condition holds for more than another, as far as their text shows it: the same question with a longer
/// list, a higher bound, one more way to meet it.
final class ConditionChange {

    private ConditionChange() {}

    static Direction between(Expression before, Expression after) {
        if (OneLine.of(before.span()).equals(OneLine.of(after.span()))) {
            return Direction.SAME;
        }
        if (before instanceof Expression.Not(Expression was, var _)
                && after instanceof Expression.Not(Expression is, var _)) {
            return between(was, is).reversed();
        }
        Optional<Direction> oneQuestion = asked(before, after);
        return oneQuestion.orElseGet(() -> ways(before, after));
    }

    /// Entries that came and went, where both ask whether the same thing is in a list.
    static Entries entries(Expression before, Expression after) {
        if (before instanceof Expression.Not(Expression was, var _)
                && after instanceof Expression.Not(Expression is, var _)) {
            return entries(was, is);
        }
        return question(before).isPresent() && question(before).equals(question(after))
                ? Entries.between(options(before), options(after))
                : Entries.NONE;
    }

    /// What is asked of a list written out: the left side and whether one of the items is enough.
    private static Optional<String> question(Expression condition) {
        if (!(condition instanceof Expression.Compare(var left, Operator operator, var right, var _, var _))) {
            return Optional.empty();
        }
        String asked = OneLine.of(left.span());
        return switch (operator) {
            case EQUAL -> Optional.of(asked + " in");
            case IN, INTERSECTS, FINDS ->
                right instanceof Expression.ListLiteral ? Optional.of(asked + " " + operator.word()) : Optional.empty();
            case NOT_EQUAL, LESS, AT_MOST, MORE, AT_LEAST, CONTAINS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES ->
                Optional.empty();
        };
    }

    private static List<String> options(Expression condition) {
        if (!(condition instanceof Expression.Compare compare)) {
            return List.of();
        }
        return compare.right() instanceof Expression.ListLiteral(List<Expression> items, var _)
                ? items.stream().map(item -> OneLine.of(item.span())).toList()
                : List.of(OneLine.of(compare.right().span()));
    }

    private static Optional<Direction> asked(Expression before, Expression after) {
        Entries entries = entries(before, after);
        if (!entries.isEmpty()) {
            return Optional.of(entries.direction());
        }
        if (!(before instanceof Expression.Compare was)
                || !(after instanceof Expression.Compare is)
                || was.operator() != is.operator()
                || !OneLine.of(was.left().span()).equals(OneLine.of(is.left().span()))) {
            return Optional.empty();
        }
        return bound(was.right())
                .flatMap(low -> bound(is.right()).map(high -> switch (was.operator()) {
                    case LESS, AT_MOST -> Direction.of(high > low, high < low);
                    case MORE, AT_LEAST -> Direction.of(high < low, high > low);
                    case EQUAL, NOT_EQUAL, IN, CONTAINS, INTERSECTS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES, FINDS ->
                        Direction.UNCLEAR;
                }));
    }

    private static Optional<Long> bound(Expression value) {
        return switch (value) {
            case Expression.IntLiteral(long number, var _) -> Optional.of(number);
            case Expression.SizeLiteral(long bytes, var _) -> Optional.of(bytes);
            case Expression.DurationLiteral(var duration, var _) -> Optional.of(duration.toMillis());
            case Expression _ -> Optional.empty();
        };
    }

    /// More ways to meet it, or more that must be met.
    private static Direction ways(Expression before, Expression after) {
        Direction or = alternatives(texts(Parts.disjuncts(before)), texts(Parts.disjuncts(after)));
        return or != Direction.UNCLEAR
                ? or
                : alternatives(texts(Parts.conjuncts(before)), texts(Parts.conjuncts(after)))
                        .reversed();
    }

    private static Direction alternatives(Set<String> before, Set<String> after) {
        if (after.containsAll(before)) {
            return Direction.WEAKER;
        }
        return before.containsAll(after) ? Direction.STRONGER : Direction.UNCLEAR;
    }

    private static Set<String> texts(List<Expression> operands) {
        return operands.stream()
                .map(operand -> OneLine.of(operand.span()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /// How alike two conditions look: the same question with another answer, the same left side, nothing.
    static int likeness(Expression before, Expression after) {
        if (before instanceof Expression.Not(Expression was, var _)
                && after instanceof Expression.Not(Expression is, var _)) {
            return likeness(was, is);
        }
        boolean alike = before instanceof Expression.Compare was
                && after instanceof Expression.Compare is
                && OneLine.of(was.left().span()).equals(OneLine.of(is.left().span()));
        if (alike) {
            return 2;
        }
        return between(before, after) == Direction.UNCLEAR ? 0 : 1;
    }
}
