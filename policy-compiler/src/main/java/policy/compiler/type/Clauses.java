// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.diagnostic.Code;

/// Which clauses a rule has, checked against what its effect may have and must have.
final class Clauses {

    private enum Kind {
        WHEN,
        UNLESS,
        BECAUSE,
        HELP,
        ASK,
        WITHIN,
        FIND;

        private static final Set<Kind> REPEATABLE = EnumSet.of(WHEN, UNLESS, FIND);

        String word() {
            return "`" + name().toLowerCase(java.util.Locale.ROOT) + "`";
        }
    }

    private final RuleDeclaration rule;
    private final Map<Kind, Clause> single = new LinkedHashMap<>();

    private Clauses(RuleDeclaration rule) {
        this.rule = rule;
    }

    static Clauses of(RuleDeclaration rule, Reading reading) {
        var clauses = new Clauses(rule);
        boolean complete = true;
        for (Clause clause : rule.clauses()) {
            if (clause instanceof Clause.Invalid) {
                reading.report().silentMistake();
                complete = false;
            } else {
                clauses.add(clause, reading);
            }
        }
        if (complete) {
            clauses.demand(reading);
        }
        return clauses;
    }

    private void add(Clause clause, Reading reading) {
        Kind kind = kind(clause);
        String effect = word(rule.effect());
        if (!possible(rule.effect()).contains(kind)) {
            reading.mistake(
                    Code.P305,
                    effect + " rules have no " + kind.word(),
                    clause.span(),
                    "does not belong here",
                    effect + " rules have " + listed(possible(rule.effect())));
            return;
        }
        if (single.putIfAbsent(kind, clause) != null && !Kind.REPEATABLE.contains(kind)) {
            reading.mistake(
                    Code.P305, kind.word() + " stands twice in one rule", clause.span(), "again here", "keep one");
        }
    }

    private void demand(Reading reading) {
        Optional<Kind> needed = switch (rule.effect()) {
            case ALLOW, DENY -> Optional.empty();
            case APPROVE -> Optional.of(Kind.ASK);
            case MASK -> Optional.of(Kind.FIND);
        };
        needed.filter(kind -> !single.containsKey(kind))
                .ifPresent(kind -> reading.mistake(
                        Code.P306,
                        word(rule.effect()) + " rules need " + kind.word(),
                        rule.name().span(),
                        "has none",
                        rule.effect() == Effect.APPROVE
                                ? "say who can agree: `ask 1 of group(\"…\")`"
                                : "say what to hide: `find email as redact`"));
    }

    private static Set<Kind> possible(Effect effect) {
        return switch (effect) {
            case ALLOW -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.BECAUSE);
            case DENY -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.BECAUSE, Kind.HELP);
            case APPROVE -> EnumSet.complementOf(EnumSet.of(Kind.FIND));
            case MASK -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.FIND);
        };
    }

    private static Kind kind(Clause clause) {
        return switch (clause) {
            case Clause.When _ -> Kind.WHEN;
            case Clause.Unless _ -> Kind.UNLESS;
            case Clause.Because _ -> Kind.BECAUSE;
            case Clause.Help _ -> Kind.HELP;
            case Clause.Ask _ -> Kind.ASK;
            case Clause.Within _ -> Kind.WITHIN;
            case Clause.Find _ -> Kind.FIND;
            case Clause.Invalid _ -> throw new IllegalArgumentException("an invalid clause is of no kind");
        };
    }

    private static String word(Effect effect) {
        return "`" + effect.name().toLowerCase(java.util.Locale.ROOT) + "`";
    }

    private static String listed(Set<Kind> kinds) {
        return kinds.stream().map(Kind::word).collect(Collectors.joining(", "));
    }

    Optional<Clause.Because> because() {
        return first(Clause.Because.class);
    }

    Optional<String> help() {
        return first(Clause.Help.class).map(Clause.Help::text);
    }

    Optional<Clause.Ask> ask() {
        return first(Clause.Ask.class);
    }

    Optional<Clause.Within> within() {
        return first(Clause.Within.class);
    }

    List<Clause.Find> finds() {
        return rule.clauses().stream()
                .filter(Clause.Find.class::isInstance)
                .map(Clause.Find.class::cast)
                .toList();
    }

    private <C extends Clause> Optional<C> first(Class<C> kind) {
        return single.values().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
