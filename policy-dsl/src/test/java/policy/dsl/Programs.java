// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import policy.dsl.ast.Declaration;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.Expectation;
import policy.dsl.ast.Declaration.Given;
import policy.dsl.ast.Declaration.Table;
import policy.dsl.ast.PolicyFile;

/// Any file without mistakes: every node of the tree, every keyword as a name, texts of any characters. All of it
/// stands
/// [RandomWords#NOWHERE].
public final class Programs {

    private static final int MAX_DECLARATIONS = 6;
    private static final List<String> PARTS =
            List.of("subject", "resource", "context", "answer", "http", "sql", "llm", "mcp");
    private static final List<String> DECISIONS = List.of("allow", "deny", "approve");
    private static final List<String> ADDITIONS = List.of("mask", "limit", "record", "observe");

    private final RandomWords words;
    private final RandomExpressions expressions;
    private final RandomClauses clauses;

    private Programs(Random random) {
        this.words = new RandomWords(random);
        this.expressions = new RandomExpressions(words);
        this.clauses = new RandomClauses(words, expressions);
    }

    public static Arbitrary<PolicyFile> any() {
        return Arbitraries.randomValue(random -> new Programs(random).file());
    }

    private PolicyFile file() {
        return new PolicyFile(
                Optional.of(words.dotted()), words.some(0, MAX_DECLARATIONS, this::declaration), RandomWords.NOWHERE);
    }

    private Declaration declaration() {
        return switch (words.below(7)) {
            case 0 -> new Declaration.ImportDeclaration(words.dotted(), words.maybe(words::name), RandomWords.NOWHERE);
            case 1 ->
                new Declaration.LetDeclaration(
                        doc(), words.name(), parameters(), expressions.condition(3), RandomWords.NOWHERE);
            case 2 ->
                new Declaration.ListDeclaration(
                        doc(), words.name(), words.quoted(), words.maybe(words::quoted), RandomWords.NOWHERE);
            case 3 -> test();
            case 4 ->
                new Declaration.InvariantDeclaration(
                        doc(),
                        words.name(),
                        words.name(),
                        expressions.condition(3),
                        words.some(1, 3, () -> words.name(words.of(DECISIONS))),
                        RandomWords.NOWHERE);
            default ->
                new Declaration.RuleDeclaration(
                        doc(),
                        words.chance(),
                        words.of(List.of(Effect.values())),
                        words.name(),
                        words.name(),
                        words.some(0, 5, clauses::clause),
                        RandomWords.NOWHERE);
        };
    }

    private List<policy.dsl.ast.Name> parameters() {
        return words.chance() ? List.of() : words.some(1, 3, words::name);
    }

    private String doc() {
        return words.chance() ? "" : String.join("\n", words.some(1, 3, words::line));
    }

    private Declaration test() {
        return new Declaration.TestDeclaration(
                doc(),
                words.quoted(),
                words.maybe(this::table),
                words.some(0, 4, this::given),
                words.some(0, 4, this::expectation),
                RandomWords.NOWHERE);
    }

    private Table table() {
        return new Table(
                words.some(1, 3, words::name), words.some(0, 3, () -> expressions.sample(2)), RandomWords.NOWHERE);
    }

    private Given given() {
        return new Given(words.name(words.of(PARTS)), expressions.sample(3), RandomWords.NOWHERE);
    }

    private Expectation expectation() {
        if (words.below(5) == 0) {
            return new Expectation.Masked(words.quoted(), RandomWords.NOWHERE);
        }
        boolean negated = words.chance();
        List<String> outcomes = negated
                ? ADDITIONS
                : Stream.concat(DECISIONS.stream(), ADDITIONS.stream()).toList();
        return new Expectation.Outcome(
                negated,
                words.name(words.of(outcomes)),
                words.maybe(words::name),
                words.maybe(words::quoted),
                RandomWords.NOWHERE);
    }
}
