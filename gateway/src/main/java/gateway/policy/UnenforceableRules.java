// SPDX-License-Identifier: Apache-2.0
package gateway.policy;

import gateway.enforce.Enforceable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import policy.compiler.type.Consequence;
import policy.compiler.type.Consequence.Hiding;
import policy.compiler.type.TypedRule;

/// Tells beforehand which rules will deny because this gateway cannot carry them out ([Enforceable]), so that whoever
/// puts them in force learns it before a caller does.
final class UnenforceableRules {

    private UnenforceableRules() {}

    /// @return a sentence for each such rule, in the order given; rules on trial demand nothing
    static List<String> of(List<TypedRule> rules) {
        return rules.stream()
                .filter(rule -> !rule.observe())
                .flatMap(rule -> demand(rule.consequence()).stream().map(what -> sentence(rule, what)))
                .toList();
    }

    private static String sentence(TypedRule rule, String what) {
        return "rule `%s` (%s) demands %s, which this gateway cannot do: requests that it applies to are denied, G115"
                .formatted(rule.rule().id(), rule.rule().place(), what);
    }

    private static Optional<String> demand(Consequence consequence) {
        return switch (consequence) {
            case Consequence.Allow _, Consequence.Deny _ -> Optional.empty();
            case Consequence.Approve approve -> Enforceable.beyond(approve.terms());
            case Consequence.Mask(List<Hiding> hidings) ->
                hidings.stream()
                        .filter(hiding -> !Enforceable.isCarriedOut(hiding.hidden(), hiding.transform()))
                        .map(hiding -> "`" + hiding.hidden().written() + " as "
                                + hiding.transform().written() + "`")
                        .findFirst();
            case Consequence.Limit _ -> Optional.of("a budget");
            case Consequence.Keep keep ->
                Stream.of(keep.kept())
                        .filter(kept -> !Enforceable.isCarriedOut(kept))
                        .map(kept -> "`keep " + kept.word() + "`")
                        .findFirst();
        };
    }
}
