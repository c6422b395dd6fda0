// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Effect;

/// What one policy set makes of all requests of a protocol, as sets of requests: how each is decided, by which rules,
/// and what is demanded of those that go through. It follows [policy.compiler.reference.Interpreter] step by step.
final class Meaning {

    private final Diagrams diagrams;
    private final List<TypedRule> rules;
    private final Map<TypedRule, Space.Sets> sets = new HashMap<>();
    private final int restricted;
    private final int asking;
    private final int allowed;
    private final SortedMap<Demand, Integer> demands = new TreeMap<>();

    /// @param rules those that apply to the protocol and are not only watched; their conditions are in the space
    Meaning(Space space, List<TypedRule> rules) throws OverBudget {
        this.diagrams = space.diagrams();
        this.rules = rules;
        for (TypedRule rule : rules) {
            sets.put(rule, space.sets(rule.condition()));
        }
        int denied = Diagrams.NONE;
        int asked = Diagrams.NONE;
        int permitted = Diagrams.NONE;
        for (TypedRule rule : rules) {
            denied = diagrams.or(denied, denying(rule));
            asked = diagrams.or(asked, rule.rule().effect() == Effect.APPROVE ? isTrue(rule) : Diagrams.NONE);
            permitted = diagrams.or(permitted, rule.rule().effect() == Effect.ALLOW ? isTrue(rule) : Diagrams.NONE);
        }
        this.restricted = denied;
        this.asking = diagrams.without(asked, denied);
        this.allowed = diagrams.without(diagrams.without(permitted, asked), denied);
        demand();
    }

    private void demand() throws OverBudget {
        var all = new TreeMap<Demand, Integer>();
        for (TypedRule rule : rules) {
            int due = switch (rule.rule().effect()) {
                case APPROVE -> diagrams.and(asking, isTrue(rule));
                case MASK, LIMIT, RECORD ->
                    diagrams.and(diagrams.or(asking, allowed), sets(rule).isNotFalse());
                case ALLOW, DENY -> Diagrams.NONE;
            };
            for (Demand demand : Demand.of(rule)) {
                all.put(demand, diagrams.or(all.getOrDefault(demand, Diagrams.NONE), due));
            }
        }
        for (Map.Entry<Demand, Integer> entry : all.entrySet()) {
            int left = entry.getValue();
            for (Map.Entry<Demand, Integer> other : all.entrySet()) {
                left = other.getKey().covers(entry.getKey()) ? diagrams.without(left, other.getValue()) : left;
            }
            demands.put(entry.getKey(), left);
        }
    }

    /// For each budget the sets of requests that count against it, one set for each rule.
    SortedMap<Demand, Set<Integer>> budgets() {
        var budgets = new TreeMap<Demand, Set<Integer>>();
        rules.stream()
                .filter(rule -> rule.rule().effect() == Effect.LIMIT)
                .forEach(rule -> Demand.of(rule)
                        .forEach(demand -> budgets.computeIfAbsent(demand, _ -> new TreeSet<>())
                                .add(sets(rule).isNotFalse())));
        return budgets;
    }

    private Space.Sets sets(TypedRule rule) {
        return Objects.requireNonNull(sets.get(rule), () -> rule.rule().id());
    }

    private int isTrue(TypedRule rule) {
        return sets(rule).isTrue();
    }

    /// What a rule denies, or would if no other did; an `approve` rule what it cannot be told to ask for.
    private int denying(TypedRule rule) throws OverBudget {
        Space.Sets of = sets(rule);
        return switch (rule.rule().effect()) {
            case DENY -> of.isNotFalse();
            case APPROVE -> diagrams.without(of.isNotFalse(), of.isTrue());
            case ALLOW, MASK, LIMIT, RECORD -> Diagrams.NONE;
        };
    }

    /// All requests with this outcome.
    int of(Effect outcome) throws OverBudget {
        return switch (outcome) {
            case ALLOW -> allowed;
            case APPROVE -> asking;
            case DENY -> diagrams.not(diagrams.or(asking, allowed));
            case MASK, LIMIT, RECORD -> throw new IllegalArgumentException("no outcome: " + outcome);
        };
    }

    /// Those that no rule denies; they are denied still if no rule allows them.
    int unrestricted() throws OverBudget {
        return diagrams.not(restricted);
    }

    /// Those of an outcome that a rule brings about; other rules may do so as well.
    int by(TypedRule rule, Effect outcome) throws OverBudget {
        return switch (outcome) {
            case DENY -> denying(rule);
            case APPROVE, ALLOW -> rule.rule().effect() == outcome ? isTrue(rule) : Diagrams.NONE;
            case MASK, LIMIT, RECORD -> throw new IllegalArgumentException("no outcome: " + outcome);
        };
    }

    List<TypedRule> rules() {
        return rules;
    }

    /// The requests of which something is demanded; empty sets are left in.
    SortedMap<Demand, Integer> demands() {
        return demands;
    }

    int where(Demand demand) {
        return demands.getOrDefault(demand, Diagrams.NONE);
    }
}
