// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.request.Attribute;
import policy.runtime.request.Type;
import policy.runtime.request.Value;

/// Conditions are told as somebody would write them.
final class WordingTest {

    private static final long MIB = 1L << 20;

    private static String between(Type type, long low, long high) {
        var attribute = new Attribute("a", type, Attribute.Presence.ALWAYS, false, false, "");
        var term = new Term(attribute, 0, List.of(), type);
        return Wording.of(new Atom(term, new Range(low, high).test()));
    }

    private record Range(long low, long high) {
        policy.compiler.condition.Test test() {
            return new policy.compiler.condition.Test.Between(low, high);
        }
    }

    @Test
    void numbers_are_the_rounder_ones() {
        assertThat(Stream.of(
                        between(Type.INT, 501, Long.MAX_VALUE),
                        between(Type.INT, 500, Long.MAX_VALUE),
                        between(Type.INT, Long.MIN_VALUE, 499),
                        between(Type.INT, Long.MIN_VALUE, 500),
                        between(Type.INT, 8, Long.MAX_VALUE),
                        between(Type.SIZE, 4 * MIB + 1, Long.MAX_VALUE),
                        between(Type.SIZE, 4 * MIB, Long.MAX_VALUE),
                        between(Type.SIZE, Long.MIN_VALUE, 4 * MIB - 1),
                        between(Type.DURATION, Long.MIN_VALUE, 8 * 3_600_000 - 1),
                        between(Type.INT, 5, 5),
                        between(Type.INT, 5, 9)))
                .containsExactly(
                        "a > 500",
                        "a >= 500",
                        "a < 500",
                        "a <= 500",
                        "a >= 8",
                        "a > 4MiB",
                        "a >= 4MiB",
                        "a < 4MiB",
                        "a < 8h",
                        "a == 5",
                        "a from 5 to 9");
    }

    /// As RFC 5952 has it.
    @ParameterizedTest
    @CsvSource({
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1,  2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,    2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,  2001:db8::1:0:0:1",
        "::,                    ::",
        "::1,                   ::1",
        "fe80::,                fe80::",
        "10.0.0.1,              10.0.0.1",
    })
    void addresses_are_short(String written, String told) {
        assertThat(ValueWording.of(new Value.Address(InetAddress.ofLiteral(written)), Type.ADDRESS))
                .isEqualTo("\"" + told + "\"");
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::/32", "::/0", "10.0.0.0/8", "2001:db8::1"})
    void networks_are_told_as_they_are_written(String written) {
        assertThat(Network.parse(written).shown()).isEqualTo(written);
    }
}
