// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import policy.dsl.ast.Expression.Days;
import policy.dsl.ast.Expression.Hours;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Nearest;
import policy.dsl.source.Span;

/// Reads the days and hours of windows of time: `mon..fri`, `09:00..17:30`.
final class Windows {

    private static final Pattern RANGE_OF_WORDS = Pattern.compile("(\\p{Alpha}+)(\\.{2,3}|-)(\\p{Alpha}+)");

    /// As it is written, and as people write it who are used to other ways.
    private static final Pattern HOURS =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::00)?(\\.{2,3}|-|\u2013)(\\d{1,2}):(\\d{2})(?::00)?");

    private static final String EXAMPLE = "write two times of day, such as `09:00..17:30`";

    private static final String WRITTEN_AS_ELSEWHERE = "written as elsewhere";

    private final Places places;
    private final Reports reports;

    Windows(Places places, Reports reports) {
        this.places = places;
        this.reports = reports;
    }

    /// Whether this names a day: `fri`, or what people write for that.
    static boolean isDay(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Lexicon.DAYS_OF_THE_WEEK.contains(lower)
                || Arrays.stream(DayOfWeek.values()).anyMatch(day -> day.name().equalsIgnoreCase(word));
    }

    private static boolean soundsLikeDay(String word) {
        return isDay(word) || Nearest.to(word, Lexicon.DAYS_OF_THE_WEEK).isPresent();
    }

    /// Whether this is no name with odd characters in it, but two days, or one and a misspelt other.
    static boolean isDays(String text) {
        Matcher range = RANGE_OF_WORDS.matcher(text);
        if (!range.matches()) {
            return false;
        }
        String first = range.group(1);
        String last = range.group(3);
        return range.group(2).equals("-")
                ? isDay(first) && isDay(last)
                : isDay(first) || isDay(last) || (soundsLikeDay(first) && soundsLikeDay(last));
    }

    /// `fri` or `mon..fri`; empty, and told, if a day is none.
    Optional<Days> days(Token token) {
        String text = token.getText();
        Span span = places.of(token);
        Matcher range = RANGE_OF_WORDS.matcher(text);
        if (!range.matches()) {
            return day(text, span).map(day -> new Days(day, day, span));
        }
        Optional<String> firstMeant = meant(range.group(1));
        Optional<String> lastMeant = meant(range.group(3));
        if (firstMeant.isPresent() && lastMeant.isPresent() && !isKnown(range.group(1)) && !isKnown(range.group(3))) {
            tell(
                    "`" + text + "` is not a range of days",
                    span,
                    WRITTEN_AS_ELSEWHERE,
                    "write `" + firstMeant.get() + ".." + lastMeant.get() + "`");
            return Optional.empty();
        }
        Optional<DayOfWeek> first = day(range.group(1), part(span, range, 1));
        Optional<DayOfWeek> last = first.isEmpty() ? first : day(range.group(3), part(span, range, 3));
        if (last.isPresent() && !range.group(2).equals("..")) {
            tell(
                    "`" + text + "` is not a range of days",
                    span,
                    WRITTEN_AS_ELSEWHERE,
                    "write `" + range.group(1) + ".." + range.group(3) + "`");
            return Optional.empty();
        }
        return first.flatMap(from -> last.map(to -> new Days(from, to, span)));
    }

    private Span part(Span whole, Matcher range, int group) {
        return places.between(whole.start() + range.start(group), whole.start() + range.end(group));
    }

    private Optional<DayOfWeek> day(String word, Span span) {
        List<String> known = Lexicon.DAYS_OF_THE_WEEK;
        int index = known.indexOf(word);
        if (index >= 0) {
            return Optional.of(DayOfWeek.of(index + 1));
        }
        String help = meant(word)
                .map(day -> "did you mean `" + day + "`?")
                .orElse("days are " + Lexicon.listed(known, "and"));
        tell("unknown day `" + Wording.shortened(word) + "`", span, "not a day of the week", help);
        return Optional.empty();
    }

    private static boolean isKnown(String word) {
        return Lexicon.DAYS_OF_THE_WEEK.contains(word);
    }

    private static Optional<String> meant(String word) {
        List<String> known = Lexicon.DAYS_OF_THE_WEEK;
        String lower = word.toLowerCase(Locale.ROOT);
        return known.stream().filter(lower::startsWith).findFirst().or(() -> Nearest.to(lower, known));
    }

    /// `09:00..17:30`; empty, and told, if a time is none.
    Optional<Hours> hours(Token token) {
        Span span = places.of(token);
        Matcher match = HOURS.matcher(token.getText());
        if (!match.matches()) {
            tell("`" + Wording.shortened(token.getText()) + "` is not a stretch of the day", span, "not two times", EXAMPLE);
            return Optional.empty();
        }
        Optional<LocalTime> from = time(match, 1, span);
        Optional<LocalTime> to = from.isEmpty() ? from : time(match, 4, span);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String right = from.get() + ".." + to.get();
        if (!token.getText().equals(right)) {
            tell("`" + token.getText() + "` is not written this way", span, WRITTEN_AS_ELSEWHERE, "write `" + right + "`");
            return Optional.empty();
        }
        if (from.equals(to)) {
            tell("a stretch of the day that ends when it begins", span, "never comes", "leave the hours out for the whole day");
            return Optional.empty();
        }
        return Optional.of(new Hours(from.get(), to.get(), span));
    }

    private Optional<LocalTime> time(Matcher match, int group, Span whole) {
        int hour = Integer.parseInt(match.group(group));
        int minute = Integer.parseInt(match.group(group + 1));
        if (hour <= 23 && minute <= 59) {
            return Optional.of(LocalTime.of(hour, minute));
        }
        Span span = places.between(whole.start() + match.start(group), whole.start() + match.end(group + 1));
        String help = hour == 24 && minute == 0 ? "midnight is `00:00`, at the end of a day too" : EXAMPLE;
        tell("`" + span.text() + "` is not a time of day", span, "times go from 00:00 to 23:59", help);
        return Optional.empty();
    }

    private void tell(String message, Span span, String label, String help) {
        reports.slip(Diagnostic.of(Code.P110, message, span, label, help));
    }
}
