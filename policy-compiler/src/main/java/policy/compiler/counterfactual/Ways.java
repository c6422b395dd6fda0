// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Reason;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;

/// Which changes can lead from a decision to another one.
///
/// While a rule stands in the way, whoever gets round it changes something it reads: a request that is the same in all
/// of
/// that has the rule in its way, too. While none does, some rule must come to apply, and for that its first condition
/// that fails must notice a change. So whatever leads to the decision begins with one of these changes.
final class Ways {

    /// Of more rules than these it is not asked which of their conditions fail; all they read counts then.
    private static final int MOST_ASKED = 300;

    private final Candidates candidates;
    private final Map<String, TypedRule> byId = new HashMap<>();
    private final Map<Effect, List<TypedRule>> byEffect = new HashMap<>();
    private final Map<Condition, BitSet> noticed = new HashMap<>();
    private final Map<Effect, BitSet> noticedByAny = new HashMap<>();

    /// @param rules those that can make the decision
    Ways(List<TypedRule> rules, Candidates candidates) {
        this.candidates = candidates;
        rules.forEach(rule -> byId.put(rule.rule().id(), rule));
        for (Effect effect : Effect.values()) {
            byEffect.put(
                    effect,
                    rules.stream()
                            .filter(rule -> rule.rule().effect() == effect)
                            .toList());
        }
    }

    /// @param decision of the request as it has been changed so far, another than the wanted one
    /// @return numbers of candidates, of which one at least must be made
    BitSet towards(Effect wanted, Decision decision, AccessRequest request) {
        return switch (decision) {
            case Decision.Permit(Basis basis, var _) ->
                wanted == Effect.DENY ? toDeny(basis) : toApply(wanted, request);
            case Decision.NeedsApproval(Basis basis, List<Ask> asks, var _) ->
                wanted == Effect.DENY ? toDeny(basis) : round(asks.getFirst().rule());
            case Decision.Deny(var _, Reason reason) ->
                reason.rule().map(this::round).orElseGet(() -> toApply(wanted, request));
        };
    }

    /// A rule comes into the way, or one of those that let it through no longer does.
    private BitSet toDeny(Basis basis) {
        var numbers = new BitSet();
        numbers.or(any(Effect.DENY));
        numbers.or(any(Effect.APPROVE));
        basis.rules().stream()
                .filter(rule -> rule.effect() == Effect.ALLOW)
                .map(this::round)
                .forEach(numbers::or);
        return numbers;
    }

    private BitSet round(Rule rule) {
        TypedRule read = byId.get(rule.id());
        return read == null ? new BitSet() : noticedBy(read.condition());
    }

    private BitSet toApply(Effect effect, AccessRequest request) {
        List<TypedRule> rules = byEffect.getOrDefault(effect, List.of());
        if (rules.size() > MOST_ASKED) {
            return any(effect);
        }
        var numbers = new BitSet();
        for (TypedRule rule : rules) {
            Condition.conjuncts(rule.condition()).stream()
                    .filter(conjunct -> Kleene.truth(conjunct, request) != Truth.TRUE)
                    .findFirst()
                    .ifPresent(conjunct -> numbers.or(noticedBy(conjunct)));
        }
        return numbers;
    }

    private BitSet any(Effect effect) {
        return noticedByAny.computeIfAbsent(effect, _ -> {
            var numbers = new BitSet();
            byEffect.getOrDefault(effect, List.of()).stream()
                    .map(TypedRule::condition)
                    .map(candidates::noticedBy)
                    .forEach(numbers::or);
            return numbers;
        });
    }

    private BitSet noticedBy(Condition condition) {
        return noticed.computeIfAbsent(condition, candidates::noticedBy);
    }
}
