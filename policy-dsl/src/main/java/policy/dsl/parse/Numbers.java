// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.time.Duration;
import org.antlr.v4.runtime.Token;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;

/// Reads whole numbers and durations.
final class Numbers {

    /// A hundred years: longer ones are slips of the keyboard.
    private static final Duration MAX_DURATION = Duration.ofDays(36_525);

    private Numbers() {}

    static Expression read(Token token, Places places, Reports reports) {
        Span span = places.of(token);
        String digits = token.getText().replace("_", "");
        try {
            return switch (token.getType()) {
                case PolicyParser.INT -> new Expression.IntLiteral(Long.parseLong(digits), span);
                case PolicyParser.DURATION -> {
                    Duration duration = duration(digits);
                    if (duration.compareTo(MAX_DURATION) > 0) {
                        throw new ArithmeticException("longer than a hundred years");
                    }
                    yield new Expression.DurationLiteral(duration, span);
                }
                default -> bad(token, span, reports);
            };
        } catch (NumberFormatException | ArithmeticException _) {
            boolean isInt = token.getType() == PolicyParser.INT;
            reports.slip(Diagnostic.of(
                    Code.P103,
                    isInt ? "number out of range" : "duration out of range",
                    span,
                    isInt
                            ? "numbers go from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE
                            : "durations go up to " + MAX_DURATION.toDays() + "d"));
            return new Expression.Invalid(span);
        }
    }

    private static Duration duration(String text) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Expression bad(Token token, Span span, Reports reports) {
        String text = token.getText();
        reports.slip(Diagnostic.of(
                Code.P103,
                "`" + Wording.shortened(text) + "` is not a number",
                span,
                text.contains(".") ? "not a whole number" : "neither a whole number nor a duration",
                text.contains(".")
                        ? "numbers are whole; text is written in quotes"
                        : "write digits such as `1_000`, or a duration such as `90s`, `15m`, `2h`, `30d`"));
        return new Expression.Invalid(span);
    }
}
