// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Condition;
import policy.compiler.type.Message.Part;
import policy.dsl.ast.Clause;
import policy.dsl.ast.Declaration.RuleDeclaration;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;

/// Reads one rule.
final class RuleChecker {

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
            } else if (clause instanceof Clause.Unless(var condition, Span span)) {
                var checked = checker.check(condition, known);
                conditions.add(Condition.not(checked.condition()));
                known = checked.ifFalse();
                if (reading.report().mistakes() == before && checked.condition().equals(Condition.NEVER)) {
                    changesNothing(span);
                }
            }
        }
        Optional<? extends Consequence> consequence = consequence(declaration, clauses, known);
        if (reading.report().mistakes() > before) {
            return Optional.empty();
        }
        return consequence.map(c -> new TypedRule(
                rule,
                declaration.observe(),
                reading.scope().protocol(),
                Condition.allOf(conditions),
                c,
                declaration.doc(),
                declaration.name().span()));
    }

    private void changesNothing(Span unless) {
        reading.report()
                .add(Diagnostic.of(
                        Code.P409,
                        "this `unless` changes nothing",
                        unless,
                        "its condition is always false",
                        "delete it, or say when the rule is not to apply"));
    }

    private Optional<? extends Consequence> consequence(RuleDeclaration declaration, Clauses clauses, Facts known) {
        Optional<Message> because = clauses.first(Clause.Because.class).map(clause -> message(clause.message(), known));
        return switch (declaration.effect()) {
            case ALLOW -> Optional.of(new Consequence.Allow(because));
            case DENY -> Optional.of(new Consequence.Deny(because, clauses.help()));
            case APPROVE -> {
                var approval = new ApprovalChecker(clauses, reading);
                yield Optional.of(
                        new Consequence.Approve(approval.consents(), approval.terms(), because, clauses.help()));
            }
            case MASK -> Optional.of(new Consequence.Mask(new MaskChecker(clauses, reading).hidings()));
            case LIMIT ->
                clauses.first(Clause.AtMost.class)
                        .flatMap(most -> new BudgetChecker(reading).limit(most, known, because, clauses.help()));
            case RECORD -> clauses.first(Clause.Keep.class).flatMap(new BudgetChecker(reading)::keep);
        };
    }

    private Message message(Clause.Template template, Facts known) {
        var parts = new ArrayList<Part>();
        for (Clause.Part part : template.parts()) {
            switch (part) {
                case Clause.Part.Literal(String text, var _) -> parts.add(new Part.Literal(text));
                case Clause.Part.Hole(var name, var span) ->
                    reading.inMessage(name, span, known).ifPresent(term -> parts.add(new Part.Hole(term)));
            }
        }
        return new Message(List.copyOf(parts));
    }
}
