// SPDX-License-Identifier: Apache-2.0
package policy.compiler.counterfactual;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.compiler.condition.Term;
import policy.compiler.reference.Interpreter;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Decision;
import policy.runtime.decision.Effect;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;

/// Searches for the smallest changes of one request that change its decision; the size of a change is how many
/// attributes
/// it is of.
///
/// Breadth first, so what is found is smallest. From each changed request only attributes are changed further that can
/// matter: while a rule stands in the way, one that this rule reads, since a change that leaves all of them alone
/// leaves
/// the rule in the way; while none does, one of the rules that could make the decision. So nothing smaller is missed.
public final class Counterfactuals {

    /// How many changed requests are decided in search of one decision.
    public static final int MOST_DECIDED = 20_000;

    /// How many changes of the same size are told, each of other attributes.
    public static final int MOST_TOLD = 3;

    private static final List<Effect> DECISIONS = List.of(Effect.ALLOW, Effect.APPROVE, Effect.DENY);

    private final CompiledPolicySet policies;
    private final Interpreter interpreter;
    private final AccessRequest request;
    private final Candidates candidates;
    private final Ways ways;

    /// @param rules those that `policies` were compiled from
    public Counterfactuals(CompiledPolicySet policies, List<TypedRule> rules, AccessRequest request) {
        List<TypedRule> deciding = rules.stream()
                .filter(rule ->
                        !rule.observe() && rule.appliesTo(request.schema().protocol()))
                .filter(rule -> DECISIONS.contains(rule.rule().effect()))
                .toList();
        this.policies = policies;
        this.interpreter = new Interpreter(policies.revision(), rules);
        this.request = request;
        this.candidates = Candidates.of(deciding, request);
        this.ways = new Ways(deciding, candidates);
    }

    /// One for each of the two decisions that are not made.
    public List<Counterfactual> all() {
        Effect made = effect(policies.decide(request));
        return DECISIONS.stream()
                .filter(effect -> effect != made)
                .map(this::towards)
                .toList();
    }

    /// Which effect a decision is of.
    public static Effect effect(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Effect.ALLOW;
            case Decision.Deny _ -> Effect.DENY;
            case Decision.NeedsApproval _ -> Effect.APPROVE;
        };
    }

    /// One step of the search: all changes of one size. Changes are numbered as the candidates are, ascending.
    ///
    /// @param whole whether none was left out
    private record Level(List<List<Integer>> changes, boolean whole) {}

    /// A change that is not enough, and the changes of which one at least must be made besides.
    private record Blocked(List<Integer> changes, BitSet further) {}

    private Counterfactual towards(Effect wanted) {
        var level = new Level(List.of(List.of()), true);
        int decided = 0;
        for (int size = 0; ; size++) {
            var found = new LinkedHashMap<Set<Term>, List<Change>>();
            List<Blocked> blocked = decide(level, wanted, found);
            if (!found.isEmpty()) {
                boolean smallest = size <= 1 || candidates.complete();
                return new Counterfactual.Found(wanted, List.copyOf(found.values()), smallest);
            }
            if (!level.whole() || (!candidates.complete() && level.changes().isEmpty())) {
                return new Counterfactual.Unknown(wanted, candidates.complete() ? size - 1 : 0);
            }
            if (level.changes().isEmpty()) {
                return new Counterfactual.Nothing(wanted);
            }
            decided += level.changes().size();
            level = next(blocked, MOST_DECIDED - decided);
        }
    }

    /// @param found receives the changes that would do, by what they change, until there are enough of them
    private List<Blocked> decide(Level level, Effect wanted, Map<Set<Term>, List<Change>> found) {
        var blocked = new ArrayList<Blocked>();
        for (List<Integer> numbers : level.changes()) {
            List<Change> changes = numbers.stream().map(candidates::get).toList();
            AccessRequest changed = Change.applied(request, changes);
            Decision decision = policies.decide(changed);
            if (effect(decision) != wanted) {
                blocked.add(new Blocked(numbers, ways.towards(wanted, decision, changed)));
                continue;
            }
            confirm(wanted, changes);
            found.putIfAbsent(changes.stream().map(Change::term).collect(Collectors.toSet()), changes);
            if (found.size() == MOST_TOLD) {
                return blocked;
            }
        }
        return blocked;
    }

    private void confirm(Effect wanted, List<Change> changes) {
        if (effect(interpreter.decide(Change.applied(request, changes))) != wanted) {
            throw new IllegalStateException("the decision tree and the rules disagree on a changed request");
        }
    }

    private Level next(List<Blocked> blocked, int most) {
        var seen = new LinkedHashSet<List<Integer>>();
        for (Blocked one : blocked) {
            for (int number : one.further().stream().toArray()) {
                if (apart(number, one.changes()) && seen.size() >= most) {
                    return new Level(List.copyOf(seen), false);
                }
                if (apart(number, one.changes())) {
                    seen.add(Stream.concat(one.changes().stream(), Stream.of(number))
                            .sorted()
                            .toList());
                }
            }
        }
        return new Level(List.copyOf(seen), true);
    }

    private boolean apart(int number, List<Integer> changes) {
        Change added = candidates.get(number);
        return changes.stream().noneMatch(other -> candidates.get(other).meets(added));
    }
}
