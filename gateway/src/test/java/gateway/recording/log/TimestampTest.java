// SPDX-License-Identifier: Apache-2.0
package gateway.recording.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2024-02-29T23:59:59.999999Z",
                "2026-03-01T10:00:00.120Z",
                "2026-03-01T10:00:00.000001Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z"
            })
    void isWrittenAsItWasRead(String time) {
        assertThat(Timestamp.of(Instant.parse(time))).isEqualTo(time);
    }

    @Property(tries = 2000)
    void isWhatThePlatformWrites(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);

        assertThat(Timestamp.of(time))
                .isEqualTo(time.truncatedTo(ChronoUnit.MICROS).toString());
    }
}
