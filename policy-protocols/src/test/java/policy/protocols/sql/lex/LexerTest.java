// SPDX-License-Identifier: Apache-2.0
package policy.protocols.sql.lex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens as documentation chapter 4.1 has them; shown as the first letter of their kind and their text.
class LexerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        select A_b$1 É              | w:select w:a_b$1 w:É
        "a""B" "É"                  | q:a"B q:É
        'it''s' ''                  | s:it's s:
        'a\\'                       | s:a\\
        E'a\\'b' e'\\x41\\101\\u0041\\U00000041\\n\\q' | s:a'b s:AAAA⏎q
        E'\\uD83D\\uDE00'           | s:😀
        'a'⏎'b'                     | s:ab
        'a' -- c⏎'b'                | s:ab
        'a' /* c */⏎'b'             | s:a s:b
        'a' 'b'                     | s:a s:b
        E'a'⏎'\\''                  | s:a'
        "a"⏎"b"                     | q:a q:b
        $$a'b$$ $x$ $$$x$           | s:a'b s: $$
        a$$b                        | w:a$$b
        $1$$x$$                     | p:$1 s:x
        U&'d\\0061t\\+000061' U&"\\0061" | s:data q:a
        U&'!0061' UESCAPE '!'       | s:a
        U&'!0061' /* c */ uescape E'!' x | s:a w:x
        u & 'x'                     | w:u o:& s:x
        B'01' x'1F'                 | b:01 b:1F
        N'a'                        | w:nchar s:a
        1 1.5 .5 5. 1e5 1.5E-3 1_000 0x1F 0o7 0b1 | n:1 n:1.5 n:.5 n:5. n:1e5 n:1.5E-3 n:1_000 n:0x1F n:0o7 n:0b1
        1..2                        | n:1 y:.. n:2
        a.b[1:2]::c:=;              | w:a y:. w:b y:[ n:1 y:: n:2 y:] y::: w:c y::= y:;
        a->>'b' <> != <=@           | w:a o:->> s:b o:<> o:<> o:<=@
        a=-1 a@-1 a*-b +-+          | w:a o:= o:- n:1 w:a o:@- n:1 w:a o:* o:- w:b o:+ o:- o:+
        a--b⏎-c                     | w:a o:- w:c
        a/*b/*c*/d*/e               | w:a w:e
        a*/*b*/c                    | w:a o:* w:c
        @--x                        | o:@
        \u212A ſ                    | w:\u212A w:ſ
        """)
    void tokens(String text, String tokens) {
        String escaped = text.replace("\\\\", "\\").replace("⏎", "\n");

        assertThat(shown(Lexer.lex(escaped, true))).isEqualTo(tokens.replace("\\\\", "\\"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'a\\'b'                     | s:a'b
        'a'⏎'\\'b'                  | s:a'b
        N'\\''                      | w:nchar s:'
        """)
    void withoutStandardStringsABackslashEscapes(String text, String tokens) {
        String escaped = text.replace("\\\\", "\\").replace("⏎", "\n");

        assertThat(shown(Lexer.lex(escaped, false))).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a",
                "E'a\\",
                "\"a",
                "\"\"",
                "/* a",
                "/* /* */",
                "$$a",
                "$a$ $A$",
                "$",
                "$é",
                "U&'\\00'",
                "U&'\\D83D'",
                "U&'\\0000'",
                "U&'a' UESCAPE 'ab'",
                "U&'a' UESCAPE '+'",
                "U&'a' UESCAPE",
                "U&\"\"",
                "1a",
                "1_",
                "1e",
                "0x",
                "$1a",
                "{",
                "\\",
                "\u0000",
                "\uD800",
                "a\uDC00"
            })
    void whatTheServerRefusesOrVersionsTakeDifferentlyIsUnreadable(String text) {
        assertThat(Lexer.lex(text, true)).isInstanceOf(Lexed.Unreadable.class);
    }

    @Test
    void aNameIsCutWhereTheServerCutsItAndNeverWithinACharacter() {
        assertThat(shown(Lexer.lex("A".repeat(64), true))).isEqualTo("w:" + "a".repeat(63));
        assertThat(shown(Lexer.lex("\"" + "a".repeat(62) + "é\"", true))).isEqualTo("q:" + "a".repeat(62));
        assertThat(shown(Lexer.lex("\"" + "é".repeat(32) + "\"", true))).isEqualTo("q:" + "é".repeat(31));
    }

    @Test
    void whatIsOverALimitIsUnreadable() {
        assertThat(Lexer.lex(" ".repeat(Limits.TEXT_CHARS + 1), true)).isInstanceOf(Lexed.Unreadable.class);
        assertThat(Lexer.lex("1 ".repeat(Limits.TOKENS + 1), true)).isInstanceOf(Lexed.Unreadable.class);
        assertThat(Lexer.lex("SELECT 1 " + "+".repeat(64) + "@1", true)).isInstanceOf(Lexed.Unreadable.class);
    }

    private static String shown(Lexed lexed) {
        return switch (lexed) {
            case Lexed.Unreadable unreadable -> "! " + unreadable.because();
            case Lexed.Tokens tokens ->
                tokens.tokens().stream()
                        .map(token -> letter(token.kind()) + ":" + token.text().replace("\n", "⏎"))
                        .collect(Collectors.joining(" "));
        };
    }

    private static String letter(Token.Kind kind) {
        return switch (kind) {
            case WORD -> "w";
            case QUOTED -> "q";
            case STRING -> "s";
            case BITS -> "b";
            case NUMBER -> "n";
            case PARAMETER -> "p";
            case OPERATOR -> "o";
            case SYMBOL -> "y";
        };
    }
}
