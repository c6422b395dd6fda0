// SPDX-License-Identifier: Apache-2.0
package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class Uuid7Test {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123Z");

    @Test
    void theTimeStandsInFrontThenVersionAndVariant() {
        var id = UUID.fromString(new Uuid7(() -> NOW).get());

        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void theySortInTheOrderTheyWereMadeEvenIfTheClockDoesNotMove() {
        var ids = new Uuid7(() -> NOW);

        List<String> made = Stream.generate(ids).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aClockSetBackDoesNotBreakTheOrder() {
        Iterator<Instant> times = List.of(NOW, NOW.minusSeconds(3_600)).iterator();
        var ids = new Uuid7(times::next);

        assertThat(ids.get()).isLessThan(ids.get());
    }
}
