// SPDX-License-Identifier: Apache-2.0
package policy.dsl.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import policy.dsl.Plain;
import policy.dsl.Programs;
import policy.dsl.WithoutSpans;
import policy.dsl.ast.Comment;
import policy.dsl.ast.PolicyFile;
import policy.dsl.parse.Parsed;
import policy.dsl.parse.Parser;
import policy.dsl.parse.Tokens;
import policy.dsl.source.Source;
import policy.dsl.source.SourceSet;

/// What holds for whatever is formatted: it means the same, keeps every comment, and stays as it is from then on.
final class AnyFormatTest {

    private static final int ROUNDS = 20;

    /// What may stand between two tokens; `%d` is a number, so that none is like another.
    private static final List<String> BETWEEN = List.of(
            " // c%d\n",
            "\n// c%d\n",
            "\n\n\n  // c%d\n\n\n",
            " // c%1$d\n// d%1$d\n",
            "\n//// c%d\n",
            "\n//c%d \t\n",
            " /// c%d\n",
            "\n/// c%d\n",
            "\n",
            "\n\n\n",
            "\r\n",
            "  \t ");

    private static final Pattern TRUTH = Pattern.compile("true\\b");

    @Property(tries = 1500)
    void whatIsFormattedMeansTheSame(@ForAll("programs") PolicyFile program) {
        String formatted = check(read(Plain.print(program)));
        assertThat(WithoutSpans.of(read(formatted).file())).isEqualTo(program);
    }

    @Property(tries = 1500)
    void commentsAndLineEndsMayStandAnywhere(@ForAll("programs") PolicyFile program, @ForAll Random random) {
        Parsed sprinkled = read(sprinkled(Plain.print(program), random));
        // A line end may make a keyword of a name.
        Statistics.label("read")
                .collect(!sprinkled.hasErrors())
                .coverage(c -> c.check(true).percentage(share -> share > 50));
        if (!sprinkled.hasErrors()) {
            check(sprinkled);
        }
    }

    @TestFactory
    Stream<DynamicTest> inEveryFile() throws Exception {
        return Stream.of(Path.of("src/test/resources/cases"), Path.of("../policy-examples"))
                .flatMap(AnyFormatTest::sources)
                .map(source -> DynamicTest.dynamicTest(source.name(), () -> check(source)));
    }

    private static Stream<Source> sources(Path directory) {
        try {
            return SourceSet.read(directory).sources().stream();
        } catch (policy.dsl.source.NoSources e) {
            throw new AssertionError(e);
        }
    }

    private static void check(Source source) {
        Parsed parsed = Parser.parse(source);
        if (parsed.hasErrors()) {
            assertThat(Formatter.format(parsed)).isEmpty();
            return;
        }
        check(parsed);
        var random = new Random(source.text().length());
        for (int round = 0; round < ROUNDS; round++) {
            Parsed sprinkled = read(sprinkled(source.text(), random));
            if (!sprinkled.hasErrors()) {
                check(sprinkled);
            }
        }
    }

    private static String check(Parsed before) {
        String text = before.file().span().source().text();
        String formatted = Formatter.format(before).orElseThrow();
        Parsed after = read(formatted);
        String shown = text + "\n=== formatted\n" + formatted;
        assertThat(after.hasErrors()).as(shown).isFalse();
        assertThat(WithoutSpans.of(after.file())).as(shown).isEqualTo(WithoutSpans.of(before.file()));
        assertThat(comments(after)).as(shown).isEqualTo(comments(before));
        assertThat(Formatter.format(after).orElseThrow()).as(text).isEqualTo(formatted);
        assertThat(formatted).as(shown).endsWith("\n").doesNotContain("\r", "\n\n\n", " \n", "\n\n}");
        return formatted;
    }

    /// In their order. What documents nothing may lose a slash, so that it does not come to document something.
    private static List<String> comments(Parsed parsed) {
        return parsed.comments().stream()
                .map(Comment::text)
                .map(text -> text.stripTrailing().replaceFirst("^///(?!/)", "//"))
                .toList();
    }

    private static Parsed read(String text) {
        return Parser.parse(new Source("any.hpol", text));
    }

    /// Something new before some of the tokens, and commas and parentheses where they change nothing.
    private static String sprinkled(String text, Random random) {
        var sprinkled = new StringBuilder(text);
        List<Integer> starts = Tokens.starts(text);
        int oneIn = 1 + random.nextInt(20);
        for (int start : starts.reversed()) {
            if (random.nextInt(oneIn) == 0) {
                sprinkled.insert(start, between(random, start));
            }
            if (text.startsWith("]", start) && random.nextInt(8) == 0) {
                sprinkled.insert(start, between(random, start) + ",");
            }
            if (TRUTH.matcher(text).region(start, text.length()).lookingAt() && random.nextBoolean()) {
                sprinkled.insert(start + "true".length(), between(random, start) + ")");
                sprinkled.insert(start, "(" + between(random, start));
            }
        }
        return sprinkled.toString();
    }

    private static String between(Random random, int number) {
        return BETWEEN.get(random.nextInt(BETWEEN.size())).formatted(number);
    }

    @Provide
    Arbitrary<PolicyFile> programs() {
        return Programs.any();
    }
}
