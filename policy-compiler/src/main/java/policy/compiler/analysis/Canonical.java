// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.Comparator;
import java.util.List;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.runtime.request.Attribute;

/// Conditions in one form, so that what two policy sets ask in other words is one question: tests that are not followed
/// are only known to answer alike if they are equal.
final class Canonical {

    private static final String ITEM = "item";

    private Canonical() {}

    /// The same condition: names of items do not matter, nor does the order within `some` and `every`.
    static Condition of(Condition condition) {
        return switch (condition) {
            case Condition.Constant _ -> condition;
            case Condition.Holds(Atom(Term term, Test test), var span) ->
                new Condition.Holds(new Atom(term, of(test)), span);
            case Condition.Not(Condition operand) -> Condition.not(of(operand));
            case Condition.And(List<Condition> operands) ->
                Condition.allOf(operands.stream().map(Canonical::of).toList());
            case Condition.Or(List<Condition> operands) ->
                Condition.anyOf(operands.stream().map(Canonical::of).toList());
        };
    }

    private static Test of(Test test) {
        return switch (test) {
            case Test.Some(var _, Condition asked) -> new Test.Some(ITEM, ofItem(asked));
            case Test.Every(var _, Condition asked) -> new Test.Every(ITEM, ofItem(asked));
            case Test.Present _,
                    Test.IsTrue _,
                    Test.OneOf _,
                    Test.StartsWith _,
                    Test.EndsWith _,
                    Test.HasPart _,
                    Test.Like _,
                    Test.Matches _,
                    Test.Between _,
                    Test.Contains _,
                    Test.InNetwork _,
                    Test.During _,
                    Test.HoldsAny _ -> test;
        };
    }

    /// What is asked of an item, its operands in the order of their texts and each once.
    private static Condition ofItem(Condition condition) {
        return switch (condition) {
            case Condition.Constant _ -> condition;
            case Condition.Holds(Atom(Term term, Test test), var span) -> {
                Attribute written = term.attribute();
                var item = Attribute.always(ITEM, written.type(), "");
                yield new Condition.Holds(
                        new Atom(new Term(item, term.slot(), term.path(), term.type()), of(test)), span);
            }
            case Condition.Not(Condition operand) -> Condition.not(ofItem(operand));
            case Condition.And(List<Condition> operands) -> Condition.allOf(sorted(operands));
            case Condition.Or(List<Condition> operands) -> Condition.anyOf(sorted(operands));
        };
    }

    private static List<Condition> sorted(List<Condition> operands) {
        return operands.stream()
                .map(Canonical::ofItem)
                .distinct()
                .sorted(Comparator.comparing(policy.compiler.condition.Wording::of))
                .toList();
    }
}
