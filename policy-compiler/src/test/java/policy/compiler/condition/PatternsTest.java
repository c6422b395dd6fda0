// SPDX-License-Identifier: Apache-2.0
package policy.compiler.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
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

    @ParameterizedTest
    @CsvSource({
        "secret, secret",
        ".*secret.*, secret",
        ".*(AKIA|ASIA)[A-Z0-9]+, AKIA|ASIA",
        "(?:ab|cd)+x, ab|cd",
        "(ab|c)x, ''",
        "abcd?, abc",
        "ab+cd, ab",
        "a*bcd, bcd",
        "(secret)?end, end",
        "one[ab]three.*, three",
        "a\\.b/c, a.b/c",
        "\\bsecret\\b, secret",
        "(?i)secret, ''",
        "a{2}bc, ''",
        "\\x41bc, ''",
        "\\Qab\\E, ''",
        "[[:alpha:]]bc, ''",
        "ab|, ''",
        "x, ''"
    })
    void requiredTextsAreThoseEachMatchHasOneOf(String regex, String texts) {
        assertThat(RequiredTexts.of(regex)).isEqualTo(texts.isEmpty() ? Set.of() : Set.of(texts.split("\\|")));
    }

    @Property(tries = 2_000)
    void whatMatchesHasARequiredText(
            @ForAll("regexes") String regex,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 8) String text) {
        Set<String> texts = RequiredTexts.of(regex);
        if (!texts.isEmpty() && Pattern.compile(regex).matches(text)) {
            assertThat(texts).as(regex).anyMatch(text::contains);
        }
    }

    @Provide
    Arbitrary<String> regexes() {
        Arbitrary<String> piece = Arbitraries.of(
                "a", "b", "c", "ab", ".", "[ab]", "(ab|c)", "(a|bc)", "(?:abc)", "(ab|)", "((a)b)", "ca", "|");
        return Combinators.combine(piece, Arbitraries.of("", "", "", "*", "+", "?", "+?"))
                .as((what, times) -> what.equals("|") ? what : what + times)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces));
    }
}
