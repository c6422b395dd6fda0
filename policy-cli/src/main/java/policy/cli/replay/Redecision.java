// SPDX-License-Identifier: Apache-2.0
package policy.cli.replay;

import gateway.recording.RecordedRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Kleene;
import policy.compiler.condition.Truth;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;

/// Decides recorded requests by other policies. Where a record lacks what a rule reads, every answer that rule could
/// have given is tried: if they all lead to the same decision, it is that one whatever was not recorded.
final class Redecision {

    /// Rules whose answer is not known, at most; each triples the decisions that are made.
    private static final int MOST_OPEN = 6;

    private final List<TypedRule> rules;
    private final CompiledPolicySet compiled;

    Redecision(List<TypedRule> rules, CompiledPolicySet compiled) {
        this.rules = List.copyOf(rules);
        this.compiled = compiled;
    }

    /// Either of both is there.
    ///
    /// @param because why it cannot be decided
    record Result(Optional<Ruled> ruled, String because) {}

    Result decide(RecordedRequest recorded) {
        AccessRequest request = recorded.request();
        Set<String> missing = recorded.missing().keySet();
        var known = new ArrayList<TypedRule>();
        var open = new ArrayList<TypedRule>();
        for (TypedRule rule : rules) {
            if (!rule.appliesTo(request.schema().protocol())) {
                continue;
            }
            Set<Truth> truths = truths(rule.condition(), request, missing);
            if (truths.size() == 1) {
                known.add(rule.when(new Condition.Constant(truths.iterator().next())));
            } else if (!rule.observe()) {
                open.add(rule);
            }
        }
        if (open.isEmpty()) {
            return missing.isEmpty()
                    ? new Result(Optional.of(Ruled.of(compiled.decide(request))), "")
                    : new Result(Optional.of(decided(known, request)), "");
        }
        Optional<Ruled> always = open.size() > MOST_OPEN ? Optional.empty() : always(known, open, request);
        return always.isPresent() ? new Result(always, "") : new Result(Optional.empty(), because(open, recorded));
    }

    private Ruled decided(List<TypedRule> known, AccessRequest request) {
        return Ruled.of(new Interpreter(compiled.revision(), known).decide(request));
    }

    /// The decision that all answers lead to, if they do.
    private Optional<Ruled> always(List<TypedRule> known, List<TypedRule> open, AccessRequest request) {
        if (open.isEmpty()) {
            return Optional.of(decided(known, request));
        }
        Optional<Ruled> first = Optional.empty();
        for (Truth truth : Truth.values()) {
            var more = new ArrayList<>(known);
            more.add(open.getFirst().when(new Condition.Constant(truth)));
            Optional<Ruled> so = always(more, open.subList(1, open.size()), request);
            if (so.isEmpty() || (first.isPresent() && !first.get().isLike(so.get()))) {
                return Optional.empty();
            }
            first = first.isPresent() ? first : so;
        }
        return first;
    }

    private static String because(List<TypedRule> open, RecordedRequest recorded) {
        var lacks = new TreeMap<String, String>();
        open.forEach(rule -> Condition.atoms(rule.condition()).forEach(atom -> {
            String name = atom.term().attribute().name();
            String why = recorded.missing().get(name);
            if (why != null) {
                lacks.put(name, why);
            }
        }));
        return lacks.entrySet().stream()
                .map(lack -> "`" + lack.getKey() + "` was not recorded: " + lack.getValue())
                .collect(Collectors.joining("; "));
    }

    /// All answers a condition could have given, each atom by itself; more than there are, at worst.
    private static Set<Truth> truths(Condition condition, AccessRequest request, Set<String> missing) {
        return switch (condition) {
            case Condition.Constant(Truth truth) -> EnumSet.of(truth);
            case Condition.Holds(var atom, var _) ->
                missing.contains(atom.term().attribute().name())
                        ? EnumSet.allOf(Truth.class)
                        : EnumSet.of(Kleene.truth(condition, request));
            case Condition.Not(Condition operand) ->
                truths(operand, request, missing).stream()
                        .map(Truth::not)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Truth.class)));
            case Condition.And(List<Condition> operands) -> joined(operands, request, missing, /* least= */ true);
            case Condition.Or(List<Condition> operands) -> joined(operands, request, missing, /* least= */ false);
        };
    }

    private static Set<Truth> joined(
            List<Condition> operands, AccessRequest request, Set<String> missing, boolean least) {
        Set<Truth> all = EnumSet.of(least ? Truth.TRUE : Truth.FALSE);
        for (Condition operand : operands) {
            Set<Truth> next = truths(operand, request, missing);
            var both = EnumSet.noneOf(Truth.class);
            all.forEach(one -> next.forEach(other -> both.add((one.compareTo(other) < 0) == least ? one : other)));
            all = both;
        }
        return all;
    }
}
