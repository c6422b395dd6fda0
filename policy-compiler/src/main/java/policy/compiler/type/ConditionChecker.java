// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.compiler.type.Scope.Slot;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.runtime.request.Type;

/// Reads a rule's conditions, and keeps account of which optional attributes are known to be there.
final class ConditionChecker {

    /// How deep a condition may nest once its lets are filled in.
    static final int DEEPEST = 512;
    /// How many parts a rule's condition may have once its lets are filled in.
    static final int MOST_PARTS = 10_000;

    private final Reading reading;
    private final ComparisonChecker comparisons;
    private int depth;
    private int parts;

    ConditionChecker(Reading reading) {
        this.reading = reading;
        this.comparisons = new ComparisonChecker(reading);
    }

    /// A condition, what is known where it holds, and what is known where it does not. Of one that is undetermined
    /// nothing need be known: whatever stands behind it cannot permit.
    record Checked(Condition condition, Facts ifTrue, Facts ifFalse) {}

    Checked check(Expression expression, Facts given) {
        if (depth >= DEEPEST || parts >= MOST_PARTS) {
            tooLarge(expression);
            return wrong(given);
        }
        depth++;
        parts++;
        try {
            return reading.lets().reading(expression, wrong(given), e -> checkValue(e, given));
        } finally {
            depth--;
        }
    }

    private Checked checkValue(Expression expression, Facts given) {
        return switch (expression) {
            case Expression.And(List<Expression> operands, var _) -> and(operands, given);
            case Expression.Or(List<Expression> operands, var _) -> or(operands, given);
            case Expression.Not(Expression operand, var _) -> {
                Checked inner = check(operand, given);
                yield new Checked(
                        Condition.not(inner.condition()), /* ifTrue= */ inner.ifFalse(), /* ifFalse= */ inner.ifTrue());
            }
            case Expression.Compare compare ->
                comparisons
                        .check(compare, given)
                        .map(c -> new Checked(c, given, given))
                        .orElseGet(() -> wrong(given));
            case Expression.Has(Name attribute, var _) -> has(attribute, given);
            case Expression.Reference reference -> flag(reference, given);
            case Expression.BoolLiteral(boolean truth, var _) ->
                new Checked(new Condition.Constant(Truth.of(truth)), given, given);
            case Expression.Invalid _ -> {
                reading.report().silentMistake();
                yield wrong(given);
            }
            case Expression.Group _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.DurationLiteral _,
                    Expression.ListLiteral _ -> notACondition(expression, given);
            case Expression.FieldsLiteral(var _, var span) -> {
                reading.mistake(
                        Code.P307, "fields cannot stand in a condition", span, "only a test's request has fields");
                yield wrong(given);
            }
        };
    }

    private Checked and(List<Expression> operands, Facts given) {
        var conditions = new ArrayList<Condition>();
        Facts ifTrue = given;
        Optional<Facts> ifFalse = Optional.empty();
        for (Expression operand : operands) {
            Checked checked = check(operand, ifTrue);
            conditions.add(checked.condition());
            ifTrue = checked.ifTrue();
            ifFalse = Optional.of(ifFalse.map(checked.ifFalse()::or).orElse(checked.ifFalse()));
        }
        return new Checked(Condition.allOf(conditions), ifTrue, ifFalse.orElse(given));
    }

    private Checked or(List<Expression> operands, Facts given) {
        var conditions = new ArrayList<Condition>();
        Facts ifFalse = given;
        Optional<Facts> ifTrue = Optional.empty();
        for (Expression operand : operands) {
            Checked checked = check(operand, ifFalse);
            conditions.add(checked.condition());
            ifFalse = checked.ifFalse();
            ifTrue = Optional.of(ifTrue.map(checked.ifTrue()::or).orElse(checked.ifTrue()));
        }
        return new Checked(Condition.anyOf(conditions), ifTrue.orElse(given), ifFalse);
    }

    private Checked has(Name name, Facts given) {
        return reading.attribute(name)
                .map(slot -> new Checked(holds(slot, new Test.Present()), given.with(slot.attribute()), given))
                .orElseGet(() -> wrong(given));
    }

    /// A name alone: only an attribute that is itself true or false is a condition.
    private Checked flag(Expression.Reference reference, Facts given) {
        if (reference.name().text().equals(ComparisonChecker.SUBJECT)) {
            return notACondition(reference, given);
        }
        if (reference.name().text().indexOf('.') < 0) {
            reading.unknownName(reference.name());
            return wrong(given);
        }
        Optional<Slot> slot = reading.readable(reference.name(), given);
        if (slot.isEmpty()) {
            return wrong(given);
        }
        if (!(slot.get().attribute().type() instanceof Type.Bool)) {
            return notACondition(reference, given);
        }
        return new Checked(holds(slot.get(), new Test.IsTrue()), given, given);
    }

    private Checked notACondition(Expression expression, Facts given) {
        reading.mistake(
                Code.P302,
                "a condition is true or false",
                expression.span(),
                "this is " + Kinds.of(expression, reading.scope()),
                "compare it with something, such as `resource.env == prod`");
        return wrong(given);
    }

    private void tooLarge(Expression expression) {
        reading.mistake(
                Code.P402,
                "the condition is too large with its lets filled in",
                expression.span(),
                "more than " + MOST_PARTS + " parts, or more than " + DEEPEST + " deep",
                "split the rule into several of the same effect");
    }

    private static Condition holds(Slot slot, Test test) {
        return new Condition.Holds(new Atom(slot.attribute(), slot.slot(), test));
    }

    /// In place of what is wrong. Its value is never evaluated, since no policy set comes of it.
    private static Checked wrong(Facts given) {
        return new Checked(Condition.NEVER, given.butUnsure(), given.butUnsure());
    }
}
