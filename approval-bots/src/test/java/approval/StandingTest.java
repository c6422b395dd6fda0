// SPDX-License-Identifier: Apache-2.0
package approval;

import static approval.Samples.ALICE;
import static approval.Samples.BOB;
import static approval.Samples.BOT;
import static approval.Samples.NOW;
import static approval.Samples.ask;
import static approval.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import policy.runtime.request.Subject;
import policy.runtime.request.Subject.Kind;

class StandingTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, APPROVED DENIED EXPIRED CANCELLED",
        "APPROVED, CONSUMED EXPIRED REVOKED",
        "DENIED, ''",
        "EXPIRED, ''",
        "CANCELLED, ''",
        "CONSUMED, REVOKED",
        "REVOKED, ''"
    })
    void leadsTo(State from, String to) {
        Set<State> reachable = EnumSet.noneOf(State.class);
        for (String word : to.split(" ", -1)) {
            if (!word.isEmpty()) {
                reachable.add(State.valueOf(word));
            }
        }
        var standing = new Standing(from, NOW, NOW, List.of(), "", 3, 0, Optional.empty());
        for (State next : State.values()) {
            assertThat(from.leadsTo(next)).as(from + " to " + next).isEqualTo(reachable.contains(next));
            if (reachable.contains(next)) {
                assertThat(standing.moved(next, NOW, "why").version()).isEqualTo(4);
            } else {
                assertThatIllegalStateException().isThrownBy(() -> standing.moved(next, NOW, "why"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void takesNoVerdictOnceSettled(State settled) {
        var standing = new Standing(settled, NOW, NOW, List.of(), "", 3, 0, Optional.empty());
        var verdict = new Verdict(BOB, true, "", "test", NOW);
        assertThatIllegalStateException().isThrownBy(() -> standing.with(verdict, State.APPROVED, NOW));
        assertThatIllegalStateException().isThrownBy(() -> standing.with(verdict, State.PENDING, NOW));
    }

    @Test
    void isOverdueFromTheVeryMomentItEnds() {
        Standing standing = Standing.filed(NOW, NOW.plusSeconds(60));
        assertThat(standing.overdue(NOW.plusSeconds(59))).isFalse();
        assertThat(standing.overdue(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void aFingerprintTellsApartWhatConsentMustNotCross() {
        var form = new CanonicalForm("POST", "x", "d".repeat(64));
        String print = request(BOT, form, ask(1, "dba")).fingerprint();
        Subject sibling = new Subject("bot-8", Kind.AGENT, "corp", "deploy bot", BOT.groups(), Optional.of(ALICE));
        Subject sameBotForBob =
                new Subject("bot-7", Kind.AGENT, "corp", "deploy bot", new TreeSet<>(), Optional.of(BOB));
        var otherForm = new CanonicalForm("POST", "x", "e".repeat(64));
        assertThat(List.of(
                        request(ALICE, form, ask(1, "dba")).fingerprint(),
                        request(sibling, form, ask(1, "dba")).fingerprint(),
                        request(sameBotForBob, form, ask(1, "dba")).fingerprint(),
                        request(BOT, otherForm, ask(1, "dba")).fingerprint(),
                        request(BOT, form, ask(2, "dba")).fingerprint(),
                        request(BOT, form, ask(1, "dba"), ask(1, "security")).fingerprint()))
                .doesNotContain(print)
                .doesNotHaveDuplicates();
        assertThat(request(BOT, new CanonicalForm("POST", "shown otherwise", "d".repeat(64)), ask(1, "dba"))
                        .fingerprint())
                .isEqualTo(print);
    }
}
