// SPDX-License-Identifier: Apache-2.0
package policy.dsl.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import policy.dsl.source.Source;

/// Whatever the text, reading it ends with a tree and diagnostics that point into it.
final class AnyTextTest {

    private static final String VALID = read("declarations/everything.hpol")
            + read("expressions/precedence.hpol")
            + read("declarations/everything-new.hpol")
            + read("declarations/taste.hpol");

    private static final List<String> PIECES = List.of(
            "policy",
            "let",
            "allow",
            "deny",
            "approve",
            "mask",
            "test",
            "when",
            "unless",
            "because",
            "help",
            "ask",
            "within",
            "find",
            "expect",
            "on",
            "of",
            "by",
            "as",
            "for",
            "with",
            "group",
            "or",
            "and",
            "not",
            "in",
            "has",
            "contains",
            "starts",
            "matches",
            "true",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            ",",
            ":",
            "=",
            "==",
            "!",
            "&&",
            "||",
            "===",
            "<",
            "\"text\"",
            "\"{hole}\"",
            "\"",
            "\\",
            "r\"raw\"",
            "'single'",
            "5",
            "1_000",
            "15m",
            "5x",
            "-",
            "name",
            "http.path",
            "a-b",
            ".",
            "\n",
            "\r\n",
            "\t",
            "//",
            "///",
            "/*",
            "#",
            ";",
            "else",
            "partial",
            "import",
            "list",
            "observe",
            "limit",
            "record",
            "invariant",
            "from",
            "column",
            "reason required",
            "escalate after",
            "to",
            "grant",
            "once",
            "channel",
            "at least",
            "at most",
            "durable",
            "break_glass",
            "review by",
            "keep full",
            "per",
            "then",
            "owner(subject)",
            "no",
            "masked",
            "some",
            "every",
            "satisfies",
            "implies",
            "mon..fri",
            "fri",
            "mon-fri",
            "09:00..17:30",
            "25:00",
            "10MB",
            "10Mb",
            "10.0.0.0/8",
            "x[\"k\"]",
            "f(",
            "\u202e",
            "\ud83d\ude00",
            "\ud83d",
            "\u0000",
            "\ufeff",
            "\u00e9");

    @Property(tries = 200)
    void anyCharacters(@ForAll String text) {
        Trees.check(text);
    }

    @Property(tries = 10000)
    void anyPieces(@ForAll("pieces") String text) {
        Trees.check(text);
    }

    @Property(tries = 400)
    void anyMutationOfValidText(@ForAll("mutations") String text) {
        Trees.check(text);
    }

    @Property(tries = 100)
    void spacesBetweenTokensMeanNothing(@ForAll("gaps") String gap) {
        String text = "policy a.b let c = [x, 5m] deny d on http { when (e in c or not has f.g) because \"h\" }";
        Parsed plain = Parser.parse(new Source("a.hpol", text));
        Parsed spaced = Parser.parse(new Source("a.hpol", text.replace(" ", gap)));
        assertThat(spaced.diagnostics()).isEmpty();
        assertThat(withoutPlaces(spaced)).isEqualTo(withoutPlaces(plain));
    }

    private static String withoutPlaces(Parsed parsed) {
        return Dump.of(parsed.file()).replaceAll("@\\d+:\\d+\\+\\d+", "").replaceAll("\\s+", " ");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join(" ", pieces));
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of(" ", "\n", "\t", "\r\n", "// comment\n", "  ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(gap -> " " + String.join("", gap));
    }

    private record Mutation(int from, int length, String piece) {}

    /// Parts of the valid text cut out or replaced by pieces of the language.
    @Provide
    Arbitrary<String> mutations() {
        Arbitrary<Mutation> mutation = Combinators.combine(
                        Arbitraries.integers().between(0, VALID.length()),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Mutation::new);
        return mutation.list().ofMinSize(1).ofMaxSize(5).map(AnyTextTest::mutate);
    }

    private static String mutate(List<Mutation> mutations) {
        var text = new StringBuilder(VALID);
        for (Mutation mutation : mutations) {
            int from = Math.min(mutation.from(), text.length());
            text.replace(from, Math.min(text.length(), from + mutation.length()), mutation.piece());
        }
        return text.toString();
    }

    private static String read(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/cases", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
