// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.time.Duration;
import java.util.Optional;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.DurationLiteral;
import policy.dsl.ast.Expression.IntLiteral;
import policy.dsl.ast.Expression.SizeLiteral;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.parse.PolicyParser.NumberContext;
import policy.dsl.source.Span;

/// Reads the numbers of clauses, which must be counts or stretches of time; what is neither is told, and empty.
final class Amounts {

    /// More people than any approval takes, few enough to fit an int.
    private static final int MAX_COUNT = 1_000;

    /// Of requests, tokens or bytes.
    private static final long MAX_BUDGET = 1_000_000_000_000_000L;

    private final ExpressionBuilder expressions;
    private final Places places;
    private final Reports reports;

    Amounts(ExpressionBuilder expressions, Places places, Reports reports) {
        this.expressions = expressions;
        this.places = places;
        this.reports = reports;
    }

    Optional<Integer> count(NumberContext number, int least) {
        return whole(number, least, MAX_COUNT).map(Long::intValue);
    }

    Optional<Long> budget(NumberContext number) {
        return whole(number, 1, MAX_BUDGET);
    }

    private Optional<Long> whole(NumberContext number, long least, long most) {
        Expression value = expressions.number(number);
        return switch (value) {
            case IntLiteral(long count, Span _) when count >= least && count <= most -> Optional.of(count);
            case Expression.Invalid _ -> Optional.empty();
            default -> {
                String[] help = value instanceof SizeLiteral(long bytes, Span _) && most == MAX_BUDGET
                        ? new String[] {"write `" + bytes + " bytes`"}
                        : new String[0];
                reports.slip(Diagnostic.of(
                        Code.P103,
                        "expected a whole number from " + least + " to " + most + ", found `" + number.getText() + "`",
                        places.of(number),
                        value instanceof IntLiteral ? "out of range" : "not a plain number",
                        help));
                yield Optional.empty();
            }
        };
    }

    /// @param example how the clause is written
    Optional<Duration> duration(NumberContext number, String example) {
        Expression value = expressions.number(number);
        return switch (value) {
            case DurationLiteral(Duration duration, Span _) when duration.isPositive() -> Optional.of(duration);
            case Expression.Invalid _ -> Optional.empty();
            default -> {
                reports.slip(Diagnostic.of(
                        Code.P103,
                        switch (value) {
                            case DurationLiteral _ -> "a duration of zero";
                            case SizeLiteral _ -> "a size is not a duration";
                            default -> "a duration needs a unit";
                        },
                        places.of(number),
                        value instanceof IntLiteral ? "of what?" : "expected a stretch of time",
                        "write `" + example + "`; units are " + Numbers.DURATION_UNITS));
                yield Optional.empty();
            }
        };
    }
}
