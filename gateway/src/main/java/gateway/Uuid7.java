// SPDX-License-Identifier: Apache-2.0
package gateway;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Makes UUIDv7s (RFC 9562 section 5.7): milliseconds, then a counter in the 12 bits of `rand_a` (section
/// 6.2, method 1), then random bits. Those of one process sort in the order they were made, also when the
/// clock stands still or is set back. They name things; they are no secrets.
final class Uuid7 implements Supplier<String> {

    private static final int COUNTER_BITS = 12;
    private static final int COUNTER_MASK = (1 << COUNTER_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private final InstantSource clock;

    /// The last milliseconds and counter; a full counter runs over into the milliseconds.
    private final AtomicLong last = new AtomicLong();

    Uuid7(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String get() {
        long now = clock.millis() << COUNTER_BITS;
        long tick = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (tick >>> COUNTER_BITS << 16) | VERSION | (tick & COUNTER_MASK);
        long low = VARIANT | (ThreadLocalRandom.current().nextLong() & RANDOM_MASK);
        return new UUID(high, low).toString();
    }
}
