// SPDX-License-Identifier: Apache-2.0
package policy.tests.mutation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.compiler.condition.Condition;
import policy.compiler.type.Consequence;
import policy.compiler.type.TypedRule;
import policy.compiler.written.WrittenRule;
import policy.compiler.written.WrittenRule.Guard;
import policy.dsl.source.Span;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.tests.Quotation;

/// The changes that are tried on one rule. None of them leaves the meaning of the rule as it was, no two give the same.
///
/// Not tried is what no `expect` can tell: whom an `approve` asks and how long it waits, how much a `limit` lets
/// through,
/// what a `record` keeps, and one of several things a `mask` hides.
final class Mutants {

    private final WrittenRule rule;
    private final TypedRule typed;
    private final List<Mutant> made = new ArrayList<>();
    private final Set<Condition> meanings = new HashSet<>();

    private Mutants(WrittenRule rule) {
        this.rule = rule;
        this.typed = rule.rule();
        meanings.add(typed.condition());
    }

    static List<Mutant> of(WrittenRule rule) {
        var mutants = new Mutants(rule);
        mutants.change();
        return mutants.made;
    }

    private void change() {
        add(typed.span(), "the rule is left out", Optional.empty());
        changeEffect();
        dropObligation();
        List<Guard> guards = rule.clauses();
        for (int i = 0; i < guards.size(); i++) {
            Guard guard = guards.get(i);
            meaning(guard.span(), Quotation.of(guard.span()) + " is left out", without(i));
            int number = i;
            Variant.of(guard.written())
                    .forEach(variant ->
                            meaning(variant.at(), variant.change(), with(number, guard.with(variant.written()))));
        }
    }

    private void changeEffect() {
        if (typed.observe()) {
            return;
        }
        switch (typed.consequence()) {
            case Consequence.Allow allow ->
                effect(Effect.DENY, new Consequence.Deny(allow.because(), Optional.empty()));
            case Consequence.Deny deny -> effect(Effect.ALLOW, new Consequence.Allow(deny.because()));
            case Consequence.Approve approve -> {
                effect(Effect.ALLOW, new Consequence.Allow(approve.because()));
                effect(Effect.DENY, new Consequence.Deny(approve.because(), approve.help()));
            }
            case Consequence.Mask _, Consequence.Limit _, Consequence.Keep _ -> {}
        }
    }

    private void effect(Effect effect, Consequence consequence) {
        Rule cited = typed.rule();
        String change = "`" + cited.effect().word() + "` becomes `" + effect.word() + "`";
        add(
                typed.span(),
                change,
                Optional.of(
                        typed.demanding(new Rule(effect, cited.policy(), cited.name(), cited.place()), consequence)));
    }

    private void dropObligation() {
        if (typed.consequence() instanceof Consequence.Mask(var hidings) && hidings.size() == 1) {
            Span find = rule.finds().getFirst();
            TypedRule without = typed.demanding(typed.rule(), new Consequence.Mask(List.of()));
            add(find, Quotation.of(find) + " is left out", Optional.of(without));
        }
    }

    private void meaning(Span at, String change, List<Guard> guards) {
        Condition condition = WrittenRule.meaning(guards);
        if (meanings.add(condition)) {
            add(at, change, Optional.of(typed.when(condition)));
        }
    }

    private void add(Span at, String change, Optional<TypedRule> instead) {
        made.add(new Mutant(rule, at, change, instead));
    }

    private List<Guard> without(int number) {
        var left = new ArrayList<>(rule.clauses());
        left.remove(number);
        return left;
    }

    private List<Guard> with(int number, Guard instead) {
        var changed = new ArrayList<>(rule.clauses());
        changed.set(number, instead);
        return changed;
    }
}
