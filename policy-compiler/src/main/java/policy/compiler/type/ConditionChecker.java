// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.compiler.condition.Truth;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Name;
import policy.dsl.diagnostic.Code;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.request.Type;

/// Reads a rule's conditions, and keeps account of which optional attributes are known to be there.
final class ConditionChecker {

    /// How deep a condition may nest once its lets are filled in.
    static final int DEEPEST = 512;
    /// How many parts a rule's condition may have once its lets are filled in.
    static final int MOST_PARTS = 10_000;

    /// How many `some` and `every` may stand within each other.
    static final int MOST_QUANTIFIERS = 4;

    private final Reading reading;
    private final ComparisonChecker comparisons;
    private final Size size;

    ConditionChecker(Reading reading) {
        this(reading, new Size());
    }

    private ConditionChecker(Reading reading, Size size) {
        this.reading = reading;
        this.comparisons = new ComparisonChecker(reading);
        this.size = size;
    }

    /// Of the whole condition of a rule, what `some` and `every` ask included.
    private static final class Size {
        private int depth;
        private int parts;
        private boolean told;
    }

    /// A condition, what is known where it holds, and what is known where it does not. Of one that is undetermined
    /// nothing need be known: whatever stands behind it cannot permit.
    record Checked(Condition condition, Facts ifTrue, Facts ifFalse) {}

    Checked check(Expression expression, Facts given) {
        if (size.depth >= DEEPEST || size.parts >= MOST_PARTS) {
            tooLarge(expression);
            return wrong(given);
        }
        size.depth++;
        size.parts++;
        try {
            return reading.lets().reading(expression, wrong(given), e -> checkValue(e, given));
        } finally {
            size.depth--;
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
            case Expression.Quantified quantified -> quantified(quantified, given);
            case Expression.Has has -> has(has, given);
            case Expression.Reference reference -> flag(reference, given);
            case Expression.BoolLiteral(boolean truth, var _) ->
                new Checked(new Condition.Constant(Truth.of(truth)), given, given);
            case Expression.Invalid _ -> {
                reading.report().silentMistake();
                yield wrong(given);
            }
            case Expression.Call _,
                    Expression.Group _,
                    Expression.TextLiteral _,
                    Expression.RawTextLiteral _,
                    Expression.IntLiteral _,
                    Expression.DurationLiteral _,
                    Expression.SizeLiteral _,
                    Expression.WindowLiteral _,
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
        for (int i = 0; i < operands.size(); i++) {
            Checked checked = outOfReach(operands, i) ? wrong(ifTrue) : check(operands.get(i), ifTrue);
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
        for (int i = 0; i < operands.size(); i++) {
            Checked checked = outOfReach(operands, i) || isLooseValue(operands, i)
                    ? wrong(ifFalse)
                    : check(operands.get(i), ifFalse);
            conditions.add(checked.condition());
            ifFalse = checked.ifFalse();
            ifTrue = Optional.of(ifTrue.map(checked.ifTrue()::or).orElse(checked.ifTrue()));
        }
        return new Checked(Condition.anyOf(conditions), ifTrue.orElse(given), ifFalse);
    }

    /// Whether an operand speaks of the item of a `some` or `every` before it, whose condition it is not part of.
    private boolean outOfReach(List<Expression> operands, int index) {
        Optional<Name> spoken = size.parts >= MOST_PARTS ? Optional.empty() : spoken(operands.get(index));
        if (spoken.isEmpty()) {
            return false;
        }
        Name name = spoken.get();
        String first = name.text().split("\\.", 2)[0];
        Optional<Expression.Quantified> before = operands.subList(0, index).stream()
                .filter(Expression.Quantified.class::isInstance)
                .map(Expression.Quantified.class::cast)
                .filter(quantified -> quantified.item().text().equals(first))
                .findFirst();
        if (before.isEmpty() || reading.lets().isLocal(first)) {
            return false;
        }
        reading.report()
                .add(Diagnostic.of(
                                Code.P204,
                                "`" + first + "` is not known here",
                                name.span(),
                                "outside the condition that it is the item of",
                                "put brackets around all that is asked of it: `satisfies (… and …)`")
                        .withSecondary(before.get().span(), "known within this"));
        return true;
    }

    /// What a comparison, `has x` or an attribute that is true or false is about.
    private static Optional<Name> spoken(Expression operand) {
        return switch (operand) {
            case Expression.Compare(Expression.Reference(Name name, var _, var _), var _, var _, var _, var _) ->
                Optional.of(name);
            case Expression.Reference(Name name, var _, var _) when name.text().indexOf('.') >= 0 -> Optional.of(name);
            case Expression.Has(Expression.Reference(Name name, var _, var _), var _) -> Optional.of(name);
            case Expression.Not(Expression inner, var _) -> spoken(inner);
            default -> Optional.empty();
        };
    }

    /// Whether an operand is another value for the comparison before it, as in `x == a or b`.
    private boolean isLooseValue(List<Expression> operands, int index) {
        Expression value = operands.get(index);
        boolean isValue = value instanceof Expression.TextLiteral
                || (value instanceof Expression.Reference(Name name, var keys, var _)
                        && keys.isEmpty()
                        && name.text().indexOf('.') < 0
                        && !reading.lets().isName(name.text()));
        if (!isValue
                || index == 0
                || !(operands.get(index - 1) instanceof Expression.Compare before)
                || before.operator() != Expression.Operator.EQUAL) {
            return false;
        }
        reading.mistake(
                Code.P302,
                "a condition is true or false",
                value.span(),
                "this is a value alone",
                "for several values write `%s in [%s, %s]`"
                        .formatted(
                                before.left().span().text(),
                                before.right().span().text(),
                                value.span().text()));
        return true;
    }

    private Checked has(Expression.Has has, Facts given) {
        Optional<Term> term = reading.lets().reading(has.attribute(), Optional.empty(), e -> {
            if (e instanceof Expression.Reference reference) {
                return reading.term(reference);
            }
            if (e instanceof Expression.Invalid) {
                reading.report().silentMistake();
                return Optional.empty();
            }
            reading.mistake(Code.P307, "`has` asks for an attribute", e.span(), "this is " + Kinds.of(e, reading));
            return Optional.empty();
        });
        return term.map(t -> new Checked(
                        holds(t, new Test.Present(), has.span()),
                        t.path().isEmpty() && reading.items().isEmpty() ? given.with(t.attribute()) : given,
                        given))
                .orElseGet(() -> wrong(given));
    }

    /// A name alone: only what is itself true or false is a condition.
    private Checked flag(Expression.Reference reference, Facts given) {
        String name = reference.name().text();
        if (name.equals(ComparisonChecker.SUBJECT)
                || reading.lets().list(reference).isPresent()) {
            return notACondition(reference, given);
        }
        boolean dotted = name.indexOf('.') >= 0 || !reference.keys().isEmpty();
        if (!dotted && reading.lets().item(name).isEmpty()) {
            reading.unknownName(reference.name());
            return wrong(given);
        }
        Optional<Term> term = reading.readable(reference, given);
        if (term.isEmpty()) {
            return wrong(given);
        }
        return switch (term.get().type()) {
            case Type.Bool _ -> new Checked(holds(term.get(), new Test.IsTrue(), reference.span()), given, given);
            case Type.Open _
            when !term.get().path().isEmpty() || !reading.items().isEmpty() ->
                new Checked(holds(term.get().as(Type.BOOL), new Test.IsTrue(), reference.span()), given, given);
            case Type.Text _,
                    Type.Int _,
                    Type.Choice _,
                    Type.ListOf _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Address _,
                    Type.Open _ -> notACondition(reference, given);
        };
    }

    private Checked quantified(Expression.Quantified quantified, Facts given) {
        String name = quantified.item().text();
        if (reading.items().size() >= MOST_QUANTIFIERS) {
            reading.mistake(
                    Code.P402,
                    "`some` and `every` stand within each other up to " + MOST_QUANTIFIERS + " deep",
                    quantified.span(),
                    "one too many");
            return wrong(given);
        }
        if (reading.scope().roots().contains(name)) {
            reading.mistake(
                    Code.P212,
                    "`" + name + "` means something else already",
                    quantified.item().span(),
                    "attributes begin with this word",
                    "give the item another name");
            return wrong(given);
        }
        Optional<Term> list = reading.lets().reading(quantified.list(), Optional.empty(), e -> list(e, given));
        if (list.isEmpty()) {
            return wrong(given);
        }
        Type element = list.get().type() instanceof Type.ListOf(Type of) ? of : Type.OPEN;
        Term item = Term.item(name, element);
        var inner = new ConditionChecker(reading.about(item), size);
        Condition asked = reading.lets()
                .withItem(name, item, () -> inner.check(quantified.condition(), Facts.NONE))
                .condition();
        Test test = switch (quantified.quantifier()) {
            case SOME -> new Test.Some(name, asked);
            case EVERY -> new Test.Every(name, asked);
        };
        return new Checked(holds(list.get().as(new Type.ListOf(element)), test, quantified.span()), given, given);
    }

    private Optional<Term> list(Expression expression, Facts given) {
        if (expression instanceof Expression.Reference reference
                && reading.lets().list(reference).isEmpty()) {
            Optional<Term> term = reading.readable(reference, given);
            if (term.isEmpty()
                    || term.get().type() instanceof Type.ListOf
                    || term.get().type() instanceof Type.Open) {
                return term;
            }
        } else if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
            return Optional.empty();
        }
        reading.mistake(
                Code.P301,
                "`some` and `every` ask about the items of a list in the request",
                expression.span(),
                "this is " + Kinds.of(expression, reading));
        return Optional.empty();
    }

    private Checked notACondition(Expression expression, Facts given) {
        reading.mistake(
                Code.P302,
                "a condition is true or false",
                expression.span(),
                "this is " + Kinds.of(expression, reading),
                expression instanceof Expression.Reference reference
                                && reading.scope()
                                        .term(reference.name().text())
                                        .filter(term -> term.type() instanceof Type.Open)
                                        .isPresent()
                        ? "ask for a member of it, such as `" + reference.name().text() + ".name`"
                        : "compare it with something, such as `resource.env == prod`");
        return wrong(given);
    }

    /// Told once: every part behind the first that is too much is too much as well.
    private void tooLarge(Expression expression) {
        if (size.told) {
            reading.report().silentMistake();
            return;
        }
        size.told = true;
        reading.mistake(
                Code.P402,
                "the condition is too large with its lets filled in",
                expression.span(),
                "more than " + MOST_PARTS + " parts, or more than " + DEEPEST + " deep",
                "split the rule into several of the same effect");
    }

    private static Condition holds(Term term, Test test, Span at) {
        return new Condition.Holds(new Atom(term, test), at);
    }

    /// In place of what is wrong. Its value is never evaluated, since no policy set comes of it.
    private static Checked wrong(Facts given) {
        return new Checked(Condition.NEVER, given.butUnsure(), given.butUnsure());
    }
}
