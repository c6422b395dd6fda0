// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;

/// How long it takes to ask, beside others. It decides in which order code asks and what it remembers, never what it
/// answers, so an estimate will do.
final class Cost {

    /// From here on an answer is sooner remembered than found again.
    private static final int MEMORY = 10;
    /// Finding a value out takes longer than whatever is asked about it.
    private static final int ON_DEMAND = 10_000;

    private Cost() {}

    static int of(Condition condition) {
        return Condition.atoms(condition).mapToInt(Cost::of).sum();
    }

    private static int of(Atom atom) {
        return of(atom.test()) + (atom.term().attribute().onDemand() ? ON_DEMAND : 0);
    }

    static boolean isWorthRemembering(Test test) {
        return of(test) >= MEMORY;
    }

    private static int of(Test test) {
        return switch (test) {
            case Test.Present _, Test.IsTrue _, Test.Between _ -> 1;
            case Test.OneOf _, Test.StartsWith _, Test.EndsWith _ -> 2;
            case Test.HoldsAny _ -> MEMORY - 1;
            case Test.InNetwork _, Test.During _ -> MEMORY;
            case Test.HasPart _, Test.Contains _ -> 100;
            case Test.Like _, Test.Matches _, Test.Some _, Test.Every _ -> 1_000;
        };
    }
}
