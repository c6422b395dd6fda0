// SPDX-License-Identifier: Apache-2.0
package approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "plain ASCII stays,           0041, A",
                "letters of any script stay,  0416, Ж",
                "symbols stay,                1F600, 😀",
                "right-to-left override,      202E, ⟨U+202E⟩",
                "left-to-right isolate,       2066, ⟨U+2066⟩",
                "zero-width space,            200B, ⟨U+200B⟩",
                "zero-width joiner,           200D, ⟨U+200D⟩",
                "byte order mark,             FEFF, ⟨U+FEFF⟩",
                "soft hyphen,                 00AD, ⟨U+00AD⟩",
                "no-break space,              00A0, ⟨U+00A0⟩",
                "line separator,              2028, ⟨U+2028⟩",
                "carriage return,             000D, ⟨U+000D⟩",
                "tab,                         0009, ⟨U+0009⟩",
                "escape,                      001B, ⟨U+001B⟩",
                "null,                        0000, ⟨U+0000⟩",
                "tag letter,                  E0041, ⟨U+E0041⟩",
                "variation selector,          FE0F, ⟨U+FE0F⟩",
                "hangul filler,               3164, ⟨U+3164⟩",
                "blank braille,               2800, ⟨U+2800⟩",
                "combining grapheme joiner,   034F, ⟨U+034F⟩",
                "private use,                 E000, ⟨U+E000⟩",
                "half a surrogate pair,       D800, ⟨U+D800⟩",
                "not assigned,                0378, ⟨U+0378⟩"
            })
    void showsWhatHides(String what, String hex, String shown) {
        String text = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b";
        assertThat(Visible.of(text)).isEqualTo("a" + shown + "b");
    }

    @Test
    void keepsSpacesAndLines() {
        assertThat(Visible.of("a b\nc")).isEqualTo("a b\nc");
    }

    @Test
    void showsAllOfWhatFits() {
        assertThat(Visible.cut("x".repeat(100), 60, 40)).isEqualTo(new Visible.Cut("x".repeat(100), 0, ""));
    }

    @Test
    void saysHowMuchItCutsAndShowsTheEnd() {
        String text = "a".repeat(80) + "b".repeat(50) + "; rm -rf /";
        assertThat(Visible.cut(text, 60, 10)).isEqualTo(new Visible.Cut("a".repeat(60), 70, "; rm -rf /"));
    }

    @Test
    void countsWhatIsShownNotWhatIsWritten() {
        assertThat(Visible.cut("\u202E".repeat(100), 80, 0)).isEqualTo(new Visible.Cut("⟨U+202E⟩".repeat(10), 90, ""));
        Visible.Cut lines = Visible.cut("\n".repeat(500) + "danger", 1400, 600);
        assertThat(lines.head().length()).isLessThan(40);
        assertThat(lines.tail()).endsWith("danger");
        assertThat(lines.head().length() + lines.omitted() + lines.tail().length())
                .isEqualTo(506);
    }

    @Test
    void neverCutsACharacterInTwo() {
        for (int room : List.of(1, 2, 3, 5, 7)) {
            Visible.Cut cut = Visible.cut("😀".repeat(20), room, room);
            assertThat(cut.head() + cut.tail()).doesNotContain("U+D8").doesNotContain("U+DE");
            assertThat(cut.omitted()).isEqualTo(20 - 2 * (room / 2));
        }
    }
}
