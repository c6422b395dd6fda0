// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gateway.keys.SigningKey;
import gateway.policy.bundle.Archive.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.dsl.diagnostic.Invisible;

/// What is a bundle, and what is none.
final class BundleTest {

    private static final List<gateway.keys.VerifyingKey> TRUSTED = List.of(Samples.KEY.verifying());

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Bundle bundle = Bundle.read(Samples.bundle(), TRUSTED);
        assertThat(bundle.statement()).isEqualTo(Samples.statement());
        assertThat(bundle.keyId()).isEqualTo(Samples.KEY.verifying().id());
        assertThat(bundle.files()).containsOnlyKeys("empty.hpol", "lists/banned.txt", "shop.hpol");
        assertThat(bundle.files().get("shop.hpol")).isEqualTo(Samples.bytes("policy shop\n"));
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        var other = new LinkedHashMap<String, byte[]>();
        Samples.FILES.keySet().stream()
                .sorted()
                .toList()
                .reversed()
                .forEach(name -> other.put(name, Samples.FILES.get(name).clone()));
        assertThat(Bundle.write(Samples.statement(), other, Samples.KEY)).isEqualTo(Samples.bundle());
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] whole = Samples.bundle();
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            assertRefused(flipped, "byte " + at);
        }
    }

    @Test
    void everyCutIsFound() {
        byte[] whole = Samples.bundle();
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "length " + length);
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "one more");
        assertRefused(Arrays.copyOf(whole, whole.length + Archive.BLOCK), "one block more");
    }

    private static void assertRefused(byte[] bytes, String what) {
        try {
            Bundle.read(bytes, TRUSTED);
        } catch (RefusedBundle refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        throw new AssertionError("taken for a bundle: " + what);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(
                        entries(all -> all.add(new Entry("files/../../etc/passwd", Samples.bytes("x")))),
                        "leads elsewhere"),
                Arguments.of(entries(all -> all.add(new Entry("/etc/passwd", Samples.bytes("x")))), "leads elsewhere"),
                Arguments.of(entries(all -> all.add(new Entry("files//x", Samples.bytes("x")))), "leads elsewhere"),
                Arguments.of(entries(all -> all.add(new Entry("files/x\\y", Samples.bytes("x")))), "backslash"),
                Arguments.of(entries(all -> all.add(all.getLast())), "comes twice, or not in the order"),
                Arguments.of(entries(all -> all.add(1, all.removeLast())), "comes twice, or not in the order"),
                Arguments.of(
                        entries(all -> all.add(new Entry("files/x.hpol", Samples.bytes("x")))),
                        "not one of the signed files"),
                Arguments.of(entries(all -> all.add(new Entry("more", Samples.bytes("x")))), "does not belong"),
                Arguments.of(entries(List::removeLast), "was signed and is missing"),
                Arguments.of(entries(List::removeFirst), "does not begin with `envelope.json`"),
                Arguments.of(
                        entries(all -> all.add(new Entry(all.removeLast().name(), Samples.bytes("policy x")))),
                        "`shop.hpol` is not as it was signed"),
                Arguments.of(Archive.write(List.of()), "does not begin with"),
                Arguments.of(changed(156, '2'), "is a link"),
                Arguments.of(changed(156, '1'), "is a link"),
                Arguments.of(changed(156, '5'), "is a link"),
                Arguments.of(changed(124, '7'), "at most 16777216 bytes; the one at byte 0 says it has"),
                Arguments.of(changed(124, 'x'), "does not begin like one"),
                Arguments.of(changed(0, 0xFF), "does not begin like one"),
                Arguments.of(changed(100, '1'), "header at byte 0"),
                Arguments.of(zip(), "does not begin like one"),
                Arguments.of(new byte[BundleLimits.MAX_BYTES + 1], "at most 201326592 bytes"));
    }

    @ParameterizedTest(name = "{1}") // the bytes of one case alone would fill the memory
    @MethodSource
    void hostile(byte[] bytes, String why) {
        assertThatThrownBy(() -> Bundle.read(bytes, TRUSTED))
                .isInstanceOf(RefusedBundle.class)
                .hasMessageContaining(why);
    }

    private interface Change {
        void to(List<Entry> entries);
    }

    private static byte[] entries(Change change) {
        try {
            var entries = new ArrayList<>(Archive.read(Samples.bundle()));
            change.to(entries);
            return Archive.write(entries);
        } catch (RefusedBundle e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] changed(int at, int octet) {
        byte[] bytes = Samples.bundle();
        bytes[at] = (byte) octet;
        return bytes;
    }

    private static byte[] zip() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[1 << 20]);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\": | {\"payload\" :",
                "vnd.in-toto  | vnd.other",
                "vnd.in-toto+json | vnd.in-toto+JSON",
                "\"payloadType\" | \"payloadType\":\"text/plain\",\"payloadType\"",
                "\"keyid\" | \"keyid\":\"x\",\"keyid\"",
                "\"signatures\":[{ | \"signatures\":[{\"keyid\":\"x\",\"sig\":\"\"},{",
                "\"signatures\" | \"more\":1,\"signatures\"",
                "}]} | },{\"keyid\":\"x\",\"sig\":\"\"}]}",
                "}]} | }]}\u0020",
            })
    void anEnvelopeWrittenOtherwiseIsRefused(String from, String to) {
        UnaryOperator<String> change = json -> json.replace(from, to.equals("}]}") ? "}]} " : to);
        assertThat(Samples.bundle()).asString(StandardCharsets.ISO_8859_1).contains(from);
        assertThatThrownBy(() -> Bundle.read(
                        entries(all -> all.set(
                                0,
                                new Entry(
                                        Bundle.ENVELOPE,
                                        Samples.bytes(change.apply(
                                                new String(all.getFirst().content(), StandardCharsets.UTF_8)))))),
                        TRUSTED))
                .isInstanceOf(RefusedBundle.class);
    }

    /// What nobody has vouched for is shown to people, too.
    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "files/../\u001b]0;root\u0007",
                "files/a\u001b[2J.hpol",
                "files/a\nerror: all is well",
                "files/\u202elopH.a",
                "\u2066/x",
            })
    void whatIsToldOfANameIsNothingATerminalObeys(String name) {
        for (int kind : new int[] {'0', '2'}) {
            byte[] bytes = Archive.write(List.of(new Entry(name, Samples.bytes("x"))));
            bytes[156] = (byte) kind;
            assertThatThrownBy(() -> Bundle.read(bytes, TRUSTED))
                    .isInstanceOfSatisfying(
                            RefusedBundle.class,
                            refused -> assertThat(
                                            refused.getMessage().codePoints().anyMatch(Invisible::is))
                                    .as(refused.getMessage())
                                    .isFalse());
        }
    }

    @Test
    void onlyTrustedKeysCount() {
        assertThatThrownBy(() -> Bundle.read(
                        Samples.bundle(), List.of(SigningKey.generate().verifying())))
                .hasMessageContaining(Samples.KEY.verifying().id().substring(0, 16))
                .hasMessageContaining("not trusted here");
        assertThatThrownBy(() -> Bundle.read(Samples.bundle(), List.of())).isInstanceOf(RefusedBundle.class);
    }

    @Test
    void whatIsSignedButNotOursIsRefused() {
        for (String payload :
                List.of("{}", "[]", "no JSON", "{\"predicate\":{\"revision\":\"" + "0".repeat(64) + "\"}}")) {
            var envelope = Envelope.sign(Samples.bytes(payload), Samples.KEY);
            byte[] bytes = Archive.write(List.of(new Entry(Bundle.ENVELOPE, envelope.toJson())));
            assertThatThrownBy(() -> Bundle.read(bytes, TRUSTED))
                    .isInstanceOf(RefusedBundle.class)
                    .hasMessageContaining("not one of the format");
        }
    }

    @Test
    void aNameMayBeAsLongAsAHeaderHasRoom() throws Exception {
        String directory = "d".repeat(149);
        Map<String, byte[]> files = Map.of(directory + "/" + "f".repeat(95) + ".hpol", Samples.bytes("policy f\n"));
        Bundle bundle =
                Bundle.read(Bundle.write(Samples.statement(files, 1, Optional.empty()), files, Samples.KEY), TRUSTED);
        assertThat(bundle.files()).containsOnlyKeys(files.keySet());

        Map<String, byte[]> longer = Map.of("f".repeat(101) + ".hpol", Samples.bytes("policy f\n"));
        assertThatThrownBy(() -> Bundle.write(Samples.statement(longer, 1, Optional.empty()), longer, Samples.KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long a name for a bundle");
    }
}
