// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Glob;
import policy.compiler.condition.Regex;
import policy.compiler.condition.Test;
import policy.compiler.type.Scope.Slot;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.diagnostic.Code;
import policy.runtime.request.Attribute;
import policy.runtime.request.CommonAttributes;
import policy.runtime.request.Type;

/// Reads comparisons: an attribute on the left, something written in the policy on the right.
final class ComparisonChecker {

    static final String SUBJECT = "subject";

    private static final String GLOB_HELP =
            "in a glob `*` stays within a segment, `**` crosses, `?` is one character; for more write `matches`";
    private static final String REGEX_HELP =
            "`matches` takes a regular expression in RE2 syntax; for `*` as in file names write `like`";

    private final Reading reading;
    private final Constants constants;

    ComparisonChecker(Reading reading) {
        this.reading = reading;
        this.constants = new Constants(reading);
    }

    /// What stands on the left.
    private sealed interface Left {
        record Subject() implements Left {}

        record Read(Slot slot) implements Left {}
    }

    /// @return nothing where a mistake was told
    Optional<Condition> check(Expression.Compare compare, Facts facts) {
        Optional<Left> left = reading.lets().reading(compare.left(), Optional.empty(), e -> left(e, compare, facts));
        return left.flatMap(l -> switch (l) {
            case Left.Subject _ -> membership(compare);
            case Left.Read(Slot slot) -> comparison(compare, slot);
        });
    }

    private Optional<Left> left(Expression expression, Expression.Compare compare, Facts facts) {
        if (expression instanceof Expression.Reference(var name, var _)) {
            if (name.text().equals(SUBJECT)) {
                return Optional.of(new Left.Subject());
            }
            if (name.text().indexOf('.') >= 0) {
                return reading.readable(name, facts).map(Left.Read::new);
            }
            if (isAttribute(compare.right())) {
                attributeFirst(expression);
            } else {
                reading.unknownName(name);
            }
        } else if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else {
            attributeFirst(expression);
        }
        return Optional.empty();
    }

    private boolean isAttribute(Expression expression) {
        return expression instanceof Expression.Reference(var name, var _)
                && reading.scope().slot(name.text()).isPresent();
    }

    private void attributeFirst(Expression written) {
        reading.mistake(
                Code.P307,
                "a comparison begins with an attribute",
                written.span(),
                "this is " + Kinds.of(written, reading.scope()),
                "write the attribute first, such as `resource.env == prod`");
    }

    private Optional<Condition> membership(Expression.Compare compare) {
        if (compare.operator() != Operator.IN) {
            reading.mistake(
                    Code.P301,
                    "`" + compare.operator().word() + "` does not go with the caller as a whole",
                    compare.operatorSpan(),
                    "`subject` can only be `in group(\"…\")`",
                    "compare an attribute of it, such as `subject.id` or `subject.kind`");
            return Optional.empty();
        }
        return reading.lets().reading(compare.right(), Optional.empty(), this::group);
    }

    private Optional<Condition> group(Expression expression) {
        if (expression instanceof Expression.Group(String group, var _)) {
            int slot = CommonAttributes.ALL.indexOf(CommonAttributes.SUBJECT_GROUPS);
            return Optional.of(
                    holds(new Slot(CommonAttributes.SUBJECT_GROUPS, slot), new Test.HoldsAny(Set.of(group))));
        }
        if (expression instanceof Expression.Invalid) {
            reading.report().silentMistake();
        } else {
            reading.mistake(
                    Code.P301,
                    "the caller can only be in a group",
                    expression.span(),
                    "this is " + Kinds.of(expression, reading.scope()),
                    "write `subject in group(\"…\")`");
        }
        return Optional.empty();
    }

    private Optional<Condition> comparison(Expression.Compare compare, Slot slot) {
        Attribute attribute = slot.attribute();
        if (compare.operator() == Operator.FINDS) {
            return finds(compare, attribute);
        }
        if (!operatorsOf(attribute.type()).contains(compare.operator())) {
            wrongOperator(compare, attribute);
            return Optional.empty();
        }
        Expression right = compare.right();
        return switch (attribute.type()) {
            case Type.Text _ -> text(compare, slot);
            case Type.Choice choice ->
                words(compare.operator(), right, slot, e -> constants.word(e, choice, attribute));
            case Type.Int _ -> numbers(compare.operator(), right, slot);
            case Type.ListOf(Type.Choice choice) ->
                items(compare.operator(), right, slot, e -> constants.word(e, choice, attribute));
            case Type.ListOf _ -> items(compare.operator(), right, slot, e -> constants.text(e, attribute));
            case Type.Bool _ -> Optional.empty();
        };
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
            case Type.Choice _ -> EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN);
            case Type.Int _ -> {
                var all = EnumSet.range(Operator.EQUAL, Operator.AT_LEAST);
                all.add(Operator.IN);
                yield all;
            }
            case Type.ListOf(Type.Text _), Type.ListOf(Type.Choice _) ->
                EnumSet.of(Operator.CONTAINS, Operator.INTERSECTS);
            case Type.Bool _, Type.ListOf _ -> EnumSet.noneOf(Operator.class);
        };
    }

    private void wrongOperator(Expression.Compare compare, Attribute attribute) {
        String possible = operatorsOf(attribute.type()).stream()
                .map(operator -> "`" + operator.word() + "`")
                .collect(Collectors.joining(", "));
        reading.mistake(
                Code.P301,
                "`" + compare.operator().word() + "` does not go with `" + attribute.name() + "`",
                compare.operatorSpan(),
                Kinds.of(attribute),
                attribute.type() instanceof Type.Bool
                        ? "write `%s` or `not %s`".formatted(attribute.name(), attribute.name())
                        : "it can be compared with " + possible);
    }

    private Optional<Condition> text(Expression.Compare compare, Slot slot) {
        Function<Expression, Optional<String>> read = e -> constants.text(e, slot.attribute());
        Expression right = compare.right();
        return switch (compare.operator()) {
            case STARTS_WITH -> read.apply(right).map(text -> holds(slot, new Test.StartsWith(text)));
            case ENDS_WITH -> read.apply(right).map(text -> holds(slot, new Test.EndsWith(text)));
            case CONTAINS -> read.apply(right).map(text -> holds(slot, new Test.HasPart(text)));
            case LIKE -> read.apply(right).flatMap(glob -> pattern(slot, right, glob, Glob::test, GLOB_HELP));
            case MATCHES -> read.apply(right).flatMap(regex -> pattern(slot, right, regex, Regex::test, REGEX_HELP));
            case EQUAL, NOT_EQUAL, IN, LESS, AT_MOST, MORE, AT_LEAST, INTERSECTS, FINDS ->
                words(compare.operator(), right, slot, read);
        };
    }

    private Optional<Condition> pattern(
            Slot slot, Expression right, String pattern, Function<String, Test> compiled, String help) {
        try {
            return Optional.of(holds(slot, compiled.apply(pattern)));
        } catch (IllegalArgumentException e) {
            reading.mistake(Code.P304, "the pattern is not valid", right.span(), String.valueOf(e.getMessage()), help);
            return Optional.empty();
        }
    }

    /// `==`, `!=` and `in` over texts or words.
    private Optional<Condition> words(
            Operator operator, Expression right, Slot slot, Function<Expression, Optional<String>> read) {
        if (operator == Operator.IN) {
            return constants
                    .list(right, slot.attribute(), read)
                    .map(texts ->
                            texts.isEmpty() ? Condition.NEVER : holds(slot, new Test.OneOf(new HashSet<>(texts))));
        }
        Optional<Condition> equal = read.apply(right).map(text -> holds(slot, new Test.OneOf(Set.of(text))));
        return operator == Operator.NOT_EQUAL ? equal.map(Condition::not) : equal;
    }

    private Optional<Condition> numbers(Operator operator, Expression right, Slot slot) {
        if (operator == Operator.IN) {
            return constants
                    .list(right, slot.attribute(), e -> constants.number(e, slot.attribute()))
                    .map(numbers -> Condition.anyOf(
                            numbers.stream().map(n -> between(slot, n, n)).toList()));
        }
        return constants.number(right, slot.attribute()).map(n -> switch (operator) {
            case NOT_EQUAL -> Condition.not(between(slot, n, n));
            case LESS -> n == Long.MIN_VALUE ? Condition.NEVER : between(slot, Long.MIN_VALUE, n - 1);
            case AT_MOST -> between(slot, Long.MIN_VALUE, n);
            case MORE -> n == Long.MAX_VALUE ? Condition.NEVER : between(slot, n + 1, Long.MAX_VALUE);
            case AT_LEAST -> between(slot, n, Long.MAX_VALUE);
            case EQUAL, IN, CONTAINS, INTERSECTS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES, FINDS -> between(slot, n, n);
        });
    }

    /// `contains` and `intersects` over lists.
    private Optional<Condition> items(
            Operator operator, Expression right, Slot slot, Function<Expression, Optional<String>> read) {
        Optional<List<String>> items = operator == Operator.CONTAINS
                ? read.apply(right).map(List::of)
                : constants.list(right, slot.attribute(), read);
        return items.map(texts -> holdsAny(slot, texts));
    }

    private Optional<Condition> finds(Expression.Compare compare, Attribute attribute) {
        if (!attribute.searched()) {
            reading.mistake(
                    Code.P301,
                    "`" + attribute.name() + "` is not searched for entities",
                    compare.left().span(),
                    Kinds.of(attribute),
                    reading.scope().searchedNames().stream()
                            .map(name -> "`" + name + "` is")
                            .toArray(String[]::new));
            return Optional.empty();
        }
        return constants
                .entities(compare.right(), attribute)
                .map(names -> holdsAny(reading.scope().findings(attribute), names));
    }

    private static Condition holdsAny(Slot slot, List<String> items) {
        return items.isEmpty() ? Condition.NEVER : holds(slot, new Test.HoldsAny(new HashSet<>(items)));
    }

    private static Condition between(Slot slot, long low, long high) {
        return holds(slot, new Test.Between(low, high));
    }

    private static Condition holds(Slot slot, Test test) {
        return new Condition.Holds(new Atom(slot.attribute(), slot.slot(), test));
    }
}
