// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import policy.compiler.condition.Atom;
import policy.compiler.condition.Condition;
import policy.compiler.condition.Glob;
import policy.compiler.condition.Networks;
import policy.compiler.condition.Regex;
import policy.compiler.condition.Term;
import policy.compiler.condition.Test;
import policy.dsl.ast.Expression;
import policy.dsl.ast.Expression.Operator;
import policy.dsl.diagnostic.Code;
import policy.runtime.request.Type;

/// Reads the right side of comparisons whose operator goes with the type of the left. Each method returns nothing
/// where a mistake was told.
final class TypedComparisons {

    private static final String GLOB_HELP =
            "in a glob `*` stays within a segment, `**` crosses, `?` is one character; for more write `matches`";
    private static final String REGEX_HELP =
            "`matches` takes a regular expression in RE2 syntax; for `*` as in file names write `like`";

    /// How many numbers a set may have.
    private static final int MOST_NUMBERS = 1_000;

    private final Reading reading;
    private final Constants constants;
    private final Windows windows;

    TypedComparisons(Reading reading, Constants constants) {
        this.reading = reading;
        this.constants = constants;
        this.windows = new Windows(reading, constants);
    }

    Optional<Condition> check(Expression.Compare compare, Term term) {
        return switch (term.type()) {
            case Type.Text _ -> text(compare, term);
            case Type.Choice choice -> words(compare, term, constants.word(choice, term));
            case Type.Int _ -> numbers(compare, term, constants.number(term));
            case Type.Size _ -> numbers(compare, term, constants.size(term));
            case Type.Duration _ -> numbers(compare, term, constants.duration(term));
            case Type.Time _ ->
                compare.operator() == Operator.IN
                        ? constants
                                .oneOrMore(compare.right(), term, windows.window(term))
                                .map(set ->
                                        set.isEmpty() ? Condition.NEVER : holds(compare, term, new Test.During(set)))
                        : numbers(compare, term, constants.moment(term));
            case Type.Address _ -> addresses(compare, term);
            case Type.ListOf(Type.Choice choice) -> items(compare, term, constants.word(choice, term));
            case Type.ListOf _ -> items(compare, term, constants.text(term));
            case Type.Open _ -> open(compare, term);
            case Type.Bool _ -> Optional.empty();
        };
    }

    private Optional<Condition> text(Expression.Compare compare, Term term) {
        Literal<String> text = constants.text(term);
        return switch (compare.operator()) {
            case STARTS_WITH -> one(compare, text).map(prefix -> holds(compare, term, new Test.StartsWith(prefix)));
            case ENDS_WITH -> one(compare, text).map(suffix -> holds(compare, term, new Test.EndsWith(suffix)));
            case CONTAINS -> one(compare, text).map(part -> holds(compare, term, new Test.HasPart(part)));
            case LIKE -> one(compare, text).flatMap(glob -> pattern(compare, term, glob, Glob::test, GLOB_HELP));
            case MATCHES -> one(compare, text).flatMap(regex -> pattern(compare, term, regex, Regex::test, REGEX_HELP));
            case EQUAL, NOT_EQUAL, IN, LESS, AT_MOST, MORE, AT_LEAST, INTERSECTS, FINDS -> words(compare, term, text);
        };
    }

    private static <T> Optional<T> one(Expression.Compare compare, Literal<T> literal) {
        return literal.written().apply(compare.right());
    }

    private Optional<Condition> pattern(
            Expression.Compare compare, Term term, String pattern, Function<String, Test> compiled, String help) {
        try {
            return Optional.of(holds(compare, term, compiled.apply(pattern)));
        } catch (IllegalArgumentException e) {
            reading.mistake(
                    Code.P304,
                    "the pattern is not valid",
                    compare.right().span(),
                    String.valueOf(e.getMessage()),
                    help);
            return Optional.empty();
        }
    }

    /// `==`, `!=` and `in` over texts or words.
    private Optional<Condition> words(Expression.Compare compare, Term term, Literal<String> literal) {
        if (compare.operator() == Operator.IN) {
            return constants
                    .set(compare.right(), term, literal)
                    .map(texts -> texts.isEmpty() ? Condition.NEVER : holds(compare, term, new Test.OneOf(texts)));
        }
        return negatable(compare, one(compare, literal).map(text -> new Test.OneOf(Set.of(text))), term);
    }

    private Optional<Condition> addresses(Expression.Compare compare, Term term) {
        if (compare.operator() == Operator.IN) {
            return constants
                    .oneOrMore(compare.right(), term, constants.network(term))
                    .map(networks -> networks.isEmpty()
                            ? Condition.NEVER
                            : holds(compare, term, new Test.InNetwork(Networks.of(networks))));
        }
        return negatable(
                compare,
                one(compare, constants.network(term)).map(network -> new Test.InNetwork(Networks.of(List.of(network)))),
                term);
    }

    private static Optional<Condition> negatable(
            Expression.Compare compare, Optional<? extends Test> equal, Term term) {
        Optional<Condition> holds = equal.map(test -> holds(compare, term, test));
        return compare.operator() == Operator.NOT_EQUAL ? holds.map(Condition::not) : holds;
    }

    private Optional<Condition> numbers(Expression.Compare compare, Term term, Literal<Long> literal) {
        if (compare.operator() == Operator.IN) {
            return constants.set(compare.right(), term, literal).flatMap(numbers -> among(compare, term, numbers));
        }
        return one(compare, literal).map(n -> switch (compare.operator()) {
            case NOT_EQUAL -> Condition.not(between(compare, term, n, n));
            case LESS -> n == Long.MIN_VALUE ? Condition.NEVER : between(compare, term, Long.MIN_VALUE, n - 1);
            case AT_MOST -> between(compare, term, Long.MIN_VALUE, n);
            case MORE -> n == Long.MAX_VALUE ? Condition.NEVER : between(compare, term, n + 1, Long.MAX_VALUE);
            case AT_LEAST -> between(compare, term, n, Long.MAX_VALUE);
            case EQUAL, IN, CONTAINS, INTERSECTS, STARTS_WITH, ENDS_WITH, LIKE, MATCHES, FINDS ->
                between(compare, term, n, n);
        });
    }

    private Optional<Condition> among(Expression.Compare compare, Term term, Set<Long> numbers) {
        if (numbers.size() > MOST_NUMBERS) {
            reading.mistake(
                    Code.P402,
                    "a number is compared with at most " + MOST_NUMBERS + " others",
                    compare.right().span(),
                    "these are " + numbers.size());
            return Optional.empty();
        }
        return Optional.of(Condition.anyOf(
                numbers.stream().sorted().map(n -> between(compare, term, n, n)).toList()));
    }

    /// `contains` and `intersects` over lists.
    private Optional<Condition> items(Expression.Compare compare, Term term, Literal<String> literal) {
        Optional<Set<String>> items = compare.operator() == Operator.CONTAINS
                ? one(compare, literal).map(Set::of)
                : constants.set(compare.right(), term, literal);
        return items.map(texts -> holdsAny(term, texts, compare));
    }

    /// A member nobody has declared is what it is compared with.
    private Optional<Condition> open(Expression.Compare compare, Term term) {
        return switch (compare.operator()) {
            case STARTS_WITH, ENDS_WITH, LIKE, MATCHES -> text(compare, term.as(Type.TEXT));
            case INTERSECTS -> items(compare, term.as(Type.TEXTS), constants.text(term.as(Type.TEXTS)));
            case CONTAINS ->
                one(compare, constants.text(term)).map(text -> holds(compare, term, new Test.Contains(text)));
            case EQUAL, NOT_EQUAL, IN, LESS, AT_MOST, MORE, AT_LEAST, FINDS -> {
                if (is(compare.right(), Expression.BoolLiteral.class)) {
                    flag(compare, term);
                    yield Optional.empty();
                }
                if (isOrdering(compare.operator()) && is(compare.right(), Expression.TextLiteral.class)) {
                    reading.mistake(
                            Code.P301,
                            "`" + compare.operator().word() + "` does not go with texts",
                            compare.operatorSpan(),
                            "only numbers and sizes have an order here",
                            "write a number, without quotes");
                    yield Optional.empty();
                }
                boolean text = isText(compare.right(), compare.operator());
                yield text
                        ? words(compare, term.as(Type.TEXT), constants.text(term.as(Type.TEXT)))
                        : sizes(compare, term);
            }
        };
    }

    private Optional<Condition> sizes(Expression.Compare compare, Term term) {
        Term number = term.as(is(compare.right(), Expression.SizeLiteral.class) ? Type.SIZE : Type.INT);
        return numbers(compare, number, constants.size(number));
    }

    /// Whether a text, or a list that does not begin with a number, is written here.
    private boolean isText(Expression expression, Operator operator) {
        return reading.lets().reading(expression, false, e -> {
            if (e instanceof Expression.ListLiteral(List<Expression> items, var _)) {
                return items.isEmpty() || isText(items.getFirst(), Operator.EQUAL);
            }
            boolean number = e instanceof Expression.IntLiteral || e instanceof Expression.SizeLiteral;
            return !number && !isOrdering(operator);
        });
    }

    private static boolean isOrdering(Operator operator) {
        return operator != Operator.EQUAL && operator != Operator.NOT_EQUAL && operator != Operator.IN;
    }

    private boolean is(Expression expression, Class<? extends Expression> kind) {
        return reading.lets().reading(expression, false, kind::isInstance);
    }

    private void flag(Expression.Compare compare, Term term) {
        reading.mistake(
                Code.P301,
                "`" + compare.operator().word() + "` does not go with true and false",
                compare.operatorSpan(),
                "a member that is true or false is a condition itself",
                "write `%s` or `not %s`".formatted(term.shown(), term.shown()));
    }

    Condition holdsAny(Term term, Set<String> items, Expression.Compare compare) {
        return items.isEmpty() ? Condition.NEVER : holds(compare, term, new Test.HoldsAny(items));
    }

    private static Condition between(Expression.Compare compare, Term term, long low, long high) {
        return holds(compare, term, new Test.Between(low, high));
    }

    private static Condition holds(Expression.Compare compare, Term term, Test test) {
        return new Condition.Holds(new Atom(term, test), compare.span());
    }
}
