// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import static policy.dsl.RandomWords.NOWHERE;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.ast.Expression.Quantifier;
import policy.dsl.ast.Expression.Reference;
import policy.dsl.ast.Expression.TextLiteral;
import policy.dsl.ast.Name;

/// Conditions and values for [Programs].
final class RandomExpressions {

    private static final int MINUTES_OF_A_DAY = 24 * 60;

    /// With parentheses after them, these are the group itself and the beginning of a clause.
    private static final Set<String> NO_CALLS = Set.of("group", "when", "unless");

    private final RandomWords words;

    RandomExpressions(RandomWords words) {
        this.words = words;
    }

    /// @param depth how many levels it may have
    Expression condition(int depth) {
        if (depth == 0) {
            return value(0);
        }
        return switch (words.below(7)) {
            case 0 -> new Expression.Or(words.some(2, 3, () -> condition(depth - 1)), NOWHERE);
            case 1 -> new Expression.And(words.some(2, 3, () -> condition(depth - 1)), NOWHERE);
            case 2 -> new Expression.Not(condition(depth - 1), NOWHERE);
            case 3 ->
                new Expression.Quantified(
                        words.of(List.of(Quantifier.values())),
                        words.name(),
                        value(depth - 1),
                        condition(depth - 1),
                        NOWHERE);
            case 4, 5 ->
                new Expression.Compare(
                        condition(depth - 1),
                        words.of(List.of(Operator.values())),
                        condition(depth - 1),
                        NOWHERE,
                        NOWHERE);
            default -> value(depth);
        };
    }

    Expression value(int depth) {
        int kinds = depth == 0 ? 10 : 12;
        return switch (words.below(kinds)) {
            case 0 -> new Expression.Has(reference(), NOWHERE);
            case 1 -> new Expression.Group(words.text(), NOWHERE);
            case 2 -> text();
            case 3 -> new Expression.RawTextLiteral(words.line(), NOWHERE);
            case 4 -> new Expression.IntLiteral(words.number(), NOWHERE);
            case 5 -> new Expression.BoolLiteral(words.chance(), NOWHERE);
            case 6 -> new Expression.DurationLiteral(words.chance() ? words.duration() : Duration.ZERO, NOWHERE);
            case 7 -> new Expression.SizeLiteral(words.bytes(), NOWHERE);
            case 8 -> window();
            case 9 -> reference();
            case 10 -> new Expression.ListLiteral(words.some(0, 3, () -> condition(depth - 1)), NOWHERE);
            default -> call(depth);
        };
    }

    /// What may stand in a test: fields, too.
    Expression sample(int depth) {
        if (depth == 0 || words.chance()) {
            return value(depth);
        }
        return words.chance()
                ? new Expression.ListLiteral(words.some(0, 3, () -> sample(depth - 1)), NOWHERE)
                : new Expression.FieldsLiteral(
                        words.some(0, 3, () -> new Expression.Field(fieldName(), sample(depth - 1), NOWHERE)), NOWHERE);
    }

    private Name fieldName() {
        return words.chance() ? words.name() : words.name(words.text());
    }

    private Expression call(int depth) {
        Name name = words.dotted();
        Name callable = NO_CALLS.contains(name.text()) ? words.name("f") : name;
        return new Expression.Call(callable, words.some(1, 3, () -> condition(depth - 1)), NOWHERE);
    }

    private Reference reference() {
        List<TextLiteral> keys = words.below(4) == 0 ? words.some(1, 2, this::text) : List.of();
        return new Reference(words.dotted(), keys, NOWHERE);
    }

    private TextLiteral text() {
        return new TextLiteral(words.text(), NOWHERE);
    }

    private Expression window() {
        int kind = words.below(3);
        Optional<Expression.Days> days = kind == 0 ? Optional.empty() : Optional.of(days());
        Optional<Expression.Hours> hours = kind == 1 ? Optional.empty() : Optional.of(hours());
        return new Expression.WindowLiteral(days, hours, text(), NOWHERE);
    }

    private Expression.Days days() {
        DayOfWeek first = DayOfWeek.of(1 + words.below(7));
        return new Expression.Days(first, words.chance() ? first : DayOfWeek.of(1 + words.below(7)), NOWHERE);
    }

    private Expression.Hours hours() {
        int from = words.below(MINUTES_OF_A_DAY);
        int to = (from + 1 + words.below(MINUTES_OF_A_DAY - 1)) % MINUTES_OF_A_DAY;
        return new Expression.Hours(time(from), time(to), NOWHERE);
    }

    private static LocalTime time(int minutes) {
        return LocalTime.of(minutes / 60, minutes % 60);
    }
}
