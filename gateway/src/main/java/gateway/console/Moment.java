// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as a page shows them. Without a script nothing here knows the reader's time zone, so the zone is named and
/// what
/// is near is told as a distance, too.
final class Moment {

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss zzz", Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Moment() {}

    static Html at(Instant instant) {
        return Html.of("<time datetime=\"{}\">{}</time>", instant, FULL.format(instant));
    }

    /// With how far off it is: `in 8 min`, `3 h ago`.
    static Html near(Instant instant, Instant now) {
        long seconds = Duration.between(now, instant).toSeconds();
        String distance = distance(Math.abs(seconds));
        return Html.of("{} ({})", at(instant), seconds < 0 ? distance + " ago" : "in " + distance);
    }

    private static String distance(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
