// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.Effect;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;

/// Which clauses a rule has, checked against what its effect may have and must have.
final class Clauses {

    private enum Kind {
        WHEN("when"),
        UNLESS("unless"),
        BECAUSE("because"),
        HELP("help"),
        ASK("ask"),
        REASON("reason required"),
        WITHIN("within"),
        ESCALATE("escalate"),
        GRANT("grant"),
        CHANNEL("channel"),
        DURABLE("durable"),
        BREAK_GLASS("break_glass"),
        FIND("find"),
        HIDE("column`, `field`, `header"),
        AT_MOST("at most"),
        KEEP("keep");

        private static final Set<Kind> REPEATABLE = EnumSet.of(WHEN, UNLESS, ASK, FIND, HIDE);

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return "`" + word + "`";
        }
    }

    private final RuleDeclaration rule;
    private final Map<Kind, Clause> first = new LinkedHashMap<>();

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
                    effect + " rules have no `" + shown(clause, kind) + "`",
                    clause.span(),
                    "does not belong here",
                    "it belongs to " + effectsWith(kind) + " rules",
                    effect + " rules have " + listed(possible(rule.effect())));
            return;
        }
        Clause before = first.putIfAbsent(kind, clause);
        if (before != null && !Kind.REPEATABLE.contains(kind)) {
            reading.report()
                    .add(Diagnostic.of(
                                    Code.P305,
                                    kind.word() + " stands twice in one rule",
                                    clause.span(),
                                    "again here",
                                    "keep one")
                            .withSecondary(before.span(), "first here"));
        }
    }

    private static String effectsWith(Kind kind) {
        return Stream.of(Effect.values())
                .filter(effect -> possible(effect).contains(kind))
                .map(Clauses::word)
                .collect(Collectors.joining(", "));
    }

    private static String shown(Clause clause, Kind kind) {
        return clause instanceof Clause.Hide hide ? hide.place().name().toLowerCase(Locale.ROOT) : kind.word;
    }

    private void demand(Reading reading) {
        boolean there = switch (rule.effect()) {
            case ALLOW, DENY -> true;
            case APPROVE -> first.containsKey(Kind.ASK);
            case MASK -> first.containsKey(Kind.FIND) || first.containsKey(Kind.HIDE);
            case LIMIT -> first.containsKey(Kind.AT_MOST);
            case RECORD -> first.containsKey(Kind.KEEP);
        };
        if (!there) {
            reading.mistake(
                    Code.P306,
                    word(rule.effect()) + " rules need " + needed(rule.effect()),
                    rule.name().span(),
                    "has none",
                    example(rule.effect()));
        }
    }

    private static String needed(Effect effect) {
        return switch (effect) {
            case ALLOW, DENY -> "nothing";
            case APPROVE -> Kind.ASK.word();
            case MASK -> "one of " + Kind.FIND.word() + ", " + Kind.HIDE.word();
            case LIMIT -> Kind.AT_MOST.word();
            case RECORD -> Kind.KEEP.word();
        };
    }

    private static String example(Effect effect) {
        return switch (effect) {
            case ALLOW, DENY -> "";
            case APPROVE -> "say who can agree: `ask 1 of group(\"…\")`";
            case MASK -> "say what to hide: `find email as redact`";
            case LIMIT -> "say how much: `at most 100 requests per 1m by subject.id`";
            case RECORD -> "say what to keep: `keep full for 1y`";
        };
    }

    private static Set<Kind> possible(Effect effect) {
        return switch (effect) {
            case ALLOW -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.BECAUSE);
            case DENY -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.BECAUSE, Kind.HELP);
            case APPROVE -> EnumSet.range(Kind.WHEN, Kind.BREAK_GLASS);
            case MASK -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.FIND, Kind.HIDE);
            case LIMIT -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.BECAUSE, Kind.HELP, Kind.AT_MOST);
            case RECORD -> EnumSet.of(Kind.WHEN, Kind.UNLESS, Kind.KEEP);
        };
    }

    private static Kind kind(Clause clause) {
        return switch (clause) {
            case Clause.When _ -> Kind.WHEN;
            case Clause.Unless _ -> Kind.UNLESS;
            case Clause.Because _ -> Kind.BECAUSE;
            case Clause.Help _ -> Kind.HELP;
            case Clause.Ask _ -> Kind.ASK;
            case Clause.ReasonRequired _ -> Kind.REASON;
            case Clause.Within _ -> Kind.WITHIN;
            case Clause.Escalate _ -> Kind.ESCALATE;
            case Clause.GrantOnce _, Clause.GrantFor _ -> Kind.GRANT;
            case Clause.Channel _ -> Kind.CHANNEL;
            case Clause.Durable _ -> Kind.DURABLE;
            case Clause.BreakGlass _ -> Kind.BREAK_GLASS;
            case Clause.Find _ -> Kind.FIND;
            case Clause.Hide _ -> Kind.HIDE;
            case Clause.AtMost _ -> Kind.AT_MOST;
            case Clause.Keep _ -> Kind.KEEP;
            case Clause.Invalid _ -> throw new IllegalArgumentException("an invalid clause is of no kind");
        };
    }

    private static String word(Effect effect) {
        return "`" + effect.name().toLowerCase(Locale.ROOT) + "`";
    }

    private static String listed(Set<Kind> kinds) {
        return kinds.stream().map(Kind::word).collect(Collectors.joining(", "));
    }

    Optional<String> help() {
        return first(Clause.Help.class).map(Clause.Help::text);
    }

    /// The first clause of a kind.
    <C extends Clause> Optional<C> first(Class<C> kind) {
        return all(kind).stream().findFirst();
    }

    /// All clauses of a kind, in the order of the source.
    <C extends Clause> List<C> all(Class<C> kind) {
        return rule.clauses().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
