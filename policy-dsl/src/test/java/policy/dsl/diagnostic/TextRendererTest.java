// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

final class TextRendererTest {

    private static final TextRenderer PLAIN = new TextRenderer(false);

    private static final Source CARDS =
            new Source("cards.hpol", "policy a\n  when sql.tabels contains \"cards\"\nlast");

    @Test
    void looksAsTheHouseStyleSays() {
        assertThat(PLAIN.render(List.of(unknownAttribute()))).isEqualTo("""
            error[P203]: unknown attribute `sql.tabels`
             --> cards.hpol:2:8
              |
            2 |   when sql.tabels contains "cards"
              |        ^^^^^^^^^^ not an attribute of `postgres` requests
              = help: did you mean `sql.tables`?
              = see: hpol explain P203

            1 error
            """);
    }

    private static Diagnostic unknownAttribute() {
        return Diagnostic.of(
                Code.P203,
                "unknown attribute `sql.tabels`",
                span(CARDS, "sql.tabels"),
                "not an attribute of `postgres` requests",
                "did you mean `sql.tables`?");
    }

    @Test
    void sortsByFileAndPlaceAndCounts() {
        var other = new Source("a.hpol", "let x = 5");
        Diagnostic unused = Diagnostic.of(Code.P403, "nobody uses `x`", span(other, "x"), "");
        Diagnostic last = Diagnostic.of(Code.P101, "m", span(CARDS, "last"), "");
        String text = PLAIN.render(List.of(last, unknownAttribute(), unused));
        assertThat(text.lines().filter(line -> line.contains("-->")))
                .containsExactly(" --> a.hpol:1:5", " --> cards.hpol:2:8", " --> cards.hpol:3:1");
        assertThat(text).endsWith("\n\n2 errors, 1 warning\n");
    }

    @Test
    void showsOtherPlacesInThisFileAndOthers() {
        var other = new Source("b.hpol", "\n\nlet x = 5");
        Diagnostic twice = Diagnostic.of(Code.P201, "`x` is declared twice", span(CARDS, "last"), "again")
                .withSecondary(span(CARDS, "policy"), "in this policy")
                .withSecondary(span(other, "x"), "first here");
        assertThat(PLAIN.render(List.of(twice))).startsWith("""
            error[P201]: `x` is declared twice
             --> cards.hpol:3:1
              |
            1 | policy a
              | ------ in this policy
            ...
            3 | last
              | ^^^^ again
             ::: b.hpol:3:5
              |
            3 | let x = 5
              |     - first here
              = see: hpol explain P201
            """);
    }

    /// Where the carets stand and how many there are, in columns of a terminal.
    @ParameterizedTest
    @CsvSource({
        "'x',           4, 1",
        "'  x',         6, 1",
        "'\tx',         8, 1",
        "'a\tx',        8, 1",
        "'日本 x',       9, 1",
        "'😀 x',        7, 1",
        "'e\u0301 x',   6, 1",
        "'\u202ex',     12, 1",
    })
    void caretsStandUnderWhatTheyMean(String line, int column, int width) {
        var source = new Source("a.hpol", line);
        String text = PLAIN.render(List.of(Diagnostic.of(Code.P101, "m", span(source, "x"), "")));
        String carets = text.lines().skip(4).findFirst().orElseThrow();
        assertThat(carets.indexOf('^')).isEqualTo(column);
        assertThat(carets.chars().filter(c -> c == '^').count()).isEqualTo(width);
    }

    @Test
    void wideCharactersHaveTwoCaretsEach() {
        var source = new Source("a.hpol", "x 日本 y");
        String text = PLAIN.render(List.of(Diagnostic.of(Code.P101, "m", span(source, "日本"), "here")));
        assertThat(text).contains("  |   ^^^^ here\n");
    }

    @Test
    void nothingAHostileSourceHoldsReachesTheTerminal() {
        var source = new Source("a\u001b[2J.hpol", "let \u001b[31mx\u202e = 5");
        Diagnostic hostile = Diagnostic.of(Code.P101, "found `\u001b]0;\u0007`", span(source, "x"), "\u202e", "\u0008");
        assertThat(PLAIN.render(List.of(hostile)).codePoints().filter(c -> c != '\n' && Invisible.is(c)))
                .isEmpty();
    }

    @Test
    void longLinesAreCutAroundThePlace() {
        var source = new Source("a.hpol", "a".repeat(100_000) + "x" + "b".repeat(100_000));
        String text = PLAIN.render(List.of(Diagnostic.of(Code.P101, "m", span(source, "x"), "here")));
        assertThat(text.length()).isLessThan(500);
        assertThat(text).contains("…" + "a".repeat(40) + "xb").contains("  | " + " ".repeat(41) + "^ here\n");
    }

    @Test
    void aMistakeOverSeveralLinesIsMarkedOnItsFirst() {
        var source = new Source("a.hpol", "one {\n two\n}");
        Diagnostic whole =
                Diagnostic.of(Code.P101, "m", new Span(source, 4, source.text().length()), "here");
        assertThat(PLAIN.render(List.of(whole))).contains("1 | one {\n  |     ^ here\n");
    }

    @Test
    void colourOnlyAddsToThePlainText() {
        String colour = new TextRenderer(true).render(List.of(unknownAttribute()));
        assertThat(colour).contains("\u001b[1;31m^^^^^^^^^^");
        assertThat(colour.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(PLAIN.render(List.of(unknownAttribute())));
    }

    @Test
    void callsASourceAsItIsToldTo() {
        var renderer = new TextRenderer(false, name -> "policies/" + name);
        assertThat(renderer.render(List.of(unknownAttribute()))).contains(" --> policies/cards.hpol:2:8\n");
    }

    @Test
    void nothingWrongIsNothingToSay() {
        assertThat(PLAIN.render(List.of())).isEmpty();
        assertThat(TextRenderer.summary(List.of())).isEqualTo("no errors");
    }

    private static Span span(Source source, String part) {
        int start = source.text().indexOf(part);
        return new Span(source, start, start + part.length());
    }
}
