// SPDX-License-Identifier: Apache-2.0
package policy.dsl;

import static policy.dsl.RandomWords.NOWHERE;

import java.util.ArrayList;
import java.util.List;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Clause.Part;
import policy.dsl.ast.Clause.Place;
import policy.dsl.ast.Clause.Reviewers;
import policy.dsl.ast.Clause.Transform;

/// Clauses for [Programs], whatever the effect of their rule.
final class RandomClauses {

    private static final int KINDS = 16;

    private final RandomWords words;
    private final RandomExpressions expressions;

    RandomClauses(RandomWords words, RandomExpressions expressions) {
        this.words = words;
        this.expressions = expressions;
    }

    Clause clause() {
        return switch (words.below(KINDS)) {
            case 0 -> new Clause.When(expressions.condition(3), NOWHERE);
            case 1 -> new Clause.Unless(expressions.condition(2), NOWHERE);
            case 2 -> new Clause.Because(template(), NOWHERE);
            case 3 -> new Clause.Help(words.text(), NOWHERE);
            case 4 -> new Clause.Ask(words.some(1, 3, this::step), NOWHERE);
            case 5 -> new Clause.ReasonRequired(NOWHERE);
            case 6 -> new Clause.Within(words.duration(), NOWHERE);
            case 7 -> new Clause.Escalate(words.duration(), reviewers(), NOWHERE);
            case 8 -> new Clause.GrantOnce(NOWHERE);
            case 9 ->
                new Clause.GrantFor(
                        words.duration(),
                        words.name(words.of(List.of("same_statement", "same_shape", "same_session"))),
                        NOWHERE);
            case 10 -> new Clause.Channel(words.name(words.of(List.of("chat", "sso", "webauthn"))), NOWHERE);
            case 11 -> new Clause.Durable(NOWHERE);
            case 12 -> new Clause.BreakGlass(reviewers(), reviewers(), words.duration(), NOWHERE);
            case 13 -> new Clause.Find(words.some(1, 3, words::name), transform(), NOWHERE);
            case 14 ->
                new Clause.Hide(
                        words.of(List.of(Place.values())), words.some(1, 3, words::quoted), transform(), NOWHERE);
            default -> words.chance() ? atMost() : keep();
        };
    }

    private Clause atMost() {
        return new Clause.AtMost(
                1 + words.bytes() % 1_000_000_000_000_000L,
                words.name(words.of(List.of("requests", "tokens", "bytes"))),
                words.duration(),
                words.chance() ? List.of() : words.some(1, 3, words::dotted),
                NOWHERE);
    }

    private Clause keep() {
        return new Clause.Keep(
                words.name(words.of(List.of("decision", "full", "raw"))), words.maybe(words::duration), NOWHERE);
    }

    private Clause.Step step() {
        return new Clause.Step(1 + words.below(1_000), reviewers(), NOWHERE);
    }

    private Reviewers reviewers() {
        return words.chance() ? new Reviewers.Owner(NOWHERE) : new Reviewers.OfGroup(words.text(), NOWHERE);
    }

    private Transform transform() {
        return switch (words.below(4)) {
            case 0 -> new Transform.Redact(NOWHERE);
            case 1 -> new Transform.Hash(NOWHERE);
            case 2 -> new Transform.Tokenise(NOWHERE);
            default -> new Transform.Partial(words.below(1_001), NOWHERE);
        };
    }

    /// Never two literals side by side: they would be read as one.
    private Clause.Template template() {
        var parts = new ArrayList<Part>();
        for (int i = words.below(4); i > 0; i--) {
            String text = words.text();
            if (!text.isEmpty()) {
                parts.add(new Part.Literal(text, NOWHERE));
            }
            parts.add(new Part.Hole(words.dotted(), NOWHERE));
        }
        return new Clause.Template(parts, NOWHERE);
    }
}
