// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import policy.dsl.ast.Expression;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// Reads whole numbers, durations and sizes.
final class Numbers {

    /// How durations are written, for messages.
    static final String DURATION_UNITS = "`ms`, `s`, `m`, `h`, `d`, `w` and `y`";

    /// A hundred years: longer ones are slips of the keyboard.
    private static final Duration MAX_DURATION = Duration.ofDays(36_525);

    /// A pebibyte, for the same reason.
    private static final long MAX_BYTES = 1L << 50;

    private static final int DAYS_OF_A_WEEK = 7;

    /// A policy does not know which year it is; leap days do not count.
    private static final int DAYS_OF_A_YEAR = 365;

    /// Shorter units are too alike: a slip in one may be any other.
    private static final int MIN_COMPARED = 3;

    private static final Pattern AMOUNT = Pattern.compile("(\\d+) *(\\p{L}+)");

    private static final List<String> UNITS =
            List.of("ms", "s", "m", "h", "d", "w", "y", "B", "KB", "MB", "GB", "KiB", "MiB", "GiB");

    /// What units are called elsewhere.
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("seconds", "s"),
            Map.entry("second", "s"),
            Map.entry("minute", "m"),
            Map.entry("hour", "h"),
            Map.entry("week", "w"),
            Map.entry("year", "y"),
            Map.entry("min", "m"),
            Map.entry("mins", "m"),
            Map.entry("minutes", "m"),
            Map.entry("hr", "h"),
            Map.entry("hrs", "h"),
            Map.entry("hours", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"),
            Map.entry("weeks", "w"),
            Map.entry("yr", "y"),
            Map.entry("years", "y"),
            Map.entry("bytes", "B"));

    /// Units of counting, with the zeros they stand for.
    private static final Map<String, String> COUNTS =
            Map.of("k", "_000", "K", "_000", "M", "_000_000", "G", "_000_000_000");

    private final Span span;
    private final String digits;
    private final Reports reports;

    private Numbers(Token token, Places places, Reports reports) {
        this.span = places.of(token);
        this.digits = token.getText().replace("_", "");
        this.reports = reports;
    }

    static Expression read(Token token, Places places, Reports reports) {
        var number = new Numbers(token, places, reports);
        try {
            return switch (token.getType()) {
                case PolicyParser.INT -> new Expression.IntLiteral(Long.parseLong(number.digits), number.span);
                case PolicyParser.DURATION -> new Expression.DurationLiteral(number.duration(), number.span);
                case PolicyParser.SIZE -> new Expression.SizeLiteral(number.bytes(), number.span);
                default -> number.bad(token.getType() == PolicyParser.BARE_TEXT);
            };
        } catch (NumberFormatException | ArithmeticException _) {
            return number.outOfRange(token.getType());
        }
    }

    /// Whether a word after a number is a unit that was written apart from it.
    static boolean isUnit(String word) {
        return UNITS.contains(word) || OTHER_NAMES.containsKey(word);
    }

    private long amount() {
        return Long.parseLong(digits.replaceAll("\\p{L}", ""));
    }

    private String unit() {
        return digits.replaceAll("\\d", "");
    }

    private Duration duration() {
        long amount = amount();
        Duration duration = switch (unit()) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            case "w" -> Duration.ofDays(Math.multiplyExact(amount, DAYS_OF_A_WEEK));
            default -> Duration.ofDays(Math.multiplyExact(amount, DAYS_OF_A_YEAR));
        };
        if (duration.compareTo(MAX_DURATION) > 0) {
            throw new ArithmeticException("longer than a hundred years");
        }
        return duration;
    }

    private long bytes() {
        long unit = switch (unit()) {
            case "B" -> 1;
            case "kB", "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            case "KiB" -> 1 << 10;
            case "MiB" -> 1 << 20;
            default -> 1 << 30;
        };
        long bytes = Math.multiplyExact(amount(), unit);
        if (bytes > MAX_BYTES) {
            throw new ArithmeticException("more than a pebibyte");
        }
        return bytes;
    }

    private Expression outOfRange(int type) {
        String what = type == PolicyParser.INT ? "number" : type == PolicyParser.SIZE ? "size" : "duration";
        String range = type == PolicyParser.INT
                ? "numbers go from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE
                : type == PolicyParser.SIZE
                        ? "sizes go up to " + (MAX_BYTES >> 30) + "GiB"
                        : "durations go up to " + MAX_DURATION.toDays() + "d";
        return invalid(Code.P103, what + " out of range", range);
    }

    private Expression bad(boolean bareText) {
        String text = Wording.shortened(span.text());
        String message = "`" + text + "` is not a number";
        Matcher amount = AMOUNT.matcher(digits);
        if (bareText) {
            String moment = text.matches("\\d{4}-\\d\\d-\\d\\d") ? text + "T00:00:00Z" : text;
            return invalid(
                    Code.P101,
                    "`" + text + "` without quotes",
                    "addresses and times are texts",
                    "write `\"" + moment + "\"`");
        }
        if (text.contains("..")) {
            return invalid(Code.P110, message, "not a stretch of the day", "write times such as `09:00..17:30`");
        }
        if (text.contains(".")) {
            return invalid(Code.P103, message, "not a whole number", "numbers are whole; text is written in quotes");
        }
        if (text.contains(" ")) {
            String unit = text.substring(text.lastIndexOf(' ') + 1);
            return invalid(
                    Code.P103,
                    "a space between a number and its unit",
                    "read as two things",
                    "write `" + text.substring(0, text.indexOf(' ')) + unitFor(unit).orElse(unit) + "`");
        }
        if (amount.matches()) {
            return unknownUnit(amount.group(2));
        }
        return invalid(
                Code.P103,
                message,
                "neither a whole number, a duration nor a size",
                "write digits such as `1_000`, a duration such as `90s`, `15m`, `2h`, or a size such as `4KiB`");
    }

    private Expression unknownUnit(String unit) {
        String help = unit.toLowerCase(Locale.ROOT).startsWith("mo")
                ? "months differ in length; write days, such as `30d`"
                : COUNTS.containsKey(unit)
                        ? "write `%s%s`, or `%s` if it is a size"
                                .formatted(
                                        digits.replace(unit, ""),
                                        COUNTS.get(unit),
                                        digits.replace(unit, unit.toUpperCase(Locale.ROOT) + "B"))
                        : unitFor(unit)
                        .map(meant -> "did you mean `" + span.text().replace(unit, meant) + "`?")
                        .orElse("units are " + DURATION_UNITS + "; `B`, `KB`, `MB`, `GB`, `KiB`, `MiB`, `GiB`");
        return invalid(
                Code.P111,
                "unknown unit `" + Wording.shortened(unit) + "`",
                "neither a unit of time nor of size",
                help);
    }

    private static Optional<String> unitFor(String unit) {
        return Optional.ofNullable(OTHER_NAMES.get(unit.toLowerCase(Locale.ROOT)))
                .or(() -> UNITS.stream().filter(unit::equalsIgnoreCase).findFirst())
                .or(() -> unit.length() < MIN_COMPARED ? Optional.empty() : Nearest.to(unit, UNITS));
    }

    private Expression invalid(Code code, String message, String label, String... help) {
        reports.slip(Diagnostic.of(code, message, span, label, help));
        return new Expression.Invalid(span);
    }
}
