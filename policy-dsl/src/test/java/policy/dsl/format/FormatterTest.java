// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.dsl.ast.Comment;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.parse.Shapes;
import policy.dsl.source.Source;

/// What holds for whatever is formatted; how it looks stands in the golden files (`.fmt`).
class FormatterTest {

    private static final List<Path> WRITTEN =
            List.of(Path.of("src/test/resources/cases"), Path.of("../policy-examples"));
    private static final int ROUNDS = 25;

    @TestFactory
    Stream<DynamicTest> everyFileKeepsItsMeaningAndItsComments() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(Files.readString(file))));
    }

    @TestFactory
    Stream<DynamicTest> commentsMayStandAnywhere() throws IOException {
        return files().map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
            String text = Files.readString(file);
            var random = new Random(text.length());
            for (int round = 0; round < ROUNDS; round++) {
                check(sprinkled(text, random));
            }
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a or (b and c)                      | a or (b and c)
        (a or b) and c                      | (a or b) and c
        not (a == b)                        | not a == b
        a  in[ "x" , "y" ]                  | a in ["x", "y"]
        subject in group( "x" )             | subject in group("x")
        some x in y.z satisfies x == "a"    | some x in y.z satisfies x == "a"
        b and some x in y.z satisfies x == "a" or c | b and (some x in y.z satisfies (x == "a" or c))
        t in mon .. fri 09:00 .. 17:00 in "UTC" | t in mon..fri 09:00..17:00 in "UTC"
        h.headers[ "x-a" ] == "b"           | h.headers["x-a"] == "b"
        has h.a                             | has h.a
        p.ok( "a" ,"b")                     | p.ok("a", "b")
        h.size > 4MiB and c.age < 8h        | h.size > 4MiB and c.age < 8h
        """)
    void expressions(String written, String formatted) {
        assertThat(format("policy p\nlet x = " + written + "\n")).isEqualTo("policy p\n\nlet x = " + formatted + "\n");
    }

    private static Stream<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (Path root : WRITTEN) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(f -> f.toString().endsWith(".hpol")).sorted().forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream();
    }

    private static void check(String text) {
        Parsed before = Parser.parse(new Source("a.hpol", text));
        if (before.hasErrors()) {
            assertThat(Formatter.format(before)).isEmpty();
            return;
        }
        String formatted = Formatter.format(before).orElseThrow();
        Parsed after = Parser.parse(new Source("a.hpol", formatted));
        assertThat(after.diagnostics()).as(formatted).isEmpty();
        assertThat(Shapes.of(after.file())).isEqualTo(Shapes.of(before.file()));
        assertThat(texts(after)).containsExactlyInAnyOrderElementsOf(texts(before));
        assertThat(Formatter.format(after)).contains(formatted);
        assertThat(formatted.lines()).noneMatch(line -> line.endsWith(" "));
    }

    private static List<String> texts(Parsed parsed) {
        return parsed.comments().stream()
                .map(Comment::text)
                .map(String::stripTrailing)
                .toList();
    }

    /// A comment at some of the places where white space stands outside quotes and comments.
    private static String sprinkled(String text, Random random) {
        var out = new StringBuilder();
        boolean quoted = false;
        boolean comment = false;
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            comment = c != '\n' && (comment || (!quoted && text.startsWith("//", at)));
            quoted = c != '\n' && (quoted ^ (c == '"' && !comment && text.charAt(Math.max(0, at - 1)) != '\\'));
            if (!quoted && !comment && (c == ' ' || c == '\n') && random.nextInt(12) == 0) {
                out.append(" // c").append(count++).append('\n');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static String format(String text) {
        return Formatter.format(Parser.parse(new Source("a.hpol", text))).orElseThrow();
    }
}
