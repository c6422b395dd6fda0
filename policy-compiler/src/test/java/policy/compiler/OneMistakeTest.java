// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.diagnostic.Severity;
import policy.dsl.source.Source;

/// One character too few or too many is one mistake, and is told as one.
class OneMistakeTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/mistakes/example.hpol");

    /// How many of all these texts may have more than one error. It only ever gets smaller.
    private static final int MOST_TOLD_SEVERALLY = 1;

    private static final Compiler COMPILER = new Compiler(Fixtures.VOCABULARY);

    private record Mutation(int at, boolean doubled) {

        String of(String text) {
            return text.substring(0, at)
                    + (doubled ? text.substring(at, at + 1).repeat(2) : "")
                    + text.substring(at + 1);
        }

        String shown(String text) {
            int end = text.indexOf('\n', at);
            return (doubled ? "doubled" : "deleted") + " `" + text.charAt(at) + "` in line "
                    + (text.substring(0, at).lines().count()) + " before `"
                    + text.substring(at + 1, end).strip() + "`";
        }
    }

    @Test
    void theExampleIsRight() throws IOException {
        assertThat(errors(Files.readString(EXAMPLE))).isEmpty();
    }

    @Test
    void oneCharacterIsOneError() throws IOException {
        String text = Files.readString(EXAMPLE);
        List<String> several = mutations(text)
                .filter(mutation -> errors(mutation.of(text)).size() > 1)
                .map(mutation -> mutation.shown(text))
                .toList();

        assertThat(several.size()).as(String.join("\n", several)).isLessThanOrEqualTo(MOST_TOLD_SEVERALLY);
    }

    /// `⏎` is a line break; what is told is its line, its code and its message.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        test "x" {⏎subject { id: "a", groups: ["b"] // }⏎web { path: "/" }⏎expect allow⏎} | 4 P106 `{` is never closed
        test "x" {⏎subject { id: "a, groups: ["b"] }⏎web { path: "/" }⏎expect allow⏎} | 3 P102 quoted text does not end
        test "x" {⏎subject { id: a" }⏎web { path: "/" }⏎expect allow⏎} | 3 P102 quoted text does not end
        test "x" {⏎subject id: "a" }⏎web { path: "/" }⏎expect allow⏎} | 3 P101 expected `{` before the fields of a part
        test "x" {⏎subject { id: "a" }}⏎web { path: "/" }⏎expect allow⏎} | 3 P106 `}` is one too many
        test "x" { | 2 P106 `{` is never closed
        test "x" for p in ["/a", "/b" {⏎web { path: p }⏎expect allow⏎} | 2 P106 `[` is never closed
        test "x" {⏎web { path: "/" }⏎expect allow, mo mask⏎} | 4 P107 unknown keyword `mo`
        deny d on web {⏎because {web.path} is bad."⏎} | 3 P101 expected a text in quotes after `because`, found `{`
        deny d on web {⏎when web.path in ["a"", "b"]⏎} | 3 P102 quoted text does not end
        deny d on web {⏎deny e on web {⏎when web.secure⏎}⏎} | 3 P106 `{` is never closed
        deny d on web {⏎when web.verb in GET⏎} | 3 P301 a list is due here, not a word
        mask m on web {⏎find email as hash(4)⏎} | 3 P101 expected nothing in parentheses after `hash`, found `4`
        """)
    void whatPeopleWriteIsToldOnce(String declaration, String told) {
        List<String> errors = errors("policy p\n" + declaration.replace('⏎', '\n')).stream()
                .map(one -> one.primary().span().line() + " " + one.code() + " " + one.message())
                .toList();

        assertThat(errors).containsExactly(told);
    }

    private static List<Diagnostic> errors(String text) {
        return COMPILER.compile(List.of(new Source("example.hpol", text))).diagnostics().stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .toList();
    }

    /// Each character at the edge of a token, left out and written twice.
    private static Stream<Mutation> mutations(String text) {
        return IntStream.range(0, text.length() - 1)
                .filter(at -> isEdge(text, at))
                .boxed()
                .flatMap(at -> Stream.of(new Mutation(at, false), new Mutation(at, true)));
    }

    private static boolean isEdge(String text, int at) {
        boolean comment = text.startsWith("///", text.lastIndexOf('\n', at) + 1);
        boolean inner = at > 0 && isWord(text.charAt(at)) && isWord(text.charAt(at - 1)) && isWord(text.charAt(at + 1));
        return !comment && !inner && !Character.isWhitespace(text.charAt(at));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
