// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How durations and sizes are written: a whole number and a unit, without a space.
final class Quantities {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})([A-Za-z]+)");
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Quantities() {}

    static Duration duration(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        Duration unit = matcher.matches() ? TIMES.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("must be a duration, such as `240s` or `15m` (ms, s, m, h, d)");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    static long bytes(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        Long unit = matcher.matches() ? SIZES.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("must be a size, such as `4MiB` (B, KiB, MiB, GiB)");
        }
        return unit * Long.parseLong(matcher.group(1));
    }
}
