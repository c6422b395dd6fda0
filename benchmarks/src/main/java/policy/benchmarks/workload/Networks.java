// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.workload;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// A network a rule, with an interval of sizes, in office hours.
///
/// @param count how many, at most 65 536
public record Networks(int count) implements Shape {

    private static final int TEN = 10 << 24;
    private static final long STEP = 100;
    private static final int OPENS = 9;
    private static final int CLOSES = 17;

    @Override
    public String rule(int i) {
        return """
            allow rule_%d on http {
                when context.address in "10.%d.%d.0/24" and context.time in mon..fri 09:00..17:00 in "UTC"
                when has http.body_bytes and http.body_bytes >= %dB and http.body_bytes < %dB
            }
            """.formatted(i, i >> 8, i & 0xff, least(i), least(i) + 2 * STEP);
    }

    @Override
    public Request request(Random random) {
        int rule = random.nextInt(count);
        Instant time = Request.PLAIN.time().plusSeconds(random.nextInt(8) * 3_600L);
        long bytes = least(rule) + random.nextInt((int) (3 * STEP));
        return Request.PLAIN.from(TEN | rule << 8 | random.nextInt(256), bytes, time);
    }

    private record Sizes(long least, long below) {}

    @Override
    public Predicate<Request> index() {
        Map<Integer, Sizes> byNetwork = new HashMap<>();
        for (int i = 0; i < count; i++) {
            byNetwork.put((TEN | i << 8) >>> 8, new Sizes(least(i), least(i) + 2 * STEP));
        }
        return request -> {
            Sizes sizes = byNetwork.get(request.address() >>> 8);
            return sizes != null
                    && request.bytes() >= sizes.least()
                    && request.bytes() < sizes.below()
                    && officeHours(request.time());
        };
    }

    private static boolean officeHours(Instant time) {
        ZonedDateTime local = time.atZone(ZoneOffset.UTC);
        return local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && local.getHour() >= OPENS
                && local.getHour() < CLOSES;
    }

    private static long least(int rule) {
        return rule % 1_000 * STEP;
    }
}
