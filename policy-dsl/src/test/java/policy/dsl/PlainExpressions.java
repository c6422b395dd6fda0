// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Quantifier;
import policy.dsl.ast.Expression.Reference;
import policy.dsl.diagnostic.Invisible;

/// The same for conditions and values.
final class PlainExpressions {

    private PlainExpressions() {}

    static String print(Expression expression) {
        return switch (expression) {
            case Expression.Or e ->
                e.operands().stream()
                        .map(o -> o instanceof Expression.Or ? "(" + print(o) + ")" : print(o))
                        .collect(Collectors.joining(" or "));
            case Expression.And e ->
                e.operands().stream()
                        .map(o -> isJunction(o) ? "(" + print(o) + ")" : print(o))
                        .collect(Collectors.joining(" and "));
            case Expression.Not e -> "not " + negation(e.operand());
            case Expression.Quantified e ->
                (e.quantifier() == Quantifier.SOME ? "some " : "every ")
                        + e.item().text() + " in " + operand(e.list()) + " satisfies " + negation(e.condition());
            case Expression.Compare e -> operand(e.left()) + " " + e.operator().word() + " " + operand(e.right());
            default -> operand(expression);
        };
    }

    private static boolean isJunction(Expression expression) {
        return expression instanceof Expression.Or || expression instanceof Expression.And;
    }

    private static String negation(Expression expression) {
        return isJunction(expression) ? "(" + print(expression) + ")" : print(expression);
    }

    static String operand(Expression expression) {
        return switch (expression) {
            case Expression.Has e -> "has " + reference(e.attribute());
            case Reference e -> reference(e);
            case Expression.Call e ->
                e.name().text() + "("
                        + e.arguments().stream().map(PlainExpressions::print).collect(Collectors.joining(", ")) + ")";
            case Expression.Group e -> "group(" + quoted(e.group()) + ")";
            case Expression.TextLiteral e -> quoted(e.text());
            case Expression.RawTextLiteral e -> "r\"" + e.text() + "\"";
            case Expression.IntLiteral e -> Long.toString(e.number());
            case Expression.BoolLiteral e -> Boolean.toString(e.truth());
            case Expression.DurationLiteral e -> duration(e.duration());
            case Expression.SizeLiteral e -> size(e.bytes());
            case Expression.WindowLiteral e ->
                e.days().map(days -> days(days) + " ").orElse("")
                        + e.hours()
                                .map(hours -> hours.from() + ".." + hours.to() + " ")
                                .orElse("") + "in "
                        + quoted(e.zone().text());
            case Expression.ListLiteral e -> list(e.items());
            case Expression.FieldsLiteral e ->
                "{ "
                        + e.fields().stream()
                                .map(f -> fieldName(f.name().text()) + ": " + print(f.value()))
                                .collect(Collectors.joining(", "))
                        + " }";
            case Expression.Invalid _ -> throw new IllegalArgumentException("not a program");
            case Expression.Or _, Expression.And _, Expression.Not _, Expression.Quantified _, Expression.Compare _ ->
                "(" + print(expression) + ")";
        };
    }

    private static String fieldName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
    }

    static String list(List<Expression> items) {
        return "[" + items.stream().map(PlainExpressions::print).collect(Collectors.joining(", ")) + "]";
    }

    private static String reference(Reference reference) {
        return reference.name().text()
                + reference.keys().stream()
                        .map(key -> "[" + quoted(key.text()) + "]")
                        .collect(Collectors.joining());
    }

    private static String days(Expression.Days days) {
        return days.first() == days.last() ? day(days.first()) : day(days.first()) + ".." + day(days.last());
    }

    private static String day(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        return seconds == 0 || seconds % 60 != 0
                ? seconds + "s"
                : seconds % 3_600 != 0
                        ? seconds / 60 + "m"
                        : seconds % 86_400 != 0 ? seconds / 3_600 + "h" : days(seconds / 86_400);
    }

    private static String days(long days) {
        return days % 365 == 0 ? days / 365 + "y" : days % 7 == 0 ? days / 7 + "w" : days + "d";
    }

    private static String size(long bytes) {
        return bytes == 0 || bytes % 1_000 != 0 && bytes % 1_024 != 0
                ? bytes + "B"
                : bytes % (1L << 30) == 0
                        ? (bytes >> 30) + "GiB"
                        : bytes % (1L << 20) == 0
                                ? (bytes >> 20) + "MiB"
                                : bytes % 1_024 == 0
                                        ? (bytes >> 10) + "KiB"
                                        : bytes % 1_000_000 == 0 ? bytes / 1_000_000 + "MB" : bytes / 1_000 + "kB";
    }

    static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    /// What cannot be seen is written by its number.
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(
                        switch (c) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\t' -> "\\t";
                            default -> Invisible.is(c) ? "\\u{" + Integer.toHexString(c) + "}" : Character.toString(c);
                        }));
        return escaped.toString();
    }
}
