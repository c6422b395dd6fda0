// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.diagnostic.Code;
import policy.dsl.source.Span;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Type;

/// Reads comparisons: what is of the request on the left, something written in the policy on the right.
final class ComparisonChecker {

    static final String SUBJECT = "subject";

    private static final Set<Operator> NUMBERS = EnumSet.range(Operator.EQUAL, Operator.AT_LEAST);

    private final Reading reading;
    private final Constants constants;
    private final TypedComparisons comparisons;

    ComparisonChecker(Reading reading) {
        this.reading = reading;
        this.constants = new Constants(reading);
        this.comparisons = new TypedComparisons(reading, constants);
    }

    /// What stands on the left.
    private sealed interface Left {
        record Subject(Span span) implements Left {}

        record Read(Term term) implements Left {}
    }

    /// @return nothing where a mistake was told
    Optional<Condition> check(Expression.Compare compare, Facts facts) {
        Optional<Left> left = reading.lets().reading(compare.left(), Optional.empty(), e -> left(e, compare, facts));
        return left.flatMap(l -> switch (l) {
            case Left.Subject(Span span) -> membership(compare, span);
            case Left.Read(Term term) -> comparison(compare, term);
        });
    }

    private Optional<Left> left(Expression expression, Expression.Compare compare, Facts facts) {
        if (expression instanceof Expression.Reference reference) {
            String name = reference.name().text();
            if (name.equals(SUBJECT)) {
                return Optional.of(new Left.Subject(reference.span()));
            }
            if (reading.lets().list(reference).isPresent()) {
                attributeFirst(expression, compare);
            } else if (name.indexOf('.') >= 0
                    || !reference.keys().isEmpty()
                    || reading.lets().item(name).isPresent()) {
                return reading.readable(reference, facts).map(Left.Read::new);
            } else if (isAttribute(compare.right())) {
                attributeFirst(expression, compare);
            } else {
                reading.unknownName(reference.name());
            }
        } else if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else {
            attributeFirst(expression, compare);
        }
        return Optional.empty();
    }

    private boolean isAttribute(Expression expression) {
        return expression instanceof Expression.Reference(var name, var _, var _)
                && reading.scope().term(name.text()).isPresent();
    }

    private void attributeFirst(Expression written, Expression.Compare compare) {
        reading.mistake(
                Code.P307,
                "a comparison begins with an attribute",
                written.span(),
                "this is " + Kinds.of(written, reading),
                new Hints(reading).turned(compare).orElse("write the attribute first, such as `resource.env == prod`"));
    }

    private Optional<Condition> membership(Expression.Compare compare, Span subject) {
        if (!reading.items().isEmpty()) {
            reading.notTheItem(subject, "this is the caller");
            return Optional.empty();
        }
        if (compare.operator() != Operator.IN) {
            reading.mistake(
                    Code.P301,
                    "`" + compare.operator().word() + "` does not go with the caller as a whole",
                    compare.operatorSpan(),
                    "`subject` can only be `in group(\"…\")`",
                    "compare an attribute of it, such as `subject.id` or `subject.kind`");
            return Optional.empty();
        }
        return reading.lets().reading(compare.right(), Optional.empty(), right -> group(right, compare.span()));
    }

    private Optional<Condition> group(Expression expression, Span at) {
        if (expression instanceof Expression.Group(String group, var _)) {
            int slot = CommonAttributes.ALL.indexOf(CommonAttributes.SUBJECT_GROUPS);
            var groups = Term.of(CommonAttributes.SUBJECT_GROUPS, slot);
            return Optional.of(new Condition.Holds(new Atom(groups, new Test.HoldsAny(Set.of(group))), at));
        }
        if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else if (!(expression instanceof Expression.Reference unknown)
                || reading.lets().list(unknown).isPresent()
                || reading.term(unknown).isPresent()) { // or it has been told that there is no such name
            reading.mistake(
                    Code.P301,
                    "the caller can only be in a group",
                    expression.span(),
                    "this is " + Kinds.of(expression, reading),
                    Hints.group(expression));
        }
        return Optional.empty();
    }

    private Optional<Condition> comparison(Expression.Compare compare, Term term) {
        if (compare.operator() == Operator.FINDS) {
            return finds(compare, term);
        }
        if (isWholeTree(term)) {
            reading.mistake(
                    Code.P301,
                    "`" + term.shown() + "` cannot be compared as a whole",
                    compare.left().span(),
                    Kinds.of(term),
                    "compare a member of it, such as `" + term.shown() + ".name`");
            return Optional.empty();
        }
        if (!operatorsOf(term.type()).contains(compare.operator())) {
            wrongOperator(compare, term);
            return Optional.empty();
        }
        return comparisons.check(compare, term);
    }

    private boolean isWholeTree(Term term) {
        return term.type() instanceof Type.Open
                && term.path().isEmpty()
                && reading.items().isEmpty();
    }

    private static Set<Operator> operatorsOf(Type type) {
        return switch (type) {
            case Type.Text _ ->
                EnumSet.of(
                        Operator.EQUAL,
                        Operator.NOT_EQUAL,
                        Operator.IN,
                        Operator.STARTS_WITH,
                        Operator.ENDS_WITH,
                        Operator.CONTAINS,
                        Operator.LIKE,
                        Operator.MATCHES);
            case Type.Choice _, Type.Address _ -> EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN);
            case Type.Int _, Type.Size _, Type.Duration _, Type.Time _ -> {
                var all = EnumSet.copyOf(NUMBERS);
                all.add(Operator.IN);
                yield all;
            }
            case Type.ListOf(Type.Text _), Type.ListOf(Type.Choice _) ->
                EnumSet.of(Operator.CONTAINS, Operator.INTERSECTS);
            case Type.Open _ -> EnumSet.complementOf(EnumSet.of(Operator.FINDS));
            case Type.Bool _, Type.ListOf _ -> EnumSet.noneOf(Operator.class);
        };
    }

    private void wrongOperator(Expression.Compare compare, Term term) {
        String possible = operatorsOf(term.type()).stream()
                .map(operator -> "`" + operator.word() + "`")
                .collect(Collectors.joining(", "));
        String help = switch (term.type()) {
            case Type.Bool _ -> "write `%s` or `not %s`".formatted(term.shown(), term.shown());
            case Type.ListOf _
            when possible.isEmpty() -> "ask about its items: `some item in " + term.shown() + " satisfies …`";
            case Type.Text _,
                    Type.Choice _,
                    Type.Address _,
                    Type.Int _,
                    Type.Size _,
                    Type.Duration _,
                    Type.Time _,
                    Type.Open _,
                    Type.ListOf _ -> "it can be compared with " + possible;
        };
        Optional<String> meant = term.type() instanceof Type.ListOf && !possible.isEmpty()
                ? new Hints(reading).operator(compare, term)
                : Optional.empty();
        reading.mistake(
                Code.P301,
                "`" + compare.operator().word() + "` does not go with `" + term.shown() + "`",
                compare.operatorSpan(),
                Kinds.of(term),
                meant.orElse(help));
    }

    private Optional<Condition> finds(Expression.Compare compare, Term term) {
        if (!term.attribute().searched() || !term.path().isEmpty()) {
            reading.mistake(
                    Code.P301,
                    "`" + term.shown() + "` is not searched for entities",
                    compare.left().span(),
                    Kinds.of(term),
                    reading.scope().searchedNames().isEmpty()
                            ? "nothing of such requests is"
                            : "searched are `"
                                    + String.join("`, `", reading.scope().searchedNames()) + "`");
            return Optional.empty();
        }
        Term findings = reading.scope().findings(term.attribute());
        return constants.entities(compare.right(), term).map(names -> comparisons.holdsAny(findings, names, compare));
    }
}
