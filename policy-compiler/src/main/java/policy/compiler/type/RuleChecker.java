// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import policy.compiler.condition.Condition;
import policy.compiler.type.Consequence.Hiding;
import policy.compiler.type.Message.Part;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.diagnostic.Code;
import policy.dsl.source.Span;
import policy.runtime.decision.Obligation.Transform;
import policy.runtime.decision.Rule;

/// Reads one rule.
final class RuleChecker {

    /// How long reviewers have where a rule does not say.
    static final Duration DEFAULT_WITHIN = Duration.ofMinutes(15);
    /// The longest a request may wait for reviewers.
    static final Duration LONGEST_WITHIN = Duration.ofDays(7);
    /// The most people one rule may ask.
    static final int MOST_REVIEWERS = 20;
    /// The most characters a partial mask may leave readable.
    static final int MOST_READABLE = 8;

    private final Reading reading;

    RuleChecker(Reading reading) {
        this.reading = reading;
    }

    /// @return nothing if a mistake was told
    Optional<TypedRule> check(RuleDeclaration declaration, Rule rule) {
        int before = reading.report().mistakes();
        Clauses clauses = Clauses.of(declaration, reading);
        var checker = new ConditionChecker(reading);
        var conditions = new ArrayList<Condition>();
        Facts known = Facts.NONE;
        for (Clause clause : declaration.clauses()) {
            if (clause instanceof Clause.When(var condition, var _)) {
                var checked = checker.check(condition, known);
                conditions.add(checked.condition());
                known = checked.ifTrue();
            } else if (clause instanceof Clause.Unless(var condition, var _)) {
                var checked = checker.check(condition, known);
                conditions.add(Condition.not(checked.condition()));
                known = checked.ifFalse();
            }
        }
        Optional<Consequence> consequence = consequence(declaration, clauses, known);
        if (reading.report().mistakes() > before) {
            return Optional.empty();
        }
        return consequence.map(c -> new TypedRule(
                rule,
                reading.scope().protocol(),
                Condition.allOf(conditions),
                c,
                declaration.name().span()));
    }

    private Optional<Consequence> consequence(RuleDeclaration declaration, Clauses clauses, Facts known) {
        Optional<Message> because = clauses.because().map(clause -> message(clause.message(), known));
        return switch (declaration.effect()) {
            case ALLOW -> Optional.of(new Consequence.Allow(because));
            case DENY -> Optional.of(new Consequence.Deny(because, clauses.help()));
            case APPROVE -> approve(clauses, because);
            case MASK ->
                Optional.of(new Consequence.Mask(
                        clauses.finds().stream().map(this::hiding).toList()));
        };
    }

    private Optional<Consequence> approve(Clauses clauses, Optional<Message> because) {
        clauses.within().ifPresent(this::checkLimit);
        Duration within = clauses.within().map(Clause.Within::limit).orElse(DEFAULT_WITHIN);
        return clauses.ask().map(ask -> {
            if (ask.quorum() < 1 || ask.quorum() > MOST_REVIEWERS) {
                outOfRange("`ask`", ask.span(), "1 to " + MOST_REVIEWERS + " people can be asked");
            }
            if (ask.group().isBlank()) {
                outOfRange("the name of the group", ask.groupSpan(), "it is empty");
            }
            return new Consequence.Approve(ask.quorum(), ask.group(), within, because, clauses.help());
        });
    }

    private void checkLimit(Clause.Within within) {
        boolean fits = within.limit().isPositive() && within.limit().compareTo(LONGEST_WITHIN) <= 0;
        if (!fits) {
            outOfRange("`within`", within.span(), "a request can wait up to " + LONGEST_WITHIN.toDays() + " days");
        }
    }

    private Hiding hiding(Clause.Find find) {
        var entities = new TreeSet<String>();
        find.entities().forEach(name -> reading.entity(name).ifPresent(entities::add));
        Transform transform = switch (find.transform()) {
            case Clause.Transform.Redact _ -> new Transform.Redact();
            case Clause.Transform.Hash _ -> new Transform.Hash();
            case Clause.Transform.Partial(int last, Span span) -> {
                if (last < 0 || last > MOST_READABLE) {
                    outOfRange("`partial`", span, "0 to " + MOST_READABLE + " characters can stay readable");
                }
                yield new Transform.Partial(last);
            }
        };
        return new Hiding(entities, transform);
    }

    private Message message(Clause.Template template, Facts known) {
        var parts = new ArrayList<Part>();
        for (Clause.Part part : template.parts()) {
            switch (part) {
                case Clause.Part.Literal(String text, var _) -> parts.add(new Part.Literal(text));
                case Clause.Part.Hole(var name, var _) ->
                    reading.readable(name, known)
                            .ifPresent(slot -> parts.add(new Part.Hole(slot.attribute(), slot.slot())));
            }
        }
        return new Message(List.copyOf(parts));
    }

    private void outOfRange(String what, Span at, String label) {
        reading.mistake(Code.P103, what + " is out of range", at, label);
    }
}
