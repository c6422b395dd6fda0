// SPDX-License-Identifier: Apache-2.0
package policy.compiler.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.compiler.analysis.Meanings;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.report.Report;
import policy.compiler.type.TypedRule;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.runtime.decision.Effect;

/// Finds rules that make no difference because of one other rule: it does the same, or forbids what they allow.
///
/// Not all pairs are asked about, which would take too long for thousands of rules: only those in which the one plainly
/// asks for nothing that the other does not ask for, too. Rules of different policies are often laid over each other on
/// purpose, a baseline over what teams write, so only those of one policy are compared.
final class PairWarnings {

    private static final Comparator<TypedRule> BY_PLACE = Comparator.comparing(
                    (TypedRule rule) -> rule.span().source().name())
            .thenComparingInt(rule -> rule.span().start());

    /// The most pairs of one policy that are looked at.
    private static final int MOST_COMPARED = 50_000;

    private final Meanings meanings;

    /// What a rule demands of each request: by it those are found that demand no more.
    private final Map<Demand, List<TypedRule>> byDemand = new HashMap<>();

    private final List<TypedRule> withoutDemand = new ArrayList<>();
    private final Map<String, Set<String>> terms = new HashMap<>();

    private record Demand(String term, String text) {}

    private int compared;

    private PairWarnings(Meanings meanings) {
        this.meanings = meanings;
    }

    /// @param rules those of one policy that can apply
    static void check(List<TypedRule> rules, Meanings meanings, Report report) {
        var pairs = new PairWarnings(meanings);
        List<TypedRule> enforced =
                rules.stream().filter(rule -> !rule.observe()).toList();
        enforced.forEach(pairs::add);
        enforced.forEach(rule -> pairs.warning(rule).ifPresent(report::add));
    }

    private void add(TypedRule rule) {
        terms.put(
                rule.rule().id(),
                Condition.atoms(rule.condition())
                        .map(atom -> atom.term().shown())
                        .collect(Collectors.toSet()));
        demands(rule).stream()
                .min(Comparator.comparingInt(Set::size))
                .ifPresentOrElse(
                        fewest -> fewest.forEach(demand -> byDemand.computeIfAbsent(demand, _ -> new ArrayList<>())
                                .add(rule)),
                        () -> withoutDemand.add(rule));
    }

    private static List<Set<Demand>> demands(TypedRule rule) {
        return Condition.conjuncts(rule.condition()).stream()
                .filter(Condition.Holds.class::isInstance)
                .map(holds -> demands(((Condition.Holds) holds).atom()))
                .filter(demands -> !demands.isEmpty())
                .toList();
    }

    private static Set<Demand> demands(Atom atom) {
        Set<String> texts = atom.test() instanceof Test.OneOf(Set<String> some)
                ? some
                : atom.test() instanceof Test.HoldsAny(Set<String> items) ? items : Set.of();
        return texts.stream().map(text -> new Demand(atom.term().shown(), text)).collect(Collectors.toSet());
    }

    private Optional<Diagnostic> warning(TypedRule rule) {
        for (TypedRule other : candidates(rule)) {
            if (compared++ < MOST_COMPARED && asksNoMore(other, rule) && isAsWide(other, rule)) {
                Optional<Diagnostic> warning = warning(rule, other);
                if (warning.isPresent()) {
                    return warning;
                }
            }
        }
        return Optional.empty();
    }

    private Collection<TypedRule> candidates(TypedRule rule) {
        var found = new LinkedHashMap<String, TypedRule>();
        withoutDemand.forEach(other -> found.put(other.rule().id(), other));
        for (Set<Demand> demands : demands(rule)) {
            byDemand.getOrDefault(demands.iterator().next(), List.of())
                    .forEach(other -> found.put(other.rule().id(), other));
        }
        found.remove(rule.rule().id());
        return found.values();
    }

    private boolean asksNoMore(TypedRule other, TypedRule rule) {
        return terms.getOrDefault(rule.rule().id(), Set.of())
                .containsAll(terms.getOrDefault(other.rule().id(), Set.of()));
    }

    private static boolean isAsWide(TypedRule other, TypedRule rule) {
        return other.protocol().isEmpty() || other.protocol().equals(rule.protocol());
    }

    private Optional<Diagnostic> warning(TypedRule rule, TypedRule other) {
        Effect effect = rule.rule().effect();
        Effect stronger = other.rule().effect();
        return switch (effect) {
            case ALLOW ->
                switch (stronger) {
                    case ALLOW -> shadowed(rule, other);
                    case DENY -> contradicted(rule, other, "is denied by this rule");
                    case APPROVE -> contradicted(rule, other, "needs approval by this rule");
                    case MASK, LIMIT, RECORD -> Optional.empty();
                };
            case APPROVE ->
                stronger == Effect.DENY ? contradicted(rule, other, "is denied by this rule") : Optional.empty();
            case DENY -> stronger == Effect.DENY ? shadowed(rule, other) : Optional.empty();
            // Two budgets are counted apart, and each has its own.
            case MASK, RECORD ->
                rule.consequence().equals(other.consequence()) ? shadowed(rule, other) : Optional.empty();
            case LIMIT -> Optional.empty();
        };
    }

    private Optional<Diagnostic> shadowed(TypedRule rule, TypedRule other) {
        boolean covered = meanings.covers(rule.protocol(), other.condition(), rule.condition(), rule.mustHold());
        if (!covered || (isFirst(rule, other) && covers(rule, other))) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.of(
                        Code.P410,
                        "`%s` changes nothing beside `%s`"
                                .formatted(rule.rule().name(), other.rule().name()),
                        rule.span(),
                        "wherever it applies, the other does the same",
                        "delete it, or say in which case it is to do what the other does not")
                .withSecondary(other.span(), "the other rule"));
    }

    /// Of two that apply to the same requests the later one is told.
    private static boolean isFirst(TypedRule rule, TypedRule other) {
        return BY_PLACE.compare(rule, other) < 0;
    }

    private boolean covers(TypedRule wide, TypedRule narrow) {
        return isAsWide(wide, narrow)
                && meanings.covers(narrow.protocol(), wide.condition(), narrow.condition(), narrow.mustHold());
    }

    private Optional<Diagnostic> contradicted(TypedRule rule, TypedRule other, String what) {
        // What a rule that asks leaves undetermined is denied already.
        boolean beaten = rule.mustHold()
                ? meanings.mayCover(rule.protocol(), other.condition(), rule.condition())
                : meanings.covers(rule.protocol(), other.condition(), rule.condition(), false);
        return beaten
                ? Optional.of(Diagnostic.of(
                                Code.P413,
                                "`%s` and `%s` contradict each other"
                                        .formatted(
                                                rule.rule().name(), other.rule().name()),
                                rule.span(),
                                "never has its way",
                                "deny beats approve, and approve beats allow: narrow the one, or delete the other")
                        .withSecondary(other.span(), "whatever it applies to " + what))
                : Optional.empty();
    }
}
