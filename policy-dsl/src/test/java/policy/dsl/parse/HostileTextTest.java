// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.TextRenderer;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

final class HostileTextTest {

    private static final int DEEP = 10_000;

    /// Of the largest file; anything worse than linear would still show as a build that does not end.
    private static final int SHARE = 64;

    /// What a thread of a small server has; the default is twice as much.
    private static final int SMALL_STACK_BYTES = 512 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{ a: ",
                "not ",
                "not (",
                "!",
                "group(",
                "x in [",
                "{ \"k\": [",
                "f(",
                "x[\"k\"](",
                "some a in b satisfies ",
                "every a in (b) satisfies not ",
                "not some a in [x] satisfies (",
                "f([not "
            })
    void depthIsBounded(String opening) throws InterruptedException {
        assertThat(codes("policy a\nlet x = " + opening.repeat(DEEP))).contains(Code.P003);
        assertThat(codes("policy a\ndeny x on http {\n when " + opening.repeat(DEEP)))
                .contains(Code.P003);
        assertThat(codes("policy a\ntest \"t\" {\n http " + opening.repeat(DEEP)))
                .isNotEmpty();
    }

    @Test
    void whatIsTooDeepDoesNotHideTheRest() throws InterruptedException {
        String deep = "(".repeat(DEEP) + "x" + ")".repeat(DEEP);
        assertThat(codes("policy a\nlet x = " + deep + "\nlet y = a = b\n")).containsExactly(Code.P003, Code.P108);
    }

    @ParameterizedTest
    @CsvSource({"100,0", "101,1"})
    void theBoundIsExact(int depth, int mistakes) throws InterruptedException {
        assertThat(codes("policy a\nlet x = " + "(".repeat(depth) + "x" + ")".repeat(depth)))
                .hasSize(mistakes);
    }

    /// One `not` or quantifier more than the bound, in every mixture.
    @ParameterizedTest
    @CsvSource({"100,0", "101,1"})
    void theBoundIsExactForQuantifiers(int depth, int mistakes) throws InterruptedException {
        assertThat(codes("policy a\nlet x = " + "some a in b satisfies ".repeat(depth) + "c"))
                .hasSize(mistakes);
        assertThat(codes("policy a\nlet x = " + "not some a in b satisfies ".repeat(depth / 2)
                        + "not ".repeat(depth % 2) + "c\nlet y = not z"))
                .hasSize(mistakes);
    }

    @Test
    void quantifiersSideBySideAreNotDeep() throws InterruptedException {
        assertThat(codes("policy a\nlet x = " + "some a in b satisfies c and not d or ".repeat(DEEP) + "e"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9999,", "10000,P003"})
    void listsAreBounded(int commas, @Nullable Code code) throws InterruptedException {
        String items = "1,".repeat(commas) + "1";
        List<Code> expected = code == null ? List.of() : List.of(code);
        assertThat(codes("policy a\nlet x = [" + items + "]\nlet y = 5")).isEqualTo(expected);
        assertThat(codes("policy a\nlet x = f(" + items + ") and (y)\nlet y = 5"))
                .isEqualTo(expected);
        assertThat(codes("policy a\ntest \"t\" for a in [" + items + "] { expect deny }"))
                .isEqualTo(expected);
    }

    @Test
    void aListThatFillsTheFileIsToldOnce() throws InterruptedException {
        String start = "policy a\nlet x = [";
        int items = (SourceSet.MAX_FILE_BYTES - start.length() - 1) / 2;
        assertThat(codes(start + "1,".repeat(items) + "]")).containsExactly(Code.P003);
        assertThat(codes(start + "1,".repeat(items))).containsExactly(Code.P003);
    }

    @Test
    void aLineOfHalfAMegabyteIsReadAndShownInPart() {
        String text = "policy a\nlet x = " + "y == 5 and ".repeat(45_000) + "= 5";
        Parsed parsed = Parser.parse(new Source("hostile.hpol", text));
        assertThat(parsed.diagnostics()).hasSize(1);
        assertThat(new TextRenderer(false).render(parsed.diagnostics())).hasSizeLessThan(1_000);
    }

    @Test
    void tenMegabytesAreRefusedUnread() throws InterruptedException {
        assertThat(codes("policy a\n" + "x".repeat(10 << 20))).containsExactly(Code.P001);
    }

    /// Letters that look like others: in names they are refused, in texts told of.
    @ParameterizedTest
    @CsvSource({
        "\u0430dmin,P113",
        "p\u03B1y,P113",
        "\uFF53udo,P113",
        "cafe\u0301,P113",
        "\uD835\uDDAEdmin,P113",
        "\u0410\u0411,",
        "na\u00EFve,",
        "\u65E5\u672Cx,",
        "\u03BC,"
    })
    void lookalikes(String word, @Nullable Code code) throws InterruptedException {
        List<Code> expected = code == null ? List.of() : List.of(code);
        assertThat(codes("policy a\nlet x = \"a " + word + "\"\n")).isEqualTo(expected);
        assertThat(codes("policy a\nlet x = r\"" + word + "\"\n")).isEqualTo(expected);
        assertThat(codes("policy a\nlet " + word + " = 5\n")).isNotEmpty().doesNotContain(Code.P113);
        assertThat(codes("policy a // " + word + "\n")).isEmpty();
    }

    /// Each was chosen to make some phase do its worst.
    static Stream<String> pieces() {
        return Stream.of(
                "a ",
                "a b\n",
                "@ ",
                "\"",
                "\\",
                "(",
                ")",
                "{",
                "}",
                "[",
                ",",
                "not ",
                "\u202e ",
                "\u200b",
                "/*",
                "//",
                "let x = 5\n",
                "let x = \n",
                "test \"t\" {\n",
                "deny d on http {\n",
                "when a b\n",
                "because \"{a\"\n",
                "x == ",
                "5m ",
                "\n",
                "\"\\u{41}\" ",
                "'a' ",
                "a-b ",
                "policy a\n",
                "expect allow, ",
                "a, ",
                "// c\n",
                "/// c\n",
                "[\"x\"]",
                "x[\"y\"] ",
                "f(",
                "f(x) ",
                "1,",
                "some a in b satisfies ",
                "every ",
                "satisfies ",
                "implies deny ",
                "mon..fri 09:00..17:00 in ",
                "mon-fri",
                "09:00..17:00 ",
                "10MB ",
                "ask 1 of group(\"a\") then ",
                "at most ",
                "grant for 30m of ",
                "column \"a\", ",
                "keep ",
                "break_glass by ",
                "within 5m ",
                "observe deny ",
                "import a\n",
                "list a from ",
                "limit l on x { at most 5 ",
                "invariant i on x { ",
                "expect no ",
                "\"\u0430b\" ",
                "\"e\u0301\" ",
                "\ud83d\ude00");
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void aFileOfNothingElse(String piece) throws InterruptedException {
        for (String before :
                List.of("", "policy a\nlet x = [", "policy a\ndeny d on http {\n", "policy a\ntest \"t\" {\n")) {
            int count = (SourceSet.MAX_FILE_BYTES - before.length()) / piece.length() / SHARE;
            assertThat(codes(before + piece.repeat(count)).size()).isLessThanOrEqualTo(Reports.MAX_DIAGNOSTICS + 1);
        }
    }

    @Test
    void moreMistakesThanAnyoneReadsAreCounted() throws InterruptedException {
        List<Code> codes = codes("policy a\n" + "let x = a = b\n".repeat(1_000));
        assertThat(codes).hasSize(Reports.MAX_DIAGNOSTICS + 1).contains(Code.P003);
    }

    @ParameterizedTest
    @CsvSource({"0,P104", "1,P001"})
    void theLengthIsBounded(int surplus, Code code) throws InterruptedException {
        assertThat(codes(" ".repeat(SourceSet.MAX_FILE_BYTES + surplus))).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x08, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200D, 0x200E, 0x2028,
                0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x3164, 0xD800, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0001, 0xE0100
            })
    void invisibleCharactersAreToldWhereverTheyStand(int character) throws InterruptedException {
        String c = new String(Character.toChars(character));
        assertThat(codes("policy a // com" + c + "ment\n")).containsExactly(Code.P002);
        assertThat(codes("policy a\nlet x = \"te" + c + "xt\"\n")).containsExactly(Code.P002);
        assertThat(codes("policy a\nlet x" + c + " = 5\n")).containsExactly(Code.P002);
        assertThat(codes("policy a\nlet x" + c + "y = 5\n")).containsExactly(Code.P002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "\r\n", "é", "日本", "😀"})
    void whatPeopleSeeMayStandInComments(String text) throws InterruptedException {
        assertThat(codes("policy a // " + text + "\n")).isEmpty();
    }

    private static List<Code> codes(String text) throws InterruptedException {
        var codes = new ArrayList<Code>();
        var failures = new ArrayList<Throwable>();
        var thread = new Thread(null, () -> codes.addAll(read(text)), "small stack", SMALL_STACK_BYTES);
        thread.setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
        return codes;
    }

    private static List<Code> read(String text) {
        return Parser.parse(new Source("hostile.hpol", text)).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }
}
