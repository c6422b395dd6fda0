// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// A stretch of the week that comes again and again, by the clocks of a time zone. Where clocks are put forward, the
/// hour that is left out never comes; where they are put back, the hour that comes twice counts twice.
///
/// @param days without any, every day
/// @param hours without any, the whole day
public record Window(Optional<Days> days, Optional<Hours> hours, ZoneId zone) {

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_WEEK = 7;
    /// 1970-01-01 was a Thursday.
    private static final int FIRST_DAY = DayOfWeek.THURSDAY.getValue();

    /// Both included; from Saturday to Monday it goes over the end of the week.
    public record Days(DayOfWeek first, DayOfWeek last) {

        boolean hold(int day) {
            int length = Math.floorMod(last.getValue() - first.getValue(), DAYS_PER_WEEK);
            return Math.floorMod(day - first.getValue(), DAYS_PER_WEEK) <= length;
        }

        private String shown() {
            return first == last ? word(first) : word(first) + ".." + word(last);
        }

        private static String word(DayOfWeek day) {
            return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
        }
    }

    /// From the first, included, to the second, excluded; over midnight if the second is earlier. They are
    /// never the same: the parser refuses that.
    public record Hours(LocalTime from, LocalTime to) {

        private String shown() {
            return from + ".." + to;
        }
    }

    /// Whether a moment is within.
    ///
    /// @param moment milliseconds since 1970-01-01T00:00Z
    public boolean holds(long moment) {
        Instant instant = Instant.ofEpochMilli(moment);
        long local =
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
        int second = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
        int day = (int) Math.floorMod(Math.floorDiv(local, SECONDS_PER_DAY) + FIRST_DAY, (long) DAYS_PER_WEEK);
        if (hours.isEmpty()) {
            return onDay(day);
        }
        int from = hours.get().from().toSecondOfDay();
        int to = hours.get().to().toSecondOfDay();
        return from <= to
                ? onDay(day) && from <= second && second < to
                : (onDay(day) && from <= second) || (onDay(day - 1) && second < to);
    }

    private boolean onDay(int day) {
        return days.isEmpty() || days.get().hold(day);
    }

    /// As policies write it.
    public String shown() {
        return days.map(d -> d.shown() + " ").orElse("")
                + hours.map(h -> h.shown() + " ").orElse("")
                + "in " + Wording.quoted(zone.getId());
    }
}
