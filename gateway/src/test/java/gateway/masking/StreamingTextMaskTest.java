// SPDX-License-Identifier: Apache-2.0
package gateway.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.decision.Obligation.Transform;

class StreamingTextMaskTest {

    private static final SecretKeySpec KEY =
            new SecretKeySpec("sixteen bytes at least".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private static final Disguise MIXED = new Disguise(
            Map.of("key", new Transform.Redact(), "email", new Transform.Hash(), "pin", new Transform.Partial(1)), KEY);

    private static Supplier<TextMask> masks(Disguise disguise) {
        return () -> new StreamingTextMask(PatternFinder.TRICKY, disguise);
    }

    private static String whole(Disguise disguise, String text) {
        TextMask mask = masks(disguise).get();
        return mask.push(text) + mask.finish();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "AKIA",
                "AKIA1234",
                "AKIA12345X",
                "A",
                "1",
                "1234",
                "ab@cd",
                "a@b@c@d",
                "@",
                "x",
                " ",
                "\uD83D\uDE00",
                "[key]",
                "-");
        return parts.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Property(tries = 3000)
    void isBlindToSplits(
            @ForAll("texts") String text, @ForAll List<@net.jqwik.api.constraints.IntRange(max = 7) Integer> sizes) {
        TextMask mask = masks(MIXED).get();
        var out = new StringBuilder();
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + (i < sizes.size() ? sizes.get(i) : 1));
            String released = mask.push(text.substring(at, end));
            if (!released.isEmpty()) {
                assertThat(Character.isHighSurrogate(released.charAt(released.length() - 1)))
                        .isFalse();
            }
            out.append(released);
            at = end;
        }
        out.append(mask.finish());

        assertThat(out)
                .hasToString(whole(MIXED, text))
                .hasToString(WholeTextMask.masked(text, PatternFinder.TRICKY, MIXED));
    }

    @Property(tries = 1000)
    void holdsBackAtMostItsBound(@ForAll("texts") String text) {
        var mask = new StreamingTextMask(PatternFinder.TRICKY, MIXED);
        for (int i = 0; i < text.length(); i++) {
            mask.push(text.substring(i, i + 1));
            assertThat(mask.heldBack()).isLessThanOrEqualTo(StreamingTextMask.bound(PatternFinder.TRICKY));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nothing here          | nothing here
        AKIA1234              | [key]
        xAKIA1234 yAKIA1234Z  | x[key] y[key]
        ZAKIA1234             | ZAKIA****4
        AKIA1234@             | [key]@
        AKIA12345XZZ          | AKIA****5XZZ
        a AKIA1234,AKIA5678   | a [key],[key]
        [key]                 | [key]
        1234                  | ****4
        """)
    void masks(String text, String masked) {
        assertThat(whole(MIXED, text)).isEqualTo(masked);
    }

    @Test
    void equalValuesHashEquallyAndOthersDoNot() {
        String masked = whole(MIXED, "ab@cd x@y ab@cd");

        assertThat(masked).matches("\\[email:[0-9a-f]{12}] \\[email:[0-9a-f]{12}] \\[email:[0-9a-f]{12}]");
        assertThat(masked.substring(0, 20)).isEqualTo(masked.substring(42)).isNotEqualTo(masked.substring(21, 41));
    }

    @Test
    void hashesOfAnotherInstallationDiffer() {
        var other = new Disguise(
                Map.of("email", new Transform.Hash(), "key", new Transform.Hash(), "pin", new Transform.Hash()),
                new SecretKeySpec(new byte[16], "HmacSHA256"));

        assertThat(whole(other, "ab@cd")).isNotEqualTo(whole(MIXED, "ab@cd"));
    }

    @Test
    void aChainOfOverlappingFindingsIsOneValueAndDoesNotPileUp() {
        TextMask mask = masks(MIXED).get();
        var out = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            out.append(mask.push("1"));
        }

        assertThat(out).hasToString("[pin]");
        assertThat(mask.push(" and") + mask.finish()).isEqualTo(" and");
        assertThat(mask.counts()).containsExactly(Map.entry("pin", 1));
    }

    @Test
    void whatMayStillGrowIsHeldBack() {
        TextMask mask = masks(MIXED).get();

        assertThat(mask.push("the key is AKIA1234")).doesNotContain("A");
        assertThat(mask.finish()).endsWith("[key]");
        assertThat(mask.counts()).containsExactly(Map.entry("key", 1));
    }

    @Test
    void theLastCharactersShownAreNeverMoreThanHalf() {
        var partial = new Disguise(
                Map.of(
                        "key",
                        new Transform.Partial(8),
                        "email",
                        new Transform.Partial(2),
                        "pin",
                        new Transform.Partial(8)),
                KEY);

        assertThat(whole(partial, "1234 ab@cd AKIA1234")).isEqualTo("****34 ****cd ****1234");
    }
}
