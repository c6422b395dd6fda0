// SPDX-License-Identifier: Apache-2.0
package policy.lsp.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.eclipse.lsp4j.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Offsets and lines of any text.
final class LinesTest {

    @ParameterizedTest
    @CsvSource({
        "a~b, 2, 1, 0",
        "a~b, 1, 0, 1",
        "é😀x, 3, 0, 3",
        "a\r~b, 3, 1, 0",
        "a\rb, 2, 1, 0",
        "'', 0, 0, 0",
        "a~, 2, 1, 0",
    })
    void a_place_is_counted_in_lines_and_utf_16_units(String text, int offset, int line, int character) {
        var lines = new Lines(text.replace('~', '\n').replace("\\r", "\r"));
        assertThat(lines.position(offset)).isEqualTo(new Position(line, character));
        assertThat(lines.offset(new Position(line, character))).isEqualTo(offset);
    }

    @Property
    void there_and_back(@ForAll("texts") String text, @ForAll @IntRange(max = 40) int anywhere) {
        int offset = Math.min(anywhere, text.length());
        var lines = new Lines(text);
        int back = lines.offset(lines.position(offset));
        // Between `\r` and `\n` is no place in a line: it is the end of the line.
        boolean within = offset > 0 && offset < text.length() && text.startsWith("\r\n", offset - 1);
        assertThat(back).isEqualTo(within ? offset - 1 : offset);
    }

    @Property
    void every_position_is_some_place(
            @ForAll("texts") String text,
            @ForAll @IntRange(min = -3, max = 50) int line,
            @ForAll @IntRange(min = -3, max = 50) int character) {
        assertThat(new Lines(text).offset(new Position(line, character))).isBetween(0, text.length());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\r\n😀é\t").ofMaxLength(40);
    }
}
