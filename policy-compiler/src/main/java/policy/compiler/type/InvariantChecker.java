// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.condition.Condition;
import policy.compiler.report.Suggestion;
import policy.dsl.ast.Declaration.InvariantDeclaration;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.runtime.decision.Effect;

/// Reads one invariant.
final class InvariantChecker {

    private static final Set<Effect> OUTCOMES = EnumSet.of(Effect.ALLOW, Effect.DENY, Effect.APPROVE);

    private final Reading reading;

    InvariantChecker(Reading reading) {
        this.reading = reading;
    }

    /// @return nothing if a mistake was told
    Optional<TypedInvariant> check(InvariantDeclaration declaration, String policy) {
        int before = reading.report().mistakes();
        Condition premise = new ConditionChecker(reading)
                .check(declaration.premise(), Facts.NONE)
                .condition();
        var outcomes = EnumSet.noneOf(Effect.class);
        for (Name written : declaration.outcomes()) {
            outcome(written).ifPresent(outcome -> {
                if (!outcomes.add(outcome)) {
                    reading.mistake(
                            Code.P305,
                            "`" + written.text() + "` stands twice",
                            written.span(),
                            "again here",
                            "keep one");
                }
            });
        }
        if (outcomes.isEmpty() && reading.report().mistakes() == before) {
            reading.report().silentMistake();
        }
        return reading.report().mistakes() > before
                ? Optional.empty()
                : Optional.of(new TypedInvariant(
                        policy,
                        declaration.name().text(),
                        reading.scope().protocol(),
                        premise,
                        outcomes,
                        declaration.doc(),
                        declaration.name().span()));
    }

    private Optional<Effect> outcome(Name written) {
        Optional<Effect> meant = OUTCOMES.stream()
                .filter(outcome -> outcome.word().equals(written.text()))
                .findFirst();
        if (meant.isEmpty()) {
            List<String> words = Stream.of(Effect.values())
                    .filter(OUTCOMES::contains)
                    .map(Effect::word)
                    .toList();
            reading.mistake(
                    Code.P208,
                    "`" + written.text() + "` is not an outcome",
                    written.span(),
                    "unknown word",
                    Suggestion.among(words, written.text(), "the outcomes are"));
        }
        return meant;
    }
}
