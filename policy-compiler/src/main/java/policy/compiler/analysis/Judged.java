// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Ask;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;

/// One request as one policy set decides it: the reference interpreter, and the compiled policy set alike.
///
/// @param demands those that leave nothing to others
/// @param making the rules that made the decision; none if no rule allows the request
/// @param demanding the rules that demand something
record Judged(Effect outcome, NavigableSet<Demand> demands, List<TypedRule> making, List<TypedRule> demanding) {

    /// Empty if the two do not agree: then nothing is said with this request.
    static Optional<Judged> of(
            AccessRequest request, Meaning meaning, List<TypedRule> rules, CompiledPolicySet compiled) {
        Decision meant = new Interpreter(compiled.revision(), rules).decide(request);
        if (!agree(meant, compiled.decide(request))) {
            return Optional.empty();
        }
        var cited = new HashSet<String>();
        switch (meant) {
            case Decision.Permit(var _, List<Obligation> obligations) -> cited.addAll(ids(obligations, List.of()));
            case Decision.NeedsApproval(var _, List<Ask> asks, List<Obligation> obligations) ->
                cited.addAll(ids(obligations, asks));
            case Decision.Deny _ -> {}
        }
        List<TypedRule> demanding = meaning.rules().stream()
                .filter(rule -> cited.contains(rule.rule().id()))
                .toList();
        var demands = new HashSet<Demand>();
        demanding.forEach(rule -> demands.addAll(Demand.of(rule)));
        return Optional.of(
                new Judged(Prover.outcome(meant), Demand.effective(demands), making(meant, meaning), demanding));
    }

    private static Set<String> ids(List<Obligation> obligations, List<Ask> asks) {
        var ids = new HashSet<String>();
        obligations.forEach(obligation -> ids.add(obligation.rule().id()));
        asks.forEach(ask -> ids.add(ask.rule().id()));
        return ids;
    }

    private static boolean agree(Decision one, Decision other) {
        return Prover.outcome(one) == Prover.outcome(other) && demanded(one).equals(demanded(other));
    }

    private static Set<Object> demanded(Decision decision) {
        return switch (decision) {
            case Decision.Permit(var _, List<Obligation> obligations) -> Set.copyOf(obligations);
            case Decision.NeedsApproval(var _, List<Ask> asks, List<Obligation> obligations) -> {
                var all = new HashSet<Object>(asks);
                all.addAll(obligations);
                yield all;
            }
            case Decision.Deny _ -> Set.of();
        };
    }

    /// Of a denial by a rule that cannot be told to apply, that rule.
    private static List<TypedRule> making(Decision decision, Meaning meaning) {
        var ids = new ArrayList<String>();
        Prover.made(decision).map(Rule::id).forEach(ids::add);
        if (decision instanceof Decision.Deny deny) {
            deny.reason().rule().map(Rule::id).ifPresent(ids::add);
        }
        return meaning.rules().stream()
                .filter(rule -> ids.contains(rule.rule().id()))
                .sorted(Comparator.comparing(rule -> rule.rule().id()))
                .toList();
    }

    /// The rules that demand one of these.
    List<TypedRule> demanding(Set<Demand> wanted) {
        return demanding.stream()
                .filter(rule -> Demand.of(rule).stream().anyMatch(wanted::contains))
                .toList();
    }

    Stream<String> written() {
        return demands.stream().map(demand -> demand.effect().word() + " " + demand.written());
    }
}
