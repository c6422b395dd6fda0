// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the text, each of its characters is read a few times only. Counted, not timed.
final class LinearTest {

    private static final int CHARACTERS = 60_000;

    /// Once to see whether servers accept it, once as what follows a constant, once as a blank, once as a token,
    /// with one character ahead each, and once when it is copied out.
    private static final int MOST_READ = 12;

    /// A text that counts how often its characters are read.
    private static final class Counted implements CharSequence {
        private final String text;
        private long read;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            read += end - start;
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a ",
                "'",
                "'a'\n",
                "'a' --\n",
                "'a'\n--\n",
                "''''",
                "E'\\\\' ",
                "\"a\" ",
                "\"\"\"\"",
                "/*",
                "/**/",
                "/* */ --\n",
                "--",
                "$",
                "$$",
                "$a$",
                "$a$ $b$ ",
                "$aa",
                "1 ",
                "1_1",
                "1e+",
                "+ ",
                "+-",
                "<=@",
                "U&'a' ",
                "U&'a'\n",
                "U&'a' UESCAPE ",
                "N'a' ",
                "é",
                ";\n",
                "SELECT a.b, 'c' FROM \"d\" WHERE e >= 1.5 -- f\n"
            })
    void everyCharacterIsReadAFewTimesOnly(String piece) {
        var text = new Counted(piece.repeat(CHARACTERS / piece.length()));

        Lexer.lex(text, true);

        assertThat(text.read).isLessThanOrEqualTo((long) MOST_READ * text.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "$", "a", "$a"})
    void aLongTagThatNearlyEndsItsConstantIsComparedOnce(String between) {
        String tag = "$" + "a".repeat(100);
        var text = new Counted(tag + "$" + (tag + between).repeat(CHARACTERS / tag.length()));

        Lexer.lex(text, true);

        assertThat(text.read).isLessThanOrEqualTo((long) MOST_READ * text.length());
    }
}
