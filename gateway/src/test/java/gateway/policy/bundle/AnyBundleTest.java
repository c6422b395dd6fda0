// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import policy.runtime.revision.Revision;

/// The reader meets anything: it takes what was written, refuses the rest, and throws nothing else.
final class AnyBundleTest {

    private static final List<gateway.keys.VerifyingKey> TRUSTED = List.of(Samples.KEY.verifying());
    private static final byte[] WHOLE = Samples.bundle();

    @Property(tries = 200)
    void anyFilesComeBackAsTheyWere(@ForAll("files") Map<String, byte[]> files) throws Exception {
        byte[] bytes = Bundle.write(Samples.statement(files, 1, Optional.empty()), files, Samples.KEY);
        Bundle bundle = Bundle.read(bytes, TRUSTED);
        assertThat(bundle.files()).containsExactlyInAnyOrderEntriesOf(files);
        assertThat(bundle.digest()).isEqualTo(Revision.digest(bytes));
    }

    @Provide
    Arbitrary<Map<String, byte[]>> files() {
        Arbitrary<String> part = Arbitraries.strings()
                .withChars("abc.-_ \u00e9\uff5e")
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> !name.equals(".") && !name.equals(".."));
        Arbitrary<String> path = part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
        Arbitrary<byte[]> content = Arbitraries.bytes().array(byte[].class).ofMaxSize(1200);
        return Arbitraries.maps(path, content).ofMaxSize(6);
    }

    @Property(tries = 2000)
    void severalChangesAtOnceAreFoundToo(@ForAll("changes") List<Patch> patches) {
        byte[] bytes = WHOLE.clone();
        patches.forEach(patch -> bytes[patch.at()] = patch.octet());
        assertRefusedUnless(java.util.Arrays.equals(bytes, WHOLE), bytes);
    }

    record Patch(int at, byte octet) {}

    @Provide
    Arbitrary<List<Patch>> changes() {
        // Headers, where the reader has to decide something, more often than contents.
        Arbitrary<Integer> at = Arbitraries.oneOf(
                Arbitraries.integers().between(0, Archive.BLOCK - 1),
                Arbitraries.integers().between(0, WHOLE.length - 1),
                Arbitraries.integers().between(WHOLE.length - 4 * Archive.BLOCK, WHOLE.length - 1));
        Arbitrary<Byte> octet =
                Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of((byte) '7', (byte) 0, (byte) '/'));
        return Combinators.combine(at, octet).as(Patch::new).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 1000)
    void anythingElseIsRefused(@ForAll @Size(max = 2048) byte[] bytes) {
        assertRefusedUnless(false, bytes);
    }

    @Property(tries = 500)
    void partsThatAreLeftOutOrComeTwiceAreFound(
            @ForAll @IntRange(max = 1 << 16) int from, @ForAll @IntRange(max = 4096) int length) {
        int start = from % WHOLE.length;
        int end = Math.min(WHOLE.length, start + 1 + length);
        byte[] without = new byte[WHOLE.length - (end - start)];
        System.arraycopy(WHOLE, 0, without, 0, start);
        System.arraycopy(WHOLE, end, without, start, WHOLE.length - end);
        assertRefusedUnless(false, without);

        byte[] twice = new byte[WHOLE.length + (end - start)];
        System.arraycopy(WHOLE, 0, twice, 0, end);
        System.arraycopy(WHOLE, start, twice, end, WHOLE.length - start);
        assertRefusedUnless(false, twice);
    }

    private static void assertRefusedUnless(boolean whole, byte[] bytes) {
        boolean taken;
        try {
            Bundle.read(bytes, TRUSTED);
            taken = true;
        } catch (RefusedBundle refused) {
            taken = false;
        }
        assertThat(taken).isEqualTo(whole);
    }
}
