// SPDX-License-Identifier: Apache-2.0
package policy.protocols.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.protocols.detect.Detectors;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.request.Entity;

class StreamingTextMaskTest {

    private static final List<String> FRAGMENTS = List.of(
            "AKIAIOSFODNN7EXAMPLE",
            "AKIA",
            "IOSFODNN7EXAMPLE",
            "4111 1111 1111 1111",
            "1111",
            "-",
            " ",
            ".",
            "@",
            "ana",
            "b.example.com",
            "eyJhbGciOiJIUzI1NiJ9.",
            "eyJzdWIiOiIxIn0.",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----",
            "DE89370400440532013000",
            "10.0.0.1",
            "123-45-6789",
            "secret_access_key=",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sk-ant-",
            "ghp_",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "\u200b",
            "\uD835\uDFD2",
            "\uD83D\uDE00",
            "[email]",
            "_");

    private static final SecretKeySpec KEY =
            new SecretKeySpec("sixteen bytes at least".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    private static final List<Transform> TRANSFORMS =
            List.of(new Transform.Redact(), new Transform.Hash(), new Transform.Partial(3), new Transform.Partial(1));

    private static final Detectors NUMBERS_AND_NAMES =
            Detectors.of(Set.of("us_ssn", "ipv4", "aws_access_key", "email"));
    private static final Disguise MIXED = new Disguise(
            Map.of(
                    "us_ssn", new Transform.Partial(4),
                    "ipv4", new Transform.Partial(1),
                    "aws_access_key", new Transform.Redact(),
                    "email", new Transform.Hash()),
            KEY);

    /// Every entity, transforms in turn.
    private static Disguise everything() {
        var transforms = new HashMap<String, Transform>();
        for (Entity entity : Detectors.entities()) {
            transforms.put(entity.name(), TRANSFORMS.get(transforms.size() % TRANSFORMS.size()));
        }
        return new Disguise(transforms, KEY);
    }

    private static StreamingTextMask mixed() {
        return new StreamingTextMask(NUMBERS_AND_NAMES, MIXED);
    }

    private static String whole(TextMask mask, String text) {
        return mask.push(text) + mask.finish();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(20).map(list -> String.join("", list));
    }

    @Property(tries = 3000)
    void isBlindToSplits(@ForAll("texts") String text, @ForAll List<@IntRange(max = 40) Integer> sizes) {
        Disguise disguise = everything();
        var mask = new StreamingTextMask(Detectors.ALL, disguise);
        var out = new StringBuilder();
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + (i < sizes.size() ? sizes.get(i) : 1));
            String released = mask.push(text.substring(at, end));
            assertThat(released).doesNotMatch("(?s).*[\\ud800-\\udbff]");
            assertThat(mask.heldBack()).isLessThanOrEqualTo(StreamingTextMask.bound(Detectors.ALL));
            out.append(released);
            at = end;
        }
        out.append(mask.finish());

        assertThat(out)
                .hasToString(whole(new StreamingTextMask(Detectors.ALL, disguise), text))
                .hasToString(WholeTextMask.masked(text, Detectors.ALL, disguise));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nothing here                           | nothing here
        AKIAIOSFODNN7EXAMPLE                   | [aws_access_key]
        AKIAIOSFODNN7EXAMPLES                  | AKIAIOSFODNN7EXAMPLES
        xAKIAIOSFODNN7EXAMPLE                  | xAKIAIOSFODNN7EXAMPLE
        id=AKIAIOSFODNN7EXAMPLE.               | id=[aws_access_key].
        123-45-6789,10.0.0.1                   | ****6789,****1
        [aws_access_key]                       | [aws_access_key]
        a@AKIAIOSFODNN7EXAMPLE.com             | [aws_access_key]
        a@b.AKIAIOSFODNN7EXAMPLE_rest          | a@b.[aws_access_key]_rest
        """)
    void masks(String text, String masked) {
        assertThat(whole(mixed(), text)).isEqualTo(masked);
    }

    @Test
    void equalValuesHashEquallyAndOthersDoNot() {
        String masked = whole(mixed(), "ana@example.com ben@example.com ana@example.com");

        assertThat(masked).matches("\\[email:[0-9a-f]{12}] \\[email:[0-9a-f]{12}] \\[email:[0-9a-f]{12}]");
        assertThat(masked.substring(0, 20)).isEqualTo(masked.substring(42)).isNotEqualTo(masked.substring(21, 41));
    }

    @Test
    void hashesOfAnotherInstallationDiffer() {
        var other = new Disguise(Map.of("email", new Transform.Hash()), new SecretKeySpec(new byte[16], "HmacSHA256"));
        var mask = new StreamingTextMask(Detectors.of(Set.of("email")), other);

        assertThat(whole(mask, "ana@example.com"))
                .startsWith("[email:")
                .isNotEqualTo(whole(mixed(), "ana@example.com"));
    }

    @Test
    void aChainOfOverlappingFindingsIsOneValueAndDoesNotPileUp() {
        Detectors detectors = Detectors.of(Set.of("jwt"));
        var mask = new StreamingTextMask(detectors, new Disguise(Map.of("jwt", new Transform.Hash()), KEY));
        var out = new StringBuilder();
        String part = "eyJhbGciOiJIUzI1NiJ9" + "x".repeat(1000) + ".";
        for (int i = 0; i < 1000; i++) {
            out.append(mask.push(part));
            assertThat(mask.heldBack()).isLessThan(StreamingTextMask.bound(detectors));
        }
        assertThat(out).hasToString("[jwt]");
        assertThat(mask.push("~ and") + mask.finish()).isEqualTo("~ and");
        assertThat(mask.counts()).containsExactly(Map.entry("jwt", 1));
    }

    @Test
    void whatMayStillGrowIsHeldBack() {
        StreamingTextMask mask = mixed();

        assertThat(mask.push("the key is AKIAIOSFODNN7EXAMPLE")).isEqualTo("the key is ");
        assertThat(mask.finish()).isEqualTo("[aws_access_key]");
        assertThat(mask.counts()).containsExactly(Map.entry("aws_access_key", 1));
    }

    @Test
    void wordsAreNotHeldBackForLong() {
        assertThat(mixed().push("The quick brown fox jumps ov")).isEqualTo("The quick brown fox jumps ");
    }

    @Test
    void theLastCharactersShownAreNeverMoreThanHalf() {
        var partial = new Disguise(Map.of("us_ssn", new Transform.Partial(8)), KEY);

        assertThat(whole(new StreamingTextMask(Detectors.of(Set.of("us_ssn")), partial), "123-45-6789"))
                .isEqualTo("****-6789");
    }
}
