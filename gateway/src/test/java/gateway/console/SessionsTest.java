// SPDX-License-Identifier: Apache-2.0
package gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import gateway.console.Sessions.Opened;
import gateway.identity.IdTokens.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import policy.runtime.request.Subject;

final class SessionsTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private Instant now = BEGIN;
    private final Sessions sessions = new Sessions(() -> now);
    private final Attempts attempts = new Attempts(() -> now);

    private static SignedIn who(String id, Duration lasts) {
        return new SignedIn(Subject.person(id, "corp", List.of("leads")), BEGIN.plus(lasts));
    }

    private Opened open(String id, Duration lasts) {
        return sessions.open(who(id, lasts)).orElseThrow();
    }

    @Test
    void oneEndsWithTheIssuersWordOrAfterEightHours() {
        Opened brief = open("lea", Duration.ofMinutes(5));
        Opened lasting = open("max", Duration.ofDays(7));
        now = BEGIN.plus(Duration.ofMinutes(5)).minusNanos(1);
        assertThat(sessions.find(brief.id())).contains(brief.session());
        now = now.plusNanos(1);
        assertThat(sessions.find(brief.id())).isEmpty();
        now = BEGIN.plus(Sessions.LONGEST).minusNanos(1);
        assertThat(sessions.find(lasting.id())).contains(lasting.session());
        now = now.plusNanos(1);
        assertThat(sessions.find(lasting.id())).isEmpty();
    }

    @Test
    void onePersonHasSoManyAndOneMoreEndsTheOldest() {
        Opened other = open("max", Duration.ofHours(1));
        Opened first = open("lea", Duration.ofHours(1));
        for (int i = 1; i < Sessions.MAX_OF_ONE; i++) {
            open("lea", Duration.ofHours(1));
        }
        assertThat(sessions.find(first.id())).isPresent();
        Opened last = open("lea", Duration.ofHours(1));
        assertThat(sessions.find(first.id())).isEmpty();
        assertThat(sessions.find(last.id())).isPresent();
        assertThat(sessions.find(other.id())).isPresent();
    }

    @Test
    void thereAreSoManyAndThoseThatAreOverMakeRoom() {
        for (int i = 0; i < Sessions.MAX; i++) {
            open("p" + i, i == 0 ? Duration.ofMinutes(1) : Duration.ofHours(1));
        }
        assertThat(sessions.open(who("one-more", Duration.ofHours(1)))).isEmpty();
        now = BEGIN.plus(Duration.ofMinutes(1));
        assertThat(sessions.open(who("one-more", Duration.ofHours(1)))).isPresent();
    }

    @Test
    void whatABrowserHoldsIsRandomAndEachItsOwn() {
        Opened one = open("lea", Duration.ofHours(1));
        Opened two = open("lea", Duration.ofHours(1));
        assertThat(List.of(
                        one.id(),
                        two.id(),
                        one.session().formKey(),
                        two.session().formKey()))
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(secret).matches("[0-9A-Za-z_-]{43}"));
        sessions.close(one.id());
        assertThat(sessions.find(one.id())).isEmpty();
        assertThat(sessions.find("")).isEmpty();
    }

    @Test
    void aSignInComesBackInTimeOrNotAtAll() {
        var late = attempts.begin("/inbox");
        var early = attempts.begin("/inbox");
        now = BEGIN.plus(Attempts.PATIENCE).minusNanos(1);
        assertThat(attempts.take(early.state(), early.browser())).isPresent();
        now = now.plusNanos(1);
        assertThat(attempts.take(late.state(), late.browser())).isEmpty();
    }

    @Test
    void soManySignInsAreUnderWayAndOneMoreEndsTheOldest() {
        var first = attempts.begin("/inbox");
        var second = attempts.begin("/inbox");
        for (int i = 2; i <= Attempts.MAX; i++) {
            attempts.begin("/inbox");
        }
        assertThat(attempts.take(first.state(), first.browser())).isEqualTo(Optional.empty());
        assertThat(attempts.take(second.state(), second.browser())).isPresent();
    }
}
