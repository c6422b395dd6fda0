// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.dsl.ast.Declaration.Text;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Invisible;
import policy.dsl.source.Source;
import policy.dsl.source.Span;

/// Names, texts, numbers and choices for [Programs].
final class RandomWords {

    /// Where everything stands that was not read from a text.
    static final Span NOWHERE = new Span(new Source("nowhere", ""), 0, 0);

    private static final List<String> KEYWORDS = List.of(
            "policy",
            "import",
            "let",
            "list",
            "observe",
            "allow",
            "deny",
            "approve",
            "mask",
            "limit",
            "record",
            "test",
            "invariant",
            "when",
            "unless",
            "because",
            "help",
            "ask",
            "within",
            "find",
            "reason",
            "escalate",
            "grant",
            "channel",
            "durable",
            "break_glass",
            "column",
            "field",
            "header",
            "at",
            "keep",
            "from",
            "then",
            "owner",
            "required",
            "after",
            "to",
            "once",
            "least",
            "most",
            "review",
            "per",
            "no",
            "masked",
            "some",
            "every",
            "satisfies",
            "group",
            "r",
            "last",
            "requests",
            "full");

    /// Operators and the like; `expect` and `implies` end what stands before them; days before `in` begin a window.
    private static final Set<String> NO_NAMES = Set.of(
            "on",
            "of",
            "by",
            "as",
            "for",
            "with",
            "or",
            "and",
            "not",
            "in",
            "contains",
            "intersects",
            "starts",
            "ends",
            "like",
            "matches",
            "finds",
            "has",
            "true",
            "false",
            "expect",
            "implies",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCXYZ_";
    private static final String NAME_CHARACTERS = LETTERS + "0123456789";

    private static final int[] ODD_CHARACTERS = {
        '"', '\\', '\n', '\t', '{', '}', '\'', '/', '#', ' ', 0, 7, 0xE9, 0x3B1, 0x430, 0x301, 0x202E, 0x200B, 0xFEFF,
        0x65E5, 0x1F600, 0xE0041
    };

    private final Random random;

    RandomWords(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance() {
        return random.nextBoolean();
    }

    <T> T of(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return chance() ? Optional.of(value.get()) : Optional.empty();
    }

    /// @param most included
    <T> List<T> some(int least, int most, Supplier<T> value) {
        return Stream.generate(value).limit(least + below(most - least + 1)).toList();
    }

    Name name() {
        return name(word());
    }

    Name name(String text) {
        return new Name(text, NOWHERE);
    }

    /// One word, or several with dots between them.
    Name dotted() {
        return name(String.join(".", some(1, 3, this::word)));
    }

    private String word() {
        if (below(3) == 0) {
            return of(KEYWORDS);
        }
        String word = pick(LETTERS, 1) + pick(NAME_CHARACTERS, below(8));
        return NO_NAMES.contains(word) ? "x" : word;
    }

    private String pick(String characters, int count) {
        return Stream.generate(() -> characters.charAt(below(characters.length())))
                .limit(count)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    Text quoted() {
        return new Text(text(), NOWHERE);
    }

    /// Of any characters, now and then odd ones.
    String text() {
        var text = new StringBuilder();
        some(0, 10, this::character).forEach(text::appendCodePoint);
        return text.toString();
    }

    private int character() {
        return below(3) == 0 ? ODD_CHARACTERS[below(ODD_CHARACTERS.length)] : ' ' + below('~' - ' ' + 1);
    }

    /// What may stand in a source as it is, without a quote.
    String line() {
        String visible = text().codePoints()
                .filter(c -> !Invisible.is(c) && c != '"')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return "x" + visible.stripTrailing();
    }

    /// More than none, up to a hundred years.
    Duration duration() {
        return switch (below(4)) {
            case 0 -> Duration.ofMillis(1 + below(10_000));
            case 1 -> Duration.ofMinutes(1 + below(10_000));
            case 2 -> Duration.ofHours(1 + below(1_000));
            default -> Duration.ofDays(1 + below(36_525));
        };
    }

    long number() {
        return chance() ? below(1_000) : random.nextLong();
    }

    /// Up to a pebibyte.
    long bytes() {
        return switch (below(3)) {
            case 0 -> below(100_000);
            case 1 -> (1L + below(1_000)) << (10 * (1 + below(3)));
            default -> random.nextLong(1L << 50);
        };
    }
}
