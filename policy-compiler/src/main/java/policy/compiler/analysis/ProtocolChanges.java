// SPDX-License-Identifier: Apache-2.0
package policy.compiler.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import policy.compiler.changes.Risk;
import policy.compiler.type.TypedRule;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Rule;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Schema;

/// The changes of one protocol: sets of requests that the two sides decide otherwise are taken apart, one class after
/// the other, until nothing is left. For each class a request is looked for that both sides decide as the sets say.
final class ProtocolChanges {

    /// From what matters most.
    private static final List<Effect> OUTCOMES = List.of(Effect.ALLOW, Effect.APPROVE, Effect.DENY);

    private final Schema schema;
    private final ChangeProver.Side before;
    private final ChangeProver.Side after;
    private final Messages messages;
    private final Space space;
    private final Diagrams diagrams;
    private final Meaning one;
    private final Meaning other;
    private final List<Shift> shifts = new ArrayList<>();
    private final List<ChangeProof.Unknown> unknown = new ArrayList<>();
    private boolean whole = true;

    ProtocolChanges(Schema schema, ChangeProver.Side before, ChangeProver.Side after, Messages messages, int budget)
            throws OverBudget {
        this.schema = schema;
        this.before = before;
        this.after = after;
        this.messages = messages;
        List<TypedRule> was = before.rulesOf(schema);
        List<TypedRule> is = after.rulesOf(schema);
        var conditions = new ArrayList<policy.compiler.condition.Condition>();
        was.forEach(rule -> conditions.add(rule.condition()));
        is.forEach(rule -> conditions.add(rule.condition()));
        this.space = Space.of(conditions, budget);
        this.diagrams = space.diagrams();
        this.one = new Meaning(space, was);
        this.other = new Meaning(space, is);
    }

    ChangeProof find() throws OverBudget {
        for (Effect to : OUTCOMES) {
            for (Effect from : OUTCOMES.reversed()) {
                if (from != to) {
                    decided(from, to);
                }
            }
        }
        demanded(diagrams.and(one.of(Effect.APPROVE), other.of(Effect.APPROVE)), Set.of(Effect.APPROVE));
        int going = diagrams.and(diagrams.not(one.of(Effect.DENY)), diagrams.not(other.of(Effect.DENY)));
        demanded(going, Set.of(Effect.MASK, Effect.LIMIT, Effect.RECORD));
        budgets();
        return new ChangeProof(shifts, unknown, whole);
    }

    private boolean isFull() {
        boolean full = shifts.size() + unknown.size() >= ChangeProver.MOST_CLASSES;
        whole &= !full;
        return full;
    }

    /// One class for each rule that denies, or else asks, or else allows, on the stricter side. What is denied
    /// because no rule allows it is classed by the rules of the other side.
    private void decided(Effect from, Effect to) throws OverBudget {
        int region = diagrams.and(one.of(from), other.of(to));
        boolean narrows = strictness(to) > strictness(from);
        Meaning strict = narrows ? other : one;
        Effect stricter = narrows ? to : from;
        Meaning lax = narrows ? one : other;
        Effect laxer = narrows ? from : to;
        region = decided(region, from, to, strict, stricter, !narrows);
        region = decided(region, from, to, lax, laxer, narrows);
        if (region != Diagrams.NONE && !isFull()) {
            throw new IllegalStateException("requests that no rule decides are decided otherwise");
        }
    }

    private int decided(int region, Effect from, Effect to, Meaning side, Effect outcome, boolean isBefore)
            throws OverBudget {
        int left = region;
        for (TypedRule rule : changedFirst(side, isBefore)) {
            int part = diagrams.and(left, side.by(rule, outcome));
            if (part == Diagrams.NONE) {
                continue;
            }
            if (isFull()) {
                return left;
            }
            left = diagrams.without(left, part);
            var what = new Shift.What.Decided(rule.rule(), isBefore);
            Risk risk = strictness(to) < strictness(from) ? Risk.WIDENS : Risk.NARROWS;
            confirm(
                    part,
                    (was, is) -> was.outcome() == from
                            && is.outcome() == to
                            && (isBefore ? was : is).making().contains(rule),
                    (was, is, witness) -> new Shift(
                            schema.protocol(),
                            risk,
                            what,
                            outcome(was, was.making()),
                            outcome(is, is.making()),
                            witness),
                    isBefore ? List.of(rule.rule()) : List.of(),
                    isBefore ? List.of() : List.of(rule.rule()));
        }
        return left;
    }

    private static int strictness(Effect outcome) {
        return OUTCOMES.indexOf(outcome);
    }

    /// Rules that the other side has not, then the others.
    private List<TypedRule> changedFirst(Meaning side, boolean isBefore) {
        List<TypedRule> others = (isBefore ? other : one).rules();
        return side.rules().stream()
                .sorted(Comparator.comparing(
                                (TypedRule rule) -> others.stream().anyMatch(it -> ChangeProver.alike(it, rule)))
                        .thenComparing(rule -> rule.rule().id()))
                .toList();
    }

    /// One class for each demand that is new or gone, with those that came or went wherever it did.
    private void demanded(int region, Set<Effect> effects) throws OverBudget {
        var all = new TreeSet<>(one.demands().keySet());
        all.addAll(other.demands().keySet());
        all.removeIf(demand -> !effects.contains(demand.effect()));
        for (Demand demand : all) {
            int gone = diagrams.and(region, diagrams.without(one.where(demand), other.where(demand)));
            for (Demand instead : all) {
                if (instead.replaces(demand) && gone != Diagrams.NONE) {
                    int both = diagrams.and(gone, diagrams.without(other.where(instead), one.where(instead)));
                    demanded(both, all);
                    gone = diagrams.without(gone, both);
                    region = diagrams.without(region, both);
                }
            }
            demanded(gone, all);
            region = diagrams.without(region, gone);
        }
        for (Demand demand : all) {
            int fresh = diagrams.and(region, diagrams.without(other.where(demand), one.where(demand)));
            demanded(fresh, all);
            region = diagrams.without(region, fresh);
        }
    }

    /// @param part requests that have at least one demand less, or more
    private void demanded(int part, NavigableSet<Demand> all) throws OverBudget {
        if (part == Diagrams.NONE || isFull()) {
            return;
        }
        var gone = new TreeSet<Demand>();
        var fresh = new TreeSet<Demand>();
        for (Demand demand : all) {
            if (diagrams.without(part, diagrams.without(one.where(demand), other.where(demand))) == Diagrams.NONE) {
                gone.add(demand);
            }
            if (diagrams.without(part, diagrams.without(other.where(demand), one.where(demand))) == Diagrams.NONE) {
                fresh.add(demand);
            }
        }
        Effect effect = gone.isEmpty() ? fresh.first().effect() : gone.first().effect();
        var what = new Shift.What.Demanded(effect, written(gone), written(fresh));
        confirm(
                part,
                (was, is) -> was.demands().containsAll(gone)
                        && is.demands().containsAll(fresh)
                        && gone.stream().noneMatch(is.demands()::contains)
                        && fresh.stream().noneMatch(was.demands()::contains),
                (was, is, witness) -> new Shift(
                        schema.protocol(),
                        risk(gone, fresh),
                        what,
                        outcome(was, was.demanding(gone)),
                        outcome(is, is.demanding(fresh)),
                        witness),
                demanding(one, gone),
                demanding(other, fresh));
    }

    /// A budget that other requests share lets through others, though each request is decided as before. No single
    /// request shows that.
    private void budgets() {
        one.budgets().forEach((budget, sharing) -> {
            Set<Integer> now = other.budgets().getOrDefault(budget, sharing);
            if (!now.equals(sharing)) {
                unknown.add(new ChangeProof.Unknown(
                        schema.protocol(),
                        "other requests than before share `%s`; which of them go through, no single request shows"
                                .formatted(budget.written()),
                        demanding(one, Set.of(budget)),
                        demanding(other, Set.of(budget)),
                        Optional.empty()));
            }
        });
    }

    private static List<Rule> demanding(Meaning side, Set<Demand> demands) {
        return side.rules().stream()
                .filter(rule -> Demand.of(rule).stream().anyMatch(demands::contains))
                .map(TypedRule::rule)
                .toList();
    }

    private static List<String> written(Set<Demand> demands) {
        return demands.stream().map(Demand::written).toList();
    }

    private static Risk risk(NavigableSet<Demand> gone, NavigableSet<Demand> fresh) {
        if (fresh.isEmpty()) {
            return Risk.WIDENS;
        }
        if (gone.isEmpty()) {
            return Risk.NARROWS;
        }
        if (gone.stream().allMatch(then -> fresh.stream().anyMatch(now -> now.isStricter(then)))) {
            return Risk.NARROWS;
        }
        return fresh.stream().allMatch(now -> gone.stream().anyMatch(then -> then.isStricter(now)))
                ? Risk.WIDENS
                : Risk.EITHER;
    }

    private static Shift.Outcome outcome(Judged judged, List<TypedRule> rules) {
        return new Shift.Outcome(
                judged.outcome(),
                rules.stream().map(TypedRule::rule).toList(),
                judged.written().toList());
    }

    private interface Found {
        Shift of(Judged was, Judged is, Witness witness);
    }

    /// Looks for a request of a class that is decided as the class says; without one, nothing is known of it.
    private void confirm(int part, BiPredicate<Judged, Judged> wanted, Found found, List<Rule> was, List<Rule> is) {
        List<Candidate> candidates = space.candidates(part, messages.plain(schema), ChangeProver.MOST_CANDIDATES);
        for (Candidate candidate : candidates) {
            Optional<Shift> shift = messages.like(candidate)
                    .limit(ChangeProver.MOST_REQUESTS)
                    .filter(witness -> space.assignment(witness.request())
                            .filter(values -> diagrams.holds(part, values))
                            .isPresent())
                    .flatMap(witness -> confirmed(witness, wanted, found).stream())
                    .findFirst();
            if (shift.isPresent()) {
                shifts.add(shift.get());
                return;
            }
        }
        unknown.add(new ChangeProof.Unknown(
                schema.protocol(),
                "values that would be decided otherwise are conceivable, and no request with them was found",
                was,
                is,
                candidates.stream().findFirst().map(Candidate::shown)));
    }

    private Optional<Shift> confirmed(Witness witness, BiPredicate<Judged, Judged> wanted, Found found) {
        AccessRequest request = witness.request();
        Optional<Judged> was = Judged.of(request, one, before.rules(), before.compiled());
        Optional<Judged> is = was.flatMap(_ -> Judged.of(request, other, after.rules(), after.compiled()));
        return is.filter(now -> wanted.test(was.get(), now)).map(now -> found.of(was.get(), now, witness));
    }
}
