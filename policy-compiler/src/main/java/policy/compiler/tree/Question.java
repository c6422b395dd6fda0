// SPDX-License-Identifier: Apache-2.0
package policy.compiler.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;

/// What to ask next about a number of rules.
sealed interface Question {

    /// Nothing: each is tested for itself.
    record Rest(List<OpenRule> rules) implements Question {}

    /// One atom, which these rules need to hold or to fail.
    record Share(Atom atom, List<OpenRule> all, List<OpenRule> holding, List<OpenRule> failing) implements Question {}

    /// The value of one attribute or member, of which all these rules demand something.
    ///
    /// @param branches the rules by what they demand, which has been settled for them
    /// @param index finds the branches, in their order
    record Divide(Term term, List<OpenRule> all, Map<SortedSet<Key>, List<OpenRule>> branches, KeyIndex index)
            implements Question {}

    /// Divides rules over questions so that each rule stands under exactly one.
    static List<Question> choose(List<OpenRule> rules) {
        var questions = new ArrayList<Question>();
        List<OpenRule> left = rules;
        while (left.size() > TreeBuilder.FEW_RULES) {
            Optional<Divide> best = bestDivision(left);
            if (best.isEmpty()) {
                break;
            }
            questions.add(best.get());
            Term term = best.get().term();
            left = left.stream().filter(rule -> rule.demandOn(term).isEmpty()).toList();
        }
        if (left.size() > TreeBuilder.FEW_RULES) {
            left = share(left, questions);
        }
        if (!left.isEmpty() || questions.isEmpty()) {
            questions.add(new Rest(left));
        }
        return questions;
    }

    /// What takes long to find out is asked last, when no other question tells the rules apart: most requests may
    /// never come there.
    private static Optional<Divide> bestDivision(List<OpenRule> rules) {
        return bestDivision(rules, false).or(() -> bestDivision(rules, true));
    }

    private static Optional<Divide> bestDivision(List<OpenRule> rules, boolean onDemand) {
        var byTerm = new TreeMap<Term, List<OpenRule>>();
        for (OpenRule rule : rules) {
            rule.conjuncts().stream()
                    .flatMap(conjunct -> conjunct.demands().keySet().stream())
                    .filter(term -> term.attribute().onDemand() == onDemand)
                    .distinct()
                    .forEach(term ->
                            byTerm.computeIfAbsent(term, _ -> new ArrayList<>()).add(rule));
        }
        Optional<Divide> best = Optional.empty();
        double bestGain = 0;
        for (var covered : byTerm.entrySet()) {
            Divide divide = division(covered.getKey(), covered.getValue());
            double gain = Selectivity.gain(divide);
            if (gain > bestGain) {
                best = Optional.of(divide);
                bestGain = gain;
            }
        }
        return best;
    }

    private static Divide division(Term term, List<OpenRule> covered) {
        var branches = new LinkedHashMap<SortedSet<Key>, List<OpenRule>>();
        for (OpenRule rule : covered) {
            Constraint demand = rule.demandOn(term).orElseThrow();
            branches.computeIfAbsent(demand.keys(), _ -> new ArrayList<>()).add(rule.after(demand));
        }
        return new Divide(term, covered, branches, KeyIndex.of(term.type(), List.copyOf(branches.keySet())));
    }

    /// Puts rules that share an atom under it; each under the one that most rules share.
    ///
    /// @return the rules that share none
    private static List<OpenRule> share(List<OpenRule> rules, List<Question> questions) {
        var counts = new HashMap<Condition.Holds, Integer>();
        for (OpenRule rule : rules) {
            rule.conjuncts().stream()
                    .flatMap(conjunct -> atomOf(conjunct.condition()).stream())
                    .distinct()
                    .forEach(atom -> counts.merge(atom, 1, Integer::sum));
        }
        var sharing = new LinkedHashMap<Condition.Holds, List<OpenRule>>();
        var alone = new ArrayList<OpenRule>();
        for (OpenRule rule : rules) {
            Optional<Condition.Holds> most = mostShared(rule, counts);
            if (most.isPresent()) {
                sharing.computeIfAbsent(most.get(), _ -> new ArrayList<>()).add(rule);
            } else {
                alone.add(rule);
            }
        }
        sharing.forEach((atom, all) -> {
            if (all.size() > 1) {
                questions.add(shared(atom, all));
            } else {
                alone.addAll(all);
            }
        });
        return alone;
    }

    private static Optional<Condition.Holds> mostShared(OpenRule rule, Map<Condition.Holds, Integer> counts) {
        Optional<Condition.Holds> most = Optional.empty();
        int mostCount = 1;
        for (OpenRule.Conjunct conjunct : rule.conjuncts()) {
            Optional<Condition.Holds> atom = atomOf(conjunct.condition());
            int count = atom.map(a -> counts.getOrDefault(a, 0)).orElse(0);
            if (count > mostCount) {
                most = atom;
                mostCount = count;
            }
        }
        return most;
    }

    private static Share shared(Condition.Holds holds, List<OpenRule> all) {
        Condition fails = Condition.not(holds);
        var holding = new ArrayList<OpenRule>();
        var failing = new ArrayList<OpenRule>();
        for (OpenRule rule : all) {
            boolean wantsIt = rule.conjuncts().stream()
                    .anyMatch(conjunct -> conjunct.condition().equals(holds));
            if (wantsIt) {
                holding.add(rule.without(holds));
            } else {
                failing.add(rule.without(fails));
            }
        }
        return new Share(holds.atom(), all, holding, failing);
    }

    /// The atom of a conjunct that is one, or the negation of one. None of what takes long to find out: a rule asks
    /// for it last, and what was found is kept.
    private static Optional<Condition.Holds> atomOf(Condition condition) {
        return switch (condition) {
            case Condition.Holds holds -> Optional.of(holds).filter(Question::isAtHand);
            case Condition.Not(Condition.Holds holds) -> Optional.of(holds).filter(Question::isAtHand);
            case Condition.Constant _, Condition.Not _, Condition.And _, Condition.Or _ -> Optional.empty();
        };
    }

    private static boolean isAtHand(Condition.Holds holds) {
        return !holds.atom().term().attribute().onDemand();
    }
}
