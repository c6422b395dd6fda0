// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.exchange.Failure;
import gateway.exchange.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Rule;
import policy.runtime.request.Classified;

class DetectorMaskingTest {

    private static final byte[] KEY = "sixteen bytes at least".getBytes(StandardCharsets.UTF_8);

    private final DetectorMasking masking = new DetectorMasking(KEY);

    private static Obligation mask(Transform transform, String... entities) {
        return new Obligation.Mask(
                new Rule(Effect.MASK, "p", "m", "p.hpol:1:1"),
                new Obligation.Hidden.Entities(new TreeSet<>(Set.of(entities))),
                transform);
    }

    @Test
    void withoutObligationsTheReplyIsTheSame() {
        var reply = new TextReply("AKIAIOSFODNN7EXAMPLE");

        assertThat(masking.over(reply, List.of())).isSameAs(reply);
    }

    @Test
    void theStrongerOfTwoTransformsOnOneEntityCounts() {
        List<Obligation> obligations = List.of(
                mask(new Transform.Partial(2), "aws_access_key", "ipv4", "us_ssn"),
                mask(new Transform.Redact(), "aws_access_key"),
                mask(new Transform.Partial(1), "us_ssn"));

        assertThat(masking.over(new TextReply("AKIAIOSFODNN7EXAMPLE 10.20.30.40 123-45-6789"), obligations))
                .isEqualTo(new TextReply("[aws_access_key] ****40 ****9"));
    }

    @Test
    void anEntityNobodyCanDetectIsNotSkipped() {
        refused(mask(new Transform.Redact(), "aws_access_key", "unheard_of"), "`unheard_of`");
    }

    @Test
    void showingMoreThanAFewCharactersIsRefused() {
        refused(mask(new Transform.Partial(9), "aws_access_key"), "0 to 8");
        refused(mask(new Transform.Partial(-1), "aws_access_key"), "0 to 8");
    }

    @Test
    void aKeyThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> new DetectorMasking(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(Obligation obligation, String because) {
        assertThatThrownBy(() -> masking.over(new TextReply(""), List.of(obligation)))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.reason().code()).isEqualTo(DenialCode.G114);
                    assertThat(failure.reason().message()).contains(because);
                });
    }

    private record TextReply(String text) implements Reply {
        @Override
        public Reply offering(Predicate<Classified> open) {
            return this;
        }

        @Override
        public Reply masked(Supplier<TextMask> masks) {
            TextMask mask = masks.get();
            return new TextReply(mask.push(text) + mask.finish());
        }
    }
}
