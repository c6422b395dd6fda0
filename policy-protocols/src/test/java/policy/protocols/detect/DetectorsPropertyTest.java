// SPDX-License-Identifier: Apache-2.0
package policy.protocols.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DetectorsPropertyTest {

    private static final List<String> FRAGMENTS = List.of(
            "AKIAIOSFODNN7EXAMPLE",
            "AKIA",
            "IOSFODNN7",
            "4111",
            " 1111",
            "4111111111111111",
            "-",
            " ",
            ".",
            "@",
            "a",
            "ana",
            "b.example.com",
            "eyJ",
            "hbGciOiJIUzI1NiJ9",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "-----",
            "DE89370400440532013000",
            "GB82 WEST 1234",
            "10.0.0.1",
            "123-45-6789",
            "secret_access_key=",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "sk-ant-",
            "ghp_",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "\u200b",
            "\u200b\u200b\u200b",
            "\uFF14",
            "\uD835\uDFD2",
            "\uD835",
            "\uDFD2",
            "é",
            "\uDB40\uDC41",
            "\n",
            "_");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(FRAGMENTS).list().ofMaxSize(25).map(parts -> String.join("", parts));
    }

    @Property
    void findingsAreInTheTextSortedAndApart(@ForAll String anything, @ForAll("texts") String likely) {
        for (String text : List.of(anything, likely)) {
            int end = 0;
            for (Finding finding : Detectors.ALL.find(text)) {
                assertThat(finding.start()).isGreaterThanOrEqualTo(end);
                assertThat(finding.end()).isGreaterThan(finding.start()).isLessThanOrEqualTo(text.length());
                end = finding.end();
            }
        }
    }

    @Property
    void whatIsFoundIsNamed(@ForAll("texts") String text) {
        assertThat(Detectors.ALL.names(text))
                .containsAll(
                        Detectors.ALL.find(text).stream().map(Finding::entity).toList());
    }

    /// A stream that keeps only what is unsettled, and the left context, finds what a whole text shows.
    @Property(tries = 3000)
    void piecesFindWhatTheWholeDoes(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 30) int size) {
        var found = new ArrayList<Finding>();
        var held = new StringBuilder();
        int dropped = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i += size) {
            int end = Math.min(text.length(), i + size);
            held.append(text, i, end);
            Detectors.Scan scan = Detectors.ALL.scan(held, from, i + size > text.length());
            for (Finding f : scan.findings()) {
                found.add(new Finding(f.entity(), f.start() + dropped, f.end() + dropped));
            }
            assertThat(scan.settled()).isBetween(from, held.length());
            assertThat(held.length() - scan.settled()).isLessThanOrEqualTo(Detectors.ALL.reach());
            int forgotten = Math.max(0, scan.settled() - Detectors.LEFT_CONTEXT);
            held.delete(0, forgotten);
            dropped += forgotten;
            from = scan.settled() - forgotten;
        }

        assertThat(found).isEqualTo(Detectors.ALL.find(text));
    }

    /// The same for findings that overlap.
    @Property(tries = 3000)
    void piecesShowEverythingTheWholeDoes(@ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 30) int size) {
        var found = new ArrayList<Finding>();
        int from = 0;
        for (int i = size; from < text.length() || i == size; i += size) {
            int end = Math.min(text.length(), i);
            Detectors.Scan scan = Detectors.ALL.every(text.subSequence(0, end), from, end == text.length());
            found.addAll(scan.findings());
            from = scan.settled();
        }

        assertThat(found)
                .isEqualTo(Detectors.ALL.every(text, 0, true).findings())
                .containsAll(Detectors.ALL.find(text));
    }

    /// Texts made to be looked at over and over: that these end at all is what is shown.
    @Example
    void hostileTextsOfAMillionCharactersEnd() {
        for (String part : FRAGMENTS) {
            String text = part.repeat(1_000_000 / part.length());
            assertThat(Detectors.ALL.scan(text, 0, true).settled()).isEqualTo(text.length());
            assertThat(Detectors.ALL.names(text)).isNotNull();
        }
    }

    @Example
    void aLongTextHoldsBackOnlyAWord() {
        String text = "The quick brown fox jumps over the lazy dog. ".repeat(100) + "word";

        assertThat(Detectors.ALL.scan(text, 0, false).settled()).isEqualTo(text.length() - 4);
    }

    @Example
    void noMoreThanReachIsEverHeld() {
        String open = "-----BEGIN PRIVATE KEY-----" + "A\u200b\u200b".repeat(60_000);

        assertThat(open.length() - Detectors.ALL.scan(open, 0, false).settled())
                .isLessThanOrEqualTo(Detectors.ALL.reach());
        assertThat(Detectors.ALL.find(open).getFirst().entity()).isEqualTo("private_key");
    }
}
