// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import policy.compiler.condition.Test;
import policy.compiler.condition.Window;

/// The week as the clocks of one zone show it, in parts that windows do not tell apart.
///
/// Any time of a week is taken as possible whatever the date, and in each zone whatever the others show: there are more
/// such weeks than real ones, so what holds for all of them holds for all moments.
///
/// @param windows of tests in this zone
/// @param parts for each the seconds of the week at which it, or a stretch of it, begins
record Week(ZoneId zone, List<Window> windows, List<List<Integer>> parts) {

    private static final int DAYS = 7;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int SECONDS = DAYS * SECONDS_PER_DAY;
    private static final long MILLIS = 1_000;
    /// In which weeks from a moment on one is looked for that looks as wanted: clocks may be changed between them.
    private static final List<Integer> TRIED = List.of(0, 1, 13, 26, 39);

    /// One for each zone that is asked about.
    static List<Week> of(Set<Test> tests) {
        var byZone = new TreeMap<String, Set<Window>>();
        tests.forEach(test -> windows(test)
                .forEach(window -> byZone.computeIfAbsent(window.zone().getId(), _ -> new LinkedHashSet<>())
                        .add(window)));
        return byZone.values().stream().map(windows -> of(List.copyOf(windows))).toList();
    }

    private static Set<Window> windows(Test test) {
        return test instanceof Test.During(Set<Window> windows) ? windows : Set.of();
    }

    private static Week of(List<Window> windows) {
        var edges = new TreeSet<Integer>();
        for (int day = 0; day < DAYS; day++) {
            int midnight = day * SECONDS_PER_DAY;
            edges.add(midnight);
            windows.forEach(window -> window.hours().ifPresent(hours -> {
                edges.add(midnight + hours.from().toSecondOfDay());
                edges.add(midnight + hours.to().toSecondOfDay());
            }));
        }
        var parts = new LinkedHashMap<List<Boolean>, List<Integer>>();
        edges.forEach(second -> parts.computeIfAbsent(in(windows, second), _ -> new ArrayList<>())
                .add(second));
        return new Week(windows.getFirst().zone(), windows, List.copyOf(parts.values()));
    }

    private static List<Boolean> in(List<Window> windows, long localSecond) {
        return windows.stream()
                .map(window -> new Window(window.days(), window.hours(), ZoneOffset.UTC).holds(localSecond * MILLIS))
                .toList();
    }

    /// The parts in which one of a test's windows in this zone is open.
    boolean holds(Test.During test, int part) {
        List<Boolean> in = in(windows, parts.get(part).getFirst());
        for (int i = 0; i < windows.size(); i++) {
            if (in.get(i) && test.windows().contains(windows.get(i))) {
                return true;
            }
        }
        return false;
    }

    /// The part a moment is in.
    int part(long moment) {
        List<Boolean> in = in(windows, local(moment));
        for (int part = 0; part < parts.size(); part++) {
            if (in(windows, parts.get(part).getFirst()).equals(in)) {
                return part;
            }
        }
        throw new IllegalStateException("no part of the week holds " + moment);
    }

    private long local(long moment) {
        Instant instant = Instant.ofEpochMilli(moment);
        return instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds();
    }

    /// Moments near another one at which a part begins.
    LongStream moments(int part, long near) {
        long local = local(near);
        long week = local - Math.floorMod(local, (long) SECONDS);
        return TRIED.stream()
                .flatMap(weeks -> parts.get(part).stream().map(second -> week + (long) weeks * SECONDS + second))
                .mapToLong(at -> LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC)
                                .atZone(zone)
                                .toEpochSecond()
                        * MILLIS);
    }
}
