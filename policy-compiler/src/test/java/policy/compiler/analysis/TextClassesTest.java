// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Glob;
import policy.compiler.condition.Regex;
import policy.compiler.condition.Truth;
import policy.runtime.request.Value;

/// Every text answers like one of the texts found: what is proved of those is true of all.
final class TextClassesTest {

    /// Each piece makes one decision of the reader, so that every one of them meets texts that tell it apart.
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "k",
            "s",
            "\\b",
            "\\B",
            "^",
            "$",
            ".",
            "\\w",
            "\\W",
            "\\d",
            "\\s",
            "\\S",
            "[a-c]",
            "[^ab]",
            "[]a]",
            "[a\\-/]",
            "[\\w/]",
            "(?i:k)",
            "(?i:S[ab])",
            "(?s:.)",
            "a*",
            "b+?",
            "(ab)?",
            "(?:a|b.)",
            "(a|)",
            "a{2}",
            "(ba){0,2}",
            "b{1,}",
            "\\.",
            "\\x61",
            "\\x{62}",
            "\\n",
            "\\A",
            "\\z",
            "(a)",
            "|",
            "{",
            "-");

    private static final List<String> CHARACTERS = List.of(
            "a",
            "b",
            "c",
            "k",
            "K",
            "s",
            "S",
            "\u017F",
            "\u212A",
            "/",
            " ",
            "\n",
            ".",
            "-",
            "1",
            "_",
            "]",
            "{",
            "ä",
            "\u000B",
            "\uD83D\uDE00");

    @Provide
    Arbitrary<String> regexes() {
        return Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(5).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(CHARACTERS)
                .list()
                .ofMaxSize(5)
                .map(characters -> String.join("", characters))
                .list()
                .ofSize(40);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void everyTextAnswersLikeOneThatIsFound(
            @ForAll("regexes") String one, @ForAll("regexes") String other, @ForAll("texts") List<String> texts)
            throws OverBudget {
        Set<policy.compiler.condition.Test> tests =
                new LinkedHashSet<>(List.of(Regex.test(one), Regex.test(other), Glob.test("?*b**"), Glob.test("a*")));
        assertThat(tests).allMatch(TextClasses::follows);
        Set<List<Truth>> found = TextClasses.of(tests, TextClasses.MOST_STATES).stream()
                .map(text -> answers(tests, text))
                .collect(Collectors.toSet());
        assertThat(texts).allSatisfy(text -> assertThat(found).contains(answers(tests, text)));
    }

    private static List<Truth> answers(Set<policy.compiler.condition.Test> tests, String text) {
        return tests.stream().map(test -> Answer.of(test, Value.of(text))).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\pL+", "(?m)^a$", "[[:alpha:]]", "\\Qa.b\\E", "(?i)ä", "(?i)[a-z]", "(?U)a+"})
    void whatIsNotReadIsNotFollowed(String regex) {
        assertThat(TextClasses.follows(Regex.test(regex))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'^(ls|cat|git status)\\b.*', 'ls'",
        "'[a-z]{3}-[0-9]{2}',         'aaa-00'",
        "'(?i)kb',                    'kb'",
        "'(?P<n>a)(b|c)d',            'abd'",
    })
    void theShortestTextIsFound(String regex, String shortest) throws OverBudget {
        var test = Regex.test(regex);
        assertThat(TextClasses.of(Set.of(test), TextClasses.MOST_STATES).stream()
                        .filter(text -> Answer.of(test, Value.of(text)) == Truth.TRUE)
                        .toList())
                .singleElement()
                .satisfies(text -> assertThat(text).hasSameSizeAs(shortest));
    }

    @Test
    void whatTellsTooMuchApartIsOverBudget() {
        var test = Regex.test("(a|b)*a(a|b){12}");
        assertThatThrownBy(() -> TextClasses.of(Set.of(test), 1_000)).isInstanceOf(OverBudget.class);
    }
}
