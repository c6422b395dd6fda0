// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternsTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "a{5}, 5",
        "(ab){3}c, 7",
        "((a{10}){10}){10}, 1000",
        "[a-z]{4}, 4",
        "[]a]{2}, 2",
        "[^]a]{2}, 2",
        "a{2;5}b, 6",
        "a{3;}, 3",
        "\\({9}, 9",
        "a{x}, 4",
        "(a{1000}){1000}, 1000000"
    })
    void sizeCountsRepetitions(String regex, long size) {
        assertThat(PatternSize.of(regex.replace(';', ','))).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((((a{1000}){1000}){1000}){1000}){1000}){1000})",
                "(",
                "a**",
                "[",
                "\\1",
                "a{1001}",
                "(a{500}b){2}"
            })
    void whatIsNoPatternIsRefusedAtOnce(String regex) {
        assertThatThrownBy(() -> Regex.test(regex)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGlobBecomesTheSimplestTest() {
        assertThat(Glob.test("/a")).isEqualTo(new policy.compiler.condition.Test.OneOf(Set.of("/a")));
        assertThat(Glob.test("/a/**")).isEqualTo(new policy.compiler.condition.Test.StartsWith("/a/"));
        assertThat(Glob.test("**.html")).isEqualTo(new policy.compiler.condition.Test.EndsWith(".html"));
        assertThat(Glob.test("/a/*/b")).isInstanceOf(policy.compiler.condition.Test.Like.class);
    }
}
