// SPDX-License-Identifier: Apache-2.0
package policy.compiler.changes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import policy.compiler.changes.Pairs.Pair;
import policy.compiler.outline.OneLine;
import policy.compiler.outline.Parts;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.ast.Expression;

/// What is another in a rule.
final class RuleChange {

    private static final String ANY = "any";

    private final RuleDeclaration before;
    private final RuleDeclaration after;
    private final List<Detail> details = new ArrayList<>();

    private RuleChange(RuleDeclaration before, RuleDeclaration after) {
        this.before = before;
        this.after = after;
    }

    /// A rule that is new.
    static Risk added(RuleDeclaration rule) {
        return reach(rule, Direction.WEAKER);
    }

    static Risk removed(RuleDeclaration rule) {
        return reach(rule, Direction.STRONGER);
    }

    /// Where a rule applies to more, or to less.
    static Risk reach(RuleDeclaration rule, Direction direction) {
        if (rule.observe() || direction == Direction.SAME) {
            return Risk.NEUTRAL;
        }
        Risk ofAllow = switch (direction) {
            case WEAKER -> Risk.WIDENS;
            case STRONGER -> Risk.NARROWS;
            case UNCLEAR, SAME -> Risk.EITHER;
        };
        return rule.effect() == Effect.ALLOW ? ofAllow : ofAllow.reversed();
    }

    static List<Detail> between(RuleDeclaration before, RuleDeclaration after) {
        var change = new RuleChange(before, after);
        change.header();
        change.conditions("when", Parts.whens(before.clauses()), Parts.whens(after.clauses()), false);
        change.conditions("unless", Parts.unlesses(before.clauses()), Parts.unlesses(after.clauses()), true);
        change.clauses();
        return change.details;
    }

    private void header() {
        if (before.observe() != after.observe()) {
            Risk risk = after.observe() ? removed(before) : added(after);
            details.add(Detail.changed(
                    "observe",
                    before.observe() ? "only observed" : "enforced",
                    after.observe() ? "only observed" : "enforced",
                    risk));
        }
        if (before.effect() != after.effect()) {
            details.add(Detail.changed("effect", word(before.effect()), word(after.effect()), effect()));
        }
        String from = before.protocol().text();
        String to = after.protocol().text();
        if (!from.equals(to)) {
            Direction direction =
                    to.equals(ANY) ? Direction.WEAKER : from.equals(ANY) ? Direction.STRONGER : Direction.UNCLEAR;
            details.add(Detail.changed("protocol", from, to, reach(after, direction)));
        }
    }

    private static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }

    /// A stronger decision narrows; otherwise one rule is gone and another one new.
    private Risk effect() {
        List<Effect> stronger = List.of(Effect.ALLOW, Effect.APPROVE, Effect.DENY);
        if (before.observe() || after.observe()) {
            return Risk.NEUTRAL;
        }
        int from = stronger.indexOf(before.effect());
        int to = stronger.indexOf(after.effect());
        if (from >= 0 && to >= 0) {
            return to > from ? Risk.NARROWS : Risk.WIDENS;
        }
        return Risk.worst(List.of(removed(before), added(after)));
    }

    private void conditions(String what, List<Expression> was, List<Expression> is, boolean negated) {
        List<Pair<Expression>> pairs =
                Pairs.of(was, is, condition -> OneLine.of(condition.span()), ConditionChange::likeness);
        for (Pair<Expression> pair : pairs) {
            Direction direction = direction(pair, negated);
            Entries entries = pair.both(ConditionChange::entries).orElse(Entries.NONE);
            details.add(new Detail(
                    what,
                    pair.before().map(condition -> OneLine.of(condition.span())),
                    pair.after().map(condition -> OneLine.of(condition.span())),
                    entries,
                    reach(after, direction)));
        }
    }

    /// What it does to the rule: one condition more makes it apply to less, whether it must or must not hold.
    private static Direction direction(Pair<Expression> pair, boolean negated) {
        if (pair.before().isEmpty()) {
            return Direction.STRONGER;
        }
        if (pair.after().isEmpty()) {
            return Direction.WEAKER;
        }
        Direction direction =
                ConditionChange.between(pair.before().get(), pair.after().get());
        return negated ? direction.reversed() : direction;
    }

    private void clauses() {
        var keywords = new LinkedHashSet<String>();
        before.clauses().forEach(clause -> keywords.add(Parts.keyword(clause)));
        after.clauses().forEach(clause -> keywords.add(Parts.keyword(clause)));
        for (String keyword : keywords) {
            List<Pair<Clause>> pairs =
                    Pairs.of(of(before, keyword), of(after, keyword), clause -> OneLine.of(clause.span()), (_, _) -> 1);
            for (Pair<Clause> pair : pairs) {
                Risk risk = after.observe() ? Risk.NEUTRAL : ClauseRisk.of(pair.before(), pair.after());
                details.add(Detail.of(
                        keyword, pair.before().map(Parts::rest), pair.after().map(Parts::rest), risk));
            }
        }
    }

    private static List<Clause> of(RuleDeclaration rule, String keyword) {
        return rule.clauses().stream()
                .filter(clause -> !Parts.isCondition(clause))
                .filter(clause -> Parts.keyword(clause).equals(keyword))
                .toList();
    }
}
