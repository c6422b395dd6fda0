// SPDX-License-Identifier: Apache-2.0
package gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import policy.runtime.request.Resource;
import policy.runtime.request.Subject;

class SessionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static Optional<Duration> age(Optional<Instant> issued) {
        var resource = new Resource("orders", "http", Resource.Env.PROD);
        return new Session("s", Subject.person("ann", "corp", List.of()), issued, resource).tokenAge(NOW);
    }

    @Test
    void aTokenIsAsOldAsItsTimeOfIssue() {
        assertThat(age(Optional.of(NOW.minusSeconds(90)))).contains(Duration.ofSeconds(90));
        assertThat(age(Optional.empty())).isEmpty();
    }

    @Test
    void aTokenFromAClockAheadOfOursIsNew() {
        assertThat(age(Optional.of(NOW.plusSeconds(30)))).contains(Duration.ZERO);
    }
}
