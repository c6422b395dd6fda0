// SPDX-License-Identifier: Apache-2.0
package policy.compiler.reference;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import policy.compiler.condition.Answer;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.compiler.evaluate.Contribution;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Slots;
import policy.runtime.request.Value;
import policy.runtime.revision.Revision;

/// The meaning of a policy set, rule by rule and in full. Slow and obvious: read it to know what a decision is, and
/// compare anything faster with it.
public final class Interpreter {

    private final Revision revision;
    private final List<TypedRule> rules;

    /// @param rules in any order
    public Interpreter(Revision revision, List<TypedRule> rules) {
        this.revision = revision;
        this.rules = rules.stream()
                .sorted(Comparator.comparing((TypedRule rule) -> rule.rule().id()))
                .toList();
    }

    private record Judged(TypedRule rule, Truth truth) {
        boolean is(Effect effect, Truth wanted) {
            return !rule.observe() && rule.rule().effect() == effect && truth == wanted;
        }

        /// An obligation that might be due is due; a restriction that might be due denies.
        boolean takesEffect() {
            return !rule.observe()
                    && (truth == Truth.TRUE
                            || (truth == Truth.UNDETERMINED && rule.rule().effect() != Effect.ALLOW));
        }

        boolean isObserved() {
            return rule.observe() && truth == Truth.TRUE;
        }
    }

    /// The path is empty: there is no tree.
    public Decision decide(AccessRequest request) {
        List<Judged> judged = rules.stream()
                .filter(rule -> rule.appliesTo(request.schema().protocol()))
                .map(rule -> new Judged(rule, truth(rule.condition(), request)))
                .toList();
        var basis = new Basis(
                revision,
                only(judged, Judged::takesEffect).stream().map(TypedRule::rule).toList(),
                only(judged, Judged::isObserved).stream().map(TypedRule::rule).toList(),
                List.of());

        List<TypedRule> denying = only(judged, j -> j.is(Effect.DENY, Truth.TRUE));
        if (!denying.isEmpty()) {
            return new Decision.Deny(basis, Contribution.denied(denying.getFirst(), request));
        }
        List<TypedRule> unclear =
                only(judged, j -> j.is(Effect.DENY, Truth.UNDETERMINED) || j.is(Effect.APPROVE, Truth.UNDETERMINED));
        if (!unclear.isEmpty()) {
            return new Decision.Deny(basis, Contribution.undecidable(unclear.getFirst(), request));
        }
        List<Obligation> obligations = only(judged, Judged::takesEffect).stream()
                .flatMap(rule -> Contribution.obligations(rule, request).stream())
                .toList();
        List<Ask> asks = only(judged, j -> j.is(Effect.APPROVE, Truth.TRUE)).stream()
                .flatMap(rule -> Contribution.asks(rule, request).stream())
                .toList();
        if (!asks.isEmpty()) {
            return new Decision.NeedsApproval(basis, asks, obligations);
        }
        boolean allowed = judged.stream().anyMatch(j -> j.is(Effect.ALLOW, Truth.TRUE));
        return allowed ? new Decision.Permit(basis, obligations) : new Decision.Deny(basis, Contribution.notAllowed());
    }

    private static List<TypedRule> only(List<Judged> judged, Predicate<Judged> wanted) {
        return judged.stream().filter(wanted).map(Judged::rule).toList();
    }

    /// Strong Kleene logic by its definition: `and` is the least, `or` the greatest of its operands; `every` is the
    /// `and` of what it asks of each item, `some` the `or`.
    private static Truth truth(Condition condition, Slots slots) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> truth;
            case Condition.Holds(Atom(Term term, Test test), var _) -> answer(test, term.in(slots));
            case Condition.Not(Condition operand) -> truth(operand, slots).not();
            case Condition.And(List<Condition> operands) ->
                least(operands.stream().map(operand -> truth(operand, slots)));
            case Condition.Or(List<Condition> operands) ->
                greatest(operands.stream().map(operand -> truth(operand, slots)));
        };
    }

    private static Truth answer(Test test, Value value) {
        if (test instanceof Test.Some(var _, Condition asked) && value instanceof Value.Many(List<Value> items)) {
            return greatest(items.stream().map(item -> truth(asked, _ -> item)));
        }
        if (test instanceof Test.Every(var _, Condition asked) && value instanceof Value.Many(List<Value> items)) {
            return least(items.stream().map(item -> truth(asked, _ -> item)));
        }
        return Answer.of(test, value);
    }

    private static Truth least(Stream<Truth> truths) {
        return truths.min(Comparator.naturalOrder()).orElse(Truth.TRUE);
    }

    private static Truth greatest(Stream<Truth> truths) {
        return truths.max(Comparator.naturalOrder()).orElse(Truth.FALSE);
    }
}
