// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import policy.compiler.condition.Window;

/// The next moments at which windows begin or end.
final class Moments {

    /// Every window begins and ends once a week at least, also in a week in which clocks are changed.
    private static final int DAYS = 8;

    private Moments() {}

    /// @param now milliseconds since 1970-01-01T00:00Z
    /// @return later ones, the next first
    static List<Long> around(Set<Window> windows, long now) {
        var moments = new ArrayList<Long>();
        for (Window window : windows) {
            LocalDate today = Instant.ofEpochMilli(now).atZone(window.zone()).toLocalDate();
            for (int day = 0; day <= DAYS; day++) {
                LocalDate date = today.plusDays(day);
                moments.add(at(date, LocalTime.MIDNIGHT, window));
                window.hours().ifPresent(hours -> {
                    moments.add(at(date, hours.from(), window));
                    moments.add(at(date, hours.to(), window));
                });
            }
        }
        return moments.stream()
                .filter(moment -> moment > now)
                .sorted()
                .distinct()
                .toList();
    }

    private static long at(LocalDate date, LocalTime time, Window window) {
        return ZonedDateTime.of(date, time, window.zone()).toInstant().toEpochMilli();
    }
}
